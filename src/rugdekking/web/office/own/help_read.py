"""Which help is read: totals per page in tens, and nothing about who read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.clocks.terms import add_months
from rugdekking.kernel.time import MONTHS, day_of
from rugdekking.knowledge.finding import Entry
from rugdekking.organisations.roles import Role
from rugdekking.visits.queries import Rounded, times_per_page
from rugdekking.web.access import Visit, office
from rugdekking.web.help import council
from rugdekking.web.help.entries import entries_at, lines
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
    "presentatie": "De presentatie",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A page of the toolkit, and how often it was read in each of the periods."""

    title: str
    address: str
    times: Sequence[Rounded | None]


@require_safe
@office(Role.EDITOR, Role.COORDINATOR)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation
    periods = _periods(day_of(timezone.now()))
    counts = [times_per_page(organisation.pk, since=since, until=until) for _, since, until in periods]
    place = place_at(organisation.slug, drill=True)
    entries = entries_at(place)
    context = {
        "columns": [Column("Pagina"), *(Column(name, numeric=True) for name, _, _ in periods)],
        "lines": _lines(place, entries, counts),
        "members": council.way(place, entries),
    }
    return show(request, visit, "office/own/help_read.html", context)


def _periods(today: date) -> list[tuple[str, date, date]]:
    """This month until yesterday, the month before, and the three before that: within the half year that is kept."""
    this, last, before = (
        today.replace(day=1),
        add_months(today.replace(day=1), -1),
        add_months(today.replace(day=1), -4),
    )
    return [
        (f"{MONTHS[this.month - 1]}, tot vandaag", this, today - timedelta(days=1)),
        (MONTHS[last.month - 1], last, this - timedelta(days=1)),
        ("drie maanden ervoor", before, last - timedelta(days=1)),
    ]


def _lines(place: Place, entries: Sequence[Entry], counts: Sequence[Counts]) -> list[Line]:
    """What was read most comes first; a page that nobody read stands at the end, so that it is seen as well."""
    home = f"/{place.slug}/hulp/"
    titles = {line.address.removeprefix(home).strip("/"): line.entry.title for line in lines(place, entries)}
    gone = {name: name for period in counts for name in period}
    told = [
        Line(title, home if name == "begin" else f"{home}{name}/", [period.get(name) for period in counts])
        for name, title in {**gone, **OVERVIEWS, **titles}.items()
    ]
    return sorted(told, key=lambda line: (-sum(times.tens for times in line.times if times), line.title.lower()))
