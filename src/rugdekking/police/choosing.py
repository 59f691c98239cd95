"""The ways to go on for one file, with what this case makes them worth, and where the wish stands."""

from dataclasses import dataclass
from datetime import date, datetime

from rugdekking.cases.owning import owner_report
from rugdekking.content.queries import latest
from rugdekking.content.schema import Way, Ways
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import Ring
from rugdekking.police.hinting import event_of
from rugdekking.police.models import Dossier, Part
from rugdekking.police.queries import sheet, sheets
from rugdekking.police.sheets import Wish
from rugdekking.protocols.facts import holds
from rugdekking.reports.choices import Answer, Step
from rugdekking.reports.models import Consent, Report
from rugdekking.reports.queries import consent_stands


@dataclass(frozen=True, slots=True)
class Option:
    """One way, with what to know of it in this case, and whether it is the one that the person wants."""

    way: Way
    remarks: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one wanted way stands. `agreed`: they said yes to it, or it asks for none. `asked`: the question waits on
    their page; `may_ask`: it may be put there."""

    way: Way
    agreed: bool
    asked: bool = False
    may_ask: bool = False


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the wish stands: each way that is wanted, what leads first. Empty before the person chose."""

    wish: Wish | None = None
    each: tuple[Stand, ...] = ()

    @property
    def way(self) -> Way | None:
        """What leads."""
        return self.each[0].way if self.each else None

    @property
    def police(self) -> Stand | None:
        """The first of them in which something goes to the police."""
        return next((one for one in self.each if one.way.to_police), None)

    @property
    def may_ask(self) -> bool:
        """Whether there is still something to ask."""
        return any(one.may_ask for one in self.each)


def options(dossier: Dossier, *, ring: Ring, at: datetime) -> list[Option]:
    """Every way beside the others, for this case."""
    event = event_of(dossier, ring=ring, at=at)
    wish = sheet(dossier, Part.WISH, Wish, ring=ring)
    return [
        Option(
            one,
            tuple(each.text for each in one.remarks if holds(each.when, event.facts, severity=event.severity)),
            wanted=wish is not None and one.code in wish.ways,
        )
        for one in latest(Ways, "police").ways
    ]


def stands(dossier: Dossier, *, ring: Ring) -> Stands:
    """What the person wants now, and to which of it they said yes."""
    wish = sheet(dossier, Part.WISH, Wish, ring=ring)
    if wish is None:
        return Stands()
    report = owner_report(dossier.person)
    return Stands(wish, tuple(_stand(way, wish, report) for way in ways_of(wish)))


def ways_of(wish: Wish) -> list[Way]:
    """The ways that somebody wants, as far as they still exist, what leads first."""
    shipped = latest(Ways, "police")
    return [way for way in map(shipped.way, wish.ways) if way is not None]


def _stand(way: Way, wish: Wish, report: Report | None) -> Stand:
    if way.step is None or report is None:
        return Stand(way, agreed=way.step is None or wish.agreed)
    step = Step(way.step)
    asked = Consent.objects.filter(report=report, step=step, state=Answer.ASKED).exists()
    said_yes = consent_stands(report, step)
    return Stand(way, said_yes, asked, may_ask=not asked and not said_yes)


def taken_back_on(dossier: Dossier, *, ring: Ring) -> date | None:
    """The day on which the person took a yes back, or chose to let nothing go after they had wanted the police.

    Nothing once they wanted it anew. From that day nothing that was made may be given to anybody.
    """
    ways = latest(Ways, "police")
    to_police = {one.code: one for one in ways.ways if one.to_police}
    written = sheets(dossier, Part.WISH, Wish, ring=ring)
    now = [to_police[way] for one in written[:1] for way in one.written.ways if way in to_police]
    if written and not now:
        wanted_before = any(not to_police.keys().isdisjoint(one.written.ways) for one in written[1:])
        return written[0].row.written_on if wanted_before else None
    wanted = now or list(to_police.values())
    report = owner_report(dossier.person)
    steps = {Step(one.step) for one in wanted if one.step is not None}
    if report is None or any(consent_stands(report, step) for step in steps):
        return None
    rows = Consent.objects.filter(report=report, step__in=steps, state=Answer.WITHDRAWN)
    at = rows.order_by("-answered_at").values_list("answered_at", flat=True).first()
    return None if at is None else day_of(at)


def has_agreed(dossier: Dossier, way: Way, *, ring: Ring) -> bool:
    """Whether the person said yes to this way: on their own page, or by word of mouth for who has none."""
    report = owner_report(dossier.person)
    if way.step is None:
        return True
    if report is not None:
        return consent_stands(report, Step(way.step))
    wish = sheet(dossier, Part.WISH, Wish, ring=ring)
    return wish is not None and way.code in wish.ways and wish.agreed
