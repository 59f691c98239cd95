"""Hearing the other side before a measure is decided, or saying why not."""

from datetime import date, datetime

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.cases import operations as case_operations
from rugdekking.cases import queries as cases
from rugdekking.cases.operations import at_work
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.models import Answer, Hearing, Nature
from rugdekking.measures.operations import rows
from rugdekking.measures.operations.deciding import LATEST_BEGIN
from rugdekking.measures.sealing import needed, sealed
from rugdekking.measures.status import APPROVED, State
from rugdekking.reports.actors import actor_of

_AFTERWARDS = APPROVED | {State.HEARD}


@transaction.atomic
def hear(answer: Answer, *, view: str, on: date, ring: StaffRing, at: datetime) -> None:
    """Record what the other side said on day `on`; from then on the decider can decide.

    A hearing that was skipped earlier can still be held, also after the decision. Raises `NotThatDay` for a day
    before anything was reported or before it was skipped, `TextMissing`, and `JustChanged` when the answer needs no
    hearing or was heard or ended meanwhile.
    """
    columns = _columns(answer, needed(view, what="wat de ander erover zei"), ring)
    answer.refresh_from_db()
    at_work.must_have_been(on, at=at, since=_earliest(answer))
    measures = Answer.objects.filter(pk=answer.pk, nature=Nature.MEASURE)
    first = measures.filter(state=State.PROPOSED, hearing=Hearing.NONE)
    if first.update(state=State.HEARD, hearing=Hearing.HELD, heard_on=on, **columns):
        answer.refresh_from_db()
        rows.start_decision(answer, at=at)
    else:
        later = measures.filter(state__in=_AFTERWARDS, hearing=Hearing.SKIPPED)
        if not later.update(hearing=Hearing.LATER, heard_on=on, **columns):
            raise JustChanged("Dit antwoord vraagt nu geen gesprek met de ander, of dat is al vastgelegd.")
        answer.refresh_from_db()
    clocks.keep(ClockKind.HEARING, subject=answer.pk, at=min(at, closing_of(on)))
    _finish("answer.heard", answer, ring, at)


@transaction.atomic
def skip_hearing(answer: Answer, *, reason: str, later_on: date, ring: StaffRing, at: datetime) -> None:
    """Go to the decider without hearing the other side first, with the reason why.

    `later_on` is the day by which the other side is heard after all (only acute danger justifies skipping, and
    then one informs afterwards: domain research 5.4, contact measures). Raises `TextMissing`, `NoTimeLeft` for a
    day that has passed, `NotThatDay` for one after four weeks, and `JustChanged`.
    """
    if later_on > day_of(at) + LATEST_BEGIN:
        raise at_work.NotThatDay("Kies een dag binnen vier weken. Niet eerst horen is uitstel, geen afstel.")
    columns = _columns(answer, needed(reason, what="waarom de ander niet eerst wordt gehoord"), ring)
    unheard = Answer.objects.filter(pk=answer.pk, nature=Nature.MEASURE, state=State.PROPOSED, hearing=Hearing.NONE)
    known = {"heard_on": day_of(at), "hear_by": later_on, **columns}
    if not unheard.update(state=State.HEARD, hearing=Hearing.SKIPPED, **known):
        raise JustChanged("Dit antwoord vraagt nu geen gesprek met de ander, of dat is al vastgelegd.")
    answer.refresh_from_db()
    clocks.stop(ClockKind.HEARING, subject=answer.pk, at=at)
    rows.start_clock(ClockKind.HEARING, answer, owner=ring.membership, at=at, due=closing_of(later_on))
    rows.start_decision(answer, at=at)
    _finish("answer.hearing_skipped", answer, ring, at)


def _columns(answer: Answer, text: str, ring: StaffRing) -> dict[str, bytes]:
    at_work.handled(answer.case, ring)
    return sealed(answer, {"hearing_text": text}, under=ring.open(answer.key_id))


def _earliest(answer: Answer) -> date:
    """Before this day nobody can have been heard about it."""
    if answer.hearing == Hearing.SKIPPED and answer.heard_on is not None:
        return answer.heard_on
    received = [day_of(report.received_at) for report in cases.reports_of(answer.case)]
    return min([answer.case.opened_on, *received])


def _finish(action: str, answer: Answer, ring: StaffRing, at: datetime) -> None:
    audit.record(action, organisation=answer.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)
    case_operations.refresh_due([answer.case_id])
