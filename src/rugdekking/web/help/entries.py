"""All that helps at one desk as a list of entries: written pages, scans and guides for a conversation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import timezone

from rugdekking.content.schema import Conversation, Scan, ScanKind
from rugdekking.content.schema.plan import Phase
from rugdekking.content.schema.toolkit import KINDS, Audience, Theme
from rugdekking.kernel.time import day_of
from rugdekking.knowledge.finding import Entry, Facet
from rugdekking.knowledge.listing import entries_of
from rugdekking.scans.queries import guides_of, scans_of
from rugdekking.web.public.places import Place

ROUTES: Final = {
    "page": "help:page",
    "scan": "scans:scan",
    "guide": "meetings:guide",
    "presentation": "meetings:presentation",
}
# What is no written page.
OTHERS: Final = {"scan": "Zelfscan", "guide": "Werkvorm", "presentation": "Presentatie"}
PEOPLE: Final = tuple(one.value for one in Audience if one is not Audience.FAMILY)
OF_SCANS: Final = {
    ScanKind.PERSONAL: (Theme.HOME_FAMILY, tuple(Audience)),
    ScanKind.REFLECTION: (Theme.UNDERMINING, PEOPLE),
    ScanKind.ORGANISATION: (Theme.FOR_CLERKS, (Audience.CLERK, Audience.STAFF)),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with its address for the readers of this desk, and what it is called."""

    entry: Entry
    address: str
    kind: str


def entries_at(place: Place) -> list[Entry]:
    """Everything, theme after theme, then the scans and the guides."""
    pages = entries_of(place.organisation, on=day_of(timezone.now()))
    scans = [of_scan(scan) for scan in scans_of(place.organisation)]
    guides = [of_guide(guide) for guide in guides_of(place.organisation)]
    return [*pages, *scans, *guides, PRESENTATION]


def lines(place: Place, entries: Iterable[Entry]) -> Iterator[Line]:
    for entry in entries:
        way, _, name = entry.target.partition(":")
        address = reverse(ROUTES[way], args=[place.slug, *filter(None, [name])])
        yield Line(entry, address, KINDS[entry.kind] if entry.kind else OTHERS[way])


def of_scan(scan: Scan) -> Entry:
    theme, people = OF_SCANS[scan.kind]
    questions = "\n".join(["zelfscan zelftest", *(question.text for question in scan.questions())])
    return Entry(f"scan:{scan.slug}", None, scan.title, scan.about, _codes(people, theme), body=questions)


def of_guide(guide: Conversation) -> Entry:
    steps = "\n".join(["werkvorm kaarten stemmen", *(f"{step.title}\n{step.text}" for step in guide.steps)])
    return Entry(
        f"guide:{guide.slug}", None, guide.title, guide.summary, _codes(PEOPLE, Theme.FOR_COUNCILS), body=steps
    )


def _codes(people: tuple[str, ...], theme: Theme) -> dict[Facet, tuple[str, ...]]:
    return {Facet.AUDIENCE: people, Facet.PHASE: (Phase.BEFORE,), Facet.THEME: (theme,)}


PRESENTATION: Final = Entry(
    "presentation:",
    None,
    "Een presentatie om te laten zien",
    "De norm, wat wij doen en de nummers van uw eigen meldpunt, met wat u erbij kunt zeggen.",
    _codes((Audience.CLERK, Audience.EXECUTIVE), Theme.FOR_CLERKS),
    body="powerpoint dia's slides pdf voorlichting",
)
