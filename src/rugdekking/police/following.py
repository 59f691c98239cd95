"""Reading what came of it: news, watched agreements, what stands online, the ledger and the routes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from rugdekking.cases.models import Case
from rugdekking.cases.paper import Written as WrittenLetter
from rugdekking.clocks.models import Clock
from rugdekking.content.queries import latest
from rugdekking.content.schema import Agreement, Agreements, Passages, RouteStep
from rugdekking.keys.rings import Ring
from rugdekking.police.agreements import ELA, agreement_of
from rugdekking.police.models import Dossier, DossierLetter, News, Online, Part, Watch
from rugdekking.police.queries import dossiers_of, sheet
from rugdekking.police.routes import steps_of
from rugdekking.police.sealing import unseal
from rugdekking.police.status import WATCH_NEXT, WATCHED, WatchState
from rugdekking.police.writing import Cost, Costs, Done, Followed, Place, Words


@dataclass(frozen=True, slots=True)
class OpenNews:
    """News, opened. `title` and `meaning` say it to the person concerned."""

    row: News
    text: str
    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class OpenWatch:
    row: Watch
    agreement: Agreement
    clock: Clock | None
    text: str

    @property
    def is_open(self) -> bool:
        return self.row.state in WATCHED

    @property
    def next_states(self) -> list[WatchState]:
        """The steps that may follow when it was not kept, the lightest first."""
        following = WATCH_NEXT.get(WatchState(self.row.state), frozenset())
        return [state for state in WatchState if state in following]


@dataclass(frozen=True, slots=True)
class OpenOnline:
    row: Online
    place: Place
    clock: Clock | None


@dataclass(frozen=True, slots=True)
class OpenLetter:
    row: DossierLetter
    written: WrittenLetter


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a route, and when it was taken."""

    step: RouteStep
    done: Done | None


@dataclass(frozen=True, slots=True)
class OpenRoute:
    followed: Followed
    stops: tuple[Stop, ...]

    @property
    def next_stop(self) -> Stop | None:
        return next((one for one in self.stops if one.done is None), None)


def news_of(dossier: Dossier, *, ring: Ring) -> list[OpenNews]:
    """Everything that was heard, the newest first."""
    said = latest(Passages, "police_news")
    secret = ring.open(dossier.key_id)
    rows = (
        News.objects.filter(dossier=dossier).select_related("written_by__person").order_by("-on", "-heard_on", "pk")
    )
    found = []
    for row in rows:
        passage = said.passage(row.kind)
        text = unseal(row, "sealed", Words, with_=secret).text
        found.append(OpenNews(row, text, passage.title, passage.text))
    return found


def one_news(dossier: Dossier, news: UUID, *, ring: Ring) -> OpenNews | None:
    """One of them."""
    return next((one for one in news_of(dossier, ring=ring) if one.row.pk == news), None)


def watches_of(dossier: Dossier, *, ring: Ring) -> list[OpenWatch]:
    """The watched agreements: what is open first, the first due on top."""
    rows = list(Watch.objects.filter(dossier=dossier))
    running = Clock.objects.in_bulk([row.clock for row in rows])
    secret = ring.open(dossier.key_id)
    found = [
        OpenWatch(
            row,
            agreement_of(row),
            running.get(row.clock),
            "" if row.sealed is None else unseal(row, "sealed", Words, with_=secret).text,
        )
        for row in rows
    ]
    return sorted(
        found, key=lambda one: (not one.is_open, one.clock is None, one.clock and one.clock.due_at, one.row.code)
    )


def one_watch(dossier: Dossier, watch: UUID, *, ring: Ring) -> OpenWatch | None:
    """One of them."""
    return next((one for one in watches_of(dossier, ring=ring) if one.row.pk == watch), None)


def unwatched(dossier: Dossier) -> list[Agreement]:
    """The agreements that nobody watches here yet, in the order in which they come up."""
    known = set(Watch.objects.filter(dossier=dossier).values_list("code", flat=True))
    return [one for one in latest(Agreements, ELA).agreements if one.code not in known]


def online_of(dossier: Dossier, *, ring: Ring) -> list[OpenOnline]:
    """What stands online, the newest first."""
    rows = list(Online.objects.filter(dossier=dossier).select_related("dossier").order_by("-kept_on", "pk"))
    running = Clock.objects.in_bulk([row.clock for row in rows if row.clock])
    secret = ring.open(dossier.key_id)
    return [
        OpenOnline(row, unseal(row, "sealed", Place, with_=secret), running.get(row.clock) if row.clock else None)
        for row in rows
    ]


def one_online(dossier: Dossier, online: UUID, *, ring: Ring) -> OpenOnline | None:
    """One of them."""
    return next((one for one in online_of(dossier, ring=ring) if one.row.pk == online), None)


def letters_of(dossier: Dossier, *, ring: Ring) -> list[OpenLetter]:
    """The letters of this file, the newest first."""
    rows = DossierLetter.objects.filter(dossier=dossier).select_related("made_by__person", "about__dossier__case")
    secret = ring.open(dossier.key_id)
    found = rows.order_by("-made_on", "pk")
    return [OpenLetter(row, unseal(row, "sealed", WrittenLetter, with_=secret)) for row in found]


def one_letter(dossier: Dossier, letter: UUID, *, ring: Ring) -> OpenLetter | None:
    """One of them."""
    return next((one for one in letters_of(dossier, ring=ring) if one.row.pk == letter), None)


def costs_of(dossier: Dossier, *, ring: Ring) -> tuple[Cost, ...]:
    """The lines of the ledger, the oldest first."""
    found = sheet(dossier, Part.COSTS, Costs, ring=ring)
    return tuple(sorted(found.lines, key=lambda one: one.on)) if found else ()


def costs_in(case: Case, *, ring: Ring) -> list[tuple[Dossier, tuple[Cost, ...]]]:
    """The ledgers of everybody in this case."""
    return [(dossier, costs_of(dossier, ring=ring)) for dossier in dossiers_of(case)]


def route_of(dossier: Dossier, part: Part, *, ring: Ring) -> OpenRoute | None:
    """How far this person is on a route, or nothing when nobody began it."""
    followed = sheet(dossier, part, Followed, ring=ring)
    if followed is None:
        return None
    taken = {one.code: one for one in followed.done}
    return OpenRoute(followed, _stops(steps_of(dossier, part, followed), taken))


def _stops(steps: Iterable[RouteStep], taken: dict[str, Done]) -> tuple[Stop, ...]:
    return tuple(Stop(step, taken.get(step.code)) for step in steps)
