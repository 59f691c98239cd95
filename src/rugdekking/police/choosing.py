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
from rugdekking.reports.models import Consent
from rugdekking.reports.queries import consent_stands


@dataclass(frozen=True, slots=True)
class Option:
    """One way, with what to know of it in this case, and whether it is the one that the person wants."""

    way: Way
    remarks: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the wish stands. `way` is none before the person chose. `asked`: the question waits on their page."""

    way: Way | None
    wish: Wish | None
    agreed: bool
    asked: bool
    may_ask: bool


def options(dossier: Dossier, *, ring: Ring, at: datetime) -> list[Option]:
    """Every way beside the others, for this case."""
    event = event_of(dossier, ring=ring, at=at)
    wish = sheet(dossier, Part.WISH, Wish, ring=ring)
    return [
        Option(
            one,
            tuple(each.text for each in one.remarks if holds(each.when, event.facts, severity=event.severity)),
            wanted=wish is not None and wish.way == one.code,
        )
        for one in latest(Ways, "police").ways
    ]


def stands(dossier: Dossier, *, ring: Ring) -> Stands:
    """What the person wants now, and whether they said yes to that step."""
    wish = sheet(dossier, Part.WISH, Wish, ring=ring)
    way = None if wish is None else latest(Ways, "police").way(wish.way)
    if wish is None or way is None:
        return Stands(None, None, agreed=False, asked=False, may_ask=False)
    report = owner_report(dossier.person)
    if way.step is None or report is None:
        return Stands(way, wish, agreed=way.step is None or wish.agreed, asked=False, may_ask=False)
    step = Step(way.step)
    asked = Consent.objects.filter(report=report, step=step, state=Answer.ASKED).exists()
    said_yes = consent_stands(report, step)
    return Stands(way, wish, agreed=said_yes, asked=asked, may_ask=not asked and not said_yes)


def taken_back_on(dossier: Dossier, *, ring: Ring) -> date | None:
    """The day on which the person took a yes back, or chose to let nothing go after they had wanted the police.

    Nothing once they wanted it anew. From that day nothing that was made may be given to anybody.
    """
    ways = latest(Ways, "police")
    to_police = {one.code: one for one in ways.ways if one.to_police}
    written = sheets(dossier, Part.WISH, Wish, ring=ring)
    if written and written[0].written.way not in to_police:
        wanted_before = any(one.written.way in to_police for one in written[1:])
        return written[0].row.written_on if wanted_before else None
    wanted = [to_police[one.written.way] for one in written[:1]] or list(to_police.values())
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
    return wish is not None and wish.way == way.code and wish.agreed
