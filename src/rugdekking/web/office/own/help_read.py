"""Which help is read, and which files are fetched: totals per page in tens, and nothing about who read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.schema.toolkit import PageKind
from rugdekking.kernel.time import MONTHS, add_months, day_of
from rugdekking.organisations.roles import Role
from rugdekking.visits.models import Act
from rugdekking.visits.queries import Rounded, times_per_page
from rugdekking.web.access import Visit, office
from rugdekking.web.help import council, entries
from rugdekking.web.meetings.presentation import PAGE
from rugdekking.web.office.page import show
from rugdekking.web.public.places import Place, place_at
from rugdekking.web.ui.parts import Column

Counts = Mapping[str, Rounded]

# Pages that are lists of others, by their address below the help of an organisation.
OVERVIEWS: Mapping[str, str] = {
    "begin": "Hulp en uitleg, de eerste pagina",
    "wat-te-doen": "Wat kan ik doen als …",
    "scan": "Alle zelfscans",
    "gesprek": "Alle werkvormen",
    PAGE: "De presentatie",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A page of the toolkit, and how often it was read in each of the periods."""

    title: str
    address: str
    times: Sequence[Rounded]

    @property
    def tens(self) -> int:
        return sum(one.tens for one in self.times)


@dataclass(frozen=True, slots=True)
class Told:
    """What was asked for ten times or more in one of the periods, and the rest, of which no number is told."""

    columns: Sequence[Column]
    often: Sequence[Line]
    seldom: Sequence[Line]


@require_safe
@office(Role.EDITOR, Role.COORDINATOR)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation
    periods = _periods(day_of(timezone.now()))
    place = place_at(organisation.slug, drill=True)
    pages = list(entries.lines(place, entries.entries_at(place)))
    titles = {_name(place, one): one.entry.title for one in pages}
    files = {_name(place, one): one.entry.title for one in pages if one.entry.kind is PageKind.DOCUMENT}
    numbers = [Column(name, numeric=True) for name, _, _ in periods]

    def told(act: Act, names: Mapping[str, str], one: str) -> Told:
        counts = [times_per_page(organisation.pk, since=since, until=until, act=act) for _, since, until in periods]
        lines = _lines(place, names, counts)
        often = [line for line in lines if line.tens]
        return Told([Column(one), *numbers], often, lines[len(often) :])

    context = {
        "pages": told(Act.READ, {**OVERVIEWS, **titles}, "Pagina"),
        "members": council.way(place),
        "files": told(Act.FETCHED, {PAGE: OVERVIEWS[PAGE], **files}, "Bestand"),
    }
    return show(request, visit, "office/own/help_read.html", context)


def _periods(today: date) -> list[tuple[str, date, date]]:
    """This month until yesterday, the month before, and the three before that: within the half year that is kept."""
    this = today.replace(day=1)
    last, before = add_months(this, -1), add_months(this, -4)
    return [
        (f"{MONTHS[this.month - 1]}, tot vandaag", this, today - timedelta(days=1)),
        (MONTHS[last.month - 1], last, this - timedelta(days=1)),
        ("drie maanden ervoor", before, last - timedelta(days=1)),
    ]


def _name(place: Place, page: entries.Line) -> str:
    """How a page is counted: by its address below the help."""
    return page.address.removeprefix(_home(place)).strip("/")


def _home(place: Place) -> str:
    return f"/{place.slug}/hulp/"


def _lines(place: Place, titles: Mapping[str, str], counts: Sequence[Counts]) -> list[Line]:
    """What was asked for most comes first; below ten nobody reads whether it was ever asked for.

    A page that is gone stands here as long as it has a number.
    """
    home = _home(place)
    gone = {name: name for period in counts for name, times in period.items() if times.tens}
    none = Rounded.of(0)
    told = [
        Line(title, home if name == "begin" else f"{home}{name}/", [period.get(name, none) for period in counts])
        for name, title in {**gone, **titles}.items()
    ]
    return sorted(told, key=lambda line: (-line.tens, line.title.lower()))
