"""The wish of the person concerned: it leads, it may change, and nothing goes to the police against it."""

from datetime import datetime

from django.db import transaction

from rugdekking.cases.operations.at_work import handled
from rugdekking.cases.operations.standing import tell
from rugdekking.cases.owning import owner_report
from rugdekking.cases.queries import handlers_of
from rugdekking.content.queries import latest
from rugdekking.content.schema import Way, Ways
from rugdekking.kernel.refusal import Refused
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.police.choosing import Stands, has_agreed, stands, ways_of
from rugdekking.police.duty import duty_for
from rugdekking.police.models import Dossier, Part
from rugdekking.police.operations.ending import open_again
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.queries import sheet
from rugdekking.police.sheets import Wish
from rugdekking.reports import operations as reports
from rugdekking.reports.actors import NotYours, must_own
from rugdekking.reports.choices import Answer, Step
from rugdekking.reports.models import Consent, Report


class NoSuchWay(Refused):
    """Nobody can choose this."""


class GoesWithNothing(Refused):
    """This is chosen alone: it says that nothing happens for now."""


class AnotherWish(Refused):
    """The person concerned wants something else, or did not choose yet."""


class NotAgreedYet(Refused):
    """The person concerned did not say yes to this step, or took it back."""


@transaction.atomic
def record_wish(dossier: Dossier, *, wish: Wish, ring: Ring, at: datetime) -> None:
    """Write down what the person concerned wants: they themselves on their own page, or a handler who heard it.

    Earlier wishes stay readable, and a track that had ended goes on. The handlers hear of it when the person changes
    it. Who wants to let nothing go to the police takes back what they said yes to before. Raises `NoSuchWay`,
    `GoesWithNothing`, `NotYours` for any other reporter, and `NotYourCase` and `CaseIsClosed` for a member.
    """
    ways = _existing(wish)
    if isinstance(ring, StaffRing):
        handled(dossier.case, ring)
    else:
        report = _must_be_theirs(dossier, ring)
        if not any(way.to_police for way in ways):
            _take_back(report, ring=ring, at=at)
        tell(dossier.case, [one.membership for one in handlers_of(dossier.case)], at=at)
    write_sheet(dossier, Part.WISH, wish, ring=ring, at=at)
    open_again(dossier)


@transaction.atomic
def ask_agreement(dossier: Dossier, *, ring: StaffRing, at: datetime) -> list[Consent]:
    """Put the question on the person's own page whether each way they chose may be gone now: one question per step.

    Raises `AnotherWish` before they chose, `NotAgreedYet` for who has no page of their own, and `AskedAlready` when
    nothing is left to ask.
    """
    handled(dossier.case, ring)
    each = [(one, one.way.step) for one in _wanted(dossier, ring=ring).each if one.way.step is not None]
    report = owner_report(dossier.person)
    if report is None or not each:
        raise NotAgreedYet("Deze persoon heeft geen eigen pagina, of er is geen ja nodig. Vraag het in een gesprek.")
    notes: dict[Step, str] = {}
    for one, code in [(stand, code) for stand, code in each if stand.may_ask] or each:
        step = Step(code)
        notes[step] = " ".join(filter(None, (notes.get(step), f"{one.way.title}. {one.way.about}")))
    return [reports.ask_consent(report, step=step, note=note, ring=ring, at=at) for step, note in notes.items()]


def may_go_out_of_duty(dossier: Dossier, *, way: str, ring: Ring) -> bool:
    """Whether something goes this way because the organisation must file, and not because the person wants it."""
    if duty_for(dossier, way, ring=ring) is None:
        return False
    wish = sheet(dossier, Part.WISH, Wish, ring=ring)
    found = latest(Ways, "police").way(way)
    return wish is None or found is None or way not in wish.ways or not has_agreed(dossier, found, ring=ring)


def must_be_wanted(dossier: Dossier, *, way: str, ring: Ring) -> None:
    """Whoever hands something over in some way asks this first. `way` is a code of content/nl/choices/police.

    Raises `AnotherWish` when the person wants another way or did not choose, and `NotAgreedYet` without their yes to
    this very step.
    """
    chosen = [one.way for one in _wanted(dossier, ring=ring).each]
    found = next((one for one in chosen if one.code == way), None)
    if found is None:
        other = latest(Ways, "police").way(way)
        titles = "’ en ‘".join(one.title for one in chosen)
        raise AnotherWish(
            f"De betrokkene koos ‘{titles}’ en niet ‘{other.title if other else way}’. Die wens gaat voor. "
            "Wil de betrokkene nu iets anders? Leg dat dan eerst vast."
        )
    if not has_agreed(dossier, found, ring=ring):
        raise NotAgreedYet(f"De betrokkene zei nog geen ja tegen deze stap: {found.title.lower()}. Vraag dat eerst.")


def _wanted(dossier: Dossier, *, ring: Ring) -> Stands:
    """Where the wish stands. Raises `AnotherWish` before the person chose."""
    found = stands(dossier, ring=ring)
    if not found.each:
        raise AnotherWish("De betrokkene koos nog niet. Leg eerst vast wat de betrokkene wil.")
    return found


def _existing(wish: Wish) -> list[Way]:
    ways = ways_of(wish)
    if len(ways) != len(set(wish.ways)):
        raise NoSuchWay("Deze keuze bestaat niet (meer). Kies een andere.")
    if len(ways) > 1 and any(way.alone for way in ways):
        raise GoesWithNothing(f"‘{next(way.title for way in ways if way.alone)}’ kiest u alleen, zonder iets anders.")
    return ways


def _must_be_theirs(dossier: Dossier, ring: Ring) -> Report:
    report = owner_report(dossier.person)
    if report is None:
        raise NotYours("Alleen de persoon om wie het gaat, kan dit doen.")
    must_own(report, ring)
    return report


def _take_back(report: Report, *, ring: Ring, at: datetime) -> None:
    for consent in Consent.objects.filter(report=report, step__in=(Step.POLICE, Step.COMPLAINT), state=Answer.GIVEN):
        reports.withdraw_consent(consent, ring=ring, at=at)
