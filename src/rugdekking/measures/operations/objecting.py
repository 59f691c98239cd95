"""An objection or complaint against an answer: taken in, judged by somebody else than before, and answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.cases import queries as cases
from rugdekking.cases.operations import at_work
from rugdekking.cases.operations.standing import held_still
from rugdekking.cases.status import State as CaseState
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.operations.wraps import give, take_away
from rugdekking.keys.queries import holders, is_barred
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries
from rugdekking.measures.course import (
    Course,
    answerers,
    course_of,
    is_in_time,
    may_not_decide,
    readers,
    took_part,
)
from rugdekking.measures.models import Answer, Change, ChangeKind, Finding, Objection
from rugdekking.measures.operations import rows
from rugdekking.measures.operations.changing import save
from rugdekking.measures.operations.putting import NoMandate, OutsideTheTerm
from rugdekking.measures.operations.telling import tell_change
from rugdekking.measures.queries import OpenAnswer
from rugdekking.measures.sealing import needed, sealed
from rugdekking.measures.status import (
    NEXT_OF_OBJECTION,
    OPEN_CHANGE,
    TOLD,
    ChangeState,
    ObjectionState,
    steps_before,
)
from rugdekking.measures.terms import last_day_to_object
from rugdekking.organisations.models import Membership
from rugdekking.reports.actors import actor_of

_RECEIVED = ObjectionState.RECEIVED


class NotTold(Refused):
    """Nobody can object to what they were not told."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of an objection, and why. On a measure that runs, a founded one lifts it or ends it sooner."""

    finding: Finding
    reason: str
    kind: ChangeKind | None = None
    ends_on: date | None = None


@transaction.atomic
def receive_objection(
    answer: Answer, *, text: str, received_on: date, answerer: Membership | None, ring: StaffRing, at: datetime
) -> Objection:
    """Take in what somebody brings against an answer, on the day it came in, and ask `answerer` to judge it.

    Also late, and also after the measure ended or was lifted. It is answered within six weeks, which is never later
    than the law asks (Awb 7:10 and 9:11). Raises `NotYourCase`, `NotTold`, `NotThatDay`, `TextMissing`, and
    `NoMandate` for somebody who may not judge it.
    """
    case = rows.looked_after(answer, ring)
    if answer.state not in TOLD or answer.served_on is None or answer.decided_by is None:
        raise NotTold("Dit antwoord is nog niet bekendgemaakt. Er kan nog geen bezwaar tegen zijn.")
    at_work.must_have_been(received_on, at=at, since=answer.served_on)
    row = Objection(id=uuid4(), organisation_id=answer.organisation_id, answer=answer, received_on=received_on)
    row.in_time = is_in_time(answer, received_on)
    row.recorded_by, row.decided_before, row.put_before = ring.membership, answer.decided_by, answer.put_by
    row.text = sealed(row, {"text": needed(text, what="wat er is ingebracht")}, under=ring.open(answer.key_id))[
        "text"
    ]
    row.save(force_insert=True)
    clock = clocks.start(
        ClockKind.OBJECTED,
        organisation=case.organisation,
        subject=Subject(SubjectKind.MEASURE, row.pk, file=case.pk),
        owner=ring.membership.pk,
        at=at,
        due=max(closing_of(last_day_to_object(received_on)), at),
    )
    if case.state == CaseState.CLOSED:
        clocks.name_keeper(clock.pk, keeper=ring.membership.pk)
    rows.log("answer.objected", answer, by=actor_of(ring), at=at)
    if answerer is None:
        for handler in cases.handlers_of(case):
            rows.tell(answer, handler.membership, at=at)
    else:
        ask_answerer(row, answerer=answerer, ring=ring, at=at)
    return row


@transaction.atomic
def ask_answerer(objection: Objection, *, answerer: Membership, ring: StaffRing, at: datetime) -> None:
    """Ask a member to judge an objection: neither who decided nor who put it to them, nor anybody kept out.

    They read the answer and its course, and nothing else of the case; whom they replace no longer does. A judgement
    of somebody who turned out to be concerned, not told yet, lapses with what it would change. Raises
    `NotYourCase`, `NoMandate`, and `JustChanged` when it was judged meanwhile.
    """
    answer = objection.answer
    case = rows.looked_after(answer, ring)
    objection.refresh_from_db()
    former = objection.answerer_id
    if former in may_not_decide(case, ring):
        _judge_anew(objection, at=at)
    if answerer.pk not in {one.pk for one in answerers(answer, ring)}:
        raise NoMandate("Deze persoon kan dit bezwaar niet beoordelen. Kies iemand die niet eerder meebesliste.")
    if holders([answerer])[0].public is None:
        raise NoMandate("Deze persoon heeft nog geen wachtzin en kan dit niet lezen. Vraag die eerst te kiezen.")
    give(answer.key, ring.open(answer.key_id), to=holders([answerer]))
    _step(objection, _RECEIVED, {"answerer": answerer})
    if former is not None and former not in readers(answer):
        take_away(answer.key_id, holders=[former])
    clocks.hand_over([objection.pk], owner=answerer.pk)
    rows.tell(answer, answerer, at=at)
    rows.log("answer.objection_given", answer, by=actor_of(ring), at=at)


@transaction.atomic
def look_at_objection(objection: Objection, *, ring: StaffRing, at: datetime) -> tuple[OpenAnswer, Course]:
    """Open an objection for whoever judges it, and log the look. Raises `NoMandate` for anybody else."""
    _must_judge(objection, ring)
    opened = queries.open_answers([objection.answer], ring)
    if not opened:
        raise JustChanged("Dit is intussen aan iemand anders gegeven.")
    by, organisation = actor_of(ring), objection.organisation_id
    audit.record("objection.looked", organisation=organisation, subject=objection.answer_id, by=by, at=at)
    return opened[0], course_of(objection.answer, ring)


@transaction.atomic
def judge(objection: Objection, *, judgement: Judgement, ring: StaffRing, at: datetime) -> None:
    """Judge an objection, with a reason; what it changes holds once the other side was told.

    A change that waited for the former decider gives way. Raises `NoMandate`, `TextMissing`, `OutsideTheTerm` for
    a founded one that changes nothing of a running measure or makes it longer, and for one in time that is left for
    being late, and `JustChanged`.
    """
    answer = objection.answer
    held_still(answer.case)
    answer.refresh_from_db()
    objection.refresh_from_db()
    _must_judge(objection, ring)
    _must_follow(objection, judgement, on=day_of(at))
    text = needed(judgement.reason, what="waarom u zo oordeelt")
    columns = sealed(objection, {"reason": text}, under=ring.open(answer.key_id))
    said = {"finding": judgement.finding, "answered_on": day_of(at), **columns}
    _step(objection, ObjectionState.ANSWERED, said, judge=ring.membership)
    clocks.hand_over([objection.pk], owner=objection.recorded_by_id)
    if judgement.kind is not None:
        _change(objection, judgement, text, ring=ring, at=at)
    rows.tell(answer, objection.recorded_by, at=at)
    rows.log("answer.objection_judged", answer, by=actor_of(ring), at=at)


@transaction.atomic
def answer_objection(objection: Objection, *, told: str, on: date, ring: StaffRing, at: datetime) -> None:
    """Record that whoever objected was told on day `on` what came of it; a change that follows holds from then on.

    Raises `DecidedByOneConcerned` when the judge is concerned or was kept out since: then ask another one.
    """
    answer = objection.answer
    case = rows.looked_after(answer, ring)
    if objection.answered_on is None:
        raise JustChanged("Dit bezwaar is nog niet beoordeeld.")
    rows.must_stand(case, [objection.answerer_id], ring=ring)
    at_work.must_have_been(on, at=at, since=objection.answered_on)
    text = needed(told, what="hoe u het antwoord hebt verteld")
    columns = sealed(objection, {"told_text": text}, under=ring.open(answer.key_id))
    _step(objection, ObjectionState.TOLD, {"told_on": on, **columns})
    clocks.keep(ClockKind.OBJECTED, subject=objection.pk, at=min(at, closing_of(on)))
    rows.log("answer.objection_answered", answer, by=actor_of(ring), at=at)
    change = Change.objects.filter(objection=objection, state=ChangeState.AGREED).select_related("answer").first()
    if change is not None and queries.runs(answer, on=on):
        tell_change(change, told=told, on=on, ring=ring, at=at)


@transaction.atomic
def withdraw_objection(objection: Objection, *, ring: StaffRing, at: datetime) -> None:
    """Whoever objected no longer does, before it was judged. Raises `NotYourCase` and `JustChanged`."""
    rows.looked_after(objection.answer, ring)
    _step(objection, ObjectionState.WITHDRAWN, {})
    clocks.stop(ClockKind.OBJECTED, subject=objection.pk, at=at)
    rows.log("answer.objection_withdrawn", objection.answer, by=actor_of(ring), at=at)


def _judge_anew(objection: Objection, *, at: datetime) -> None:
    judged = Objection.objects.filter(pk=objection.pk, state__in=steps_before(_RECEIVED, NEXT_OF_OBJECTION))
    judged.update(state=_RECEIVED, finding="", answered_on=None, reason=None)
    if Change.objects.filter(objection=objection, state=ChangeState.AGREED).update(state=ChangeState.WITHDRAWN):
        clocks.stop(ClockKind.REACTION, subject=objection.answer_id, at=at)


def _change(objection: Objection, judgement: Judgement, reason: str, *, ring: StaffRing, at: datetime) -> None:
    """What a founded objection changes was decided by whoever judged it. What another objection brought, which
    waits to be told, comes first: then `save` raises `JustChanged`."""
    answer, today = objection.answer, day_of(at)
    of_the_desk = Change.objects.filter(answer=answer, objection=None, state__in=OPEN_CHANGE)
    if of_the_desk.update(state=ChangeState.WITHDRAWN):
        for kind in (ClockKind.DECISION, ClockKind.REACTION):
            clocks.stop(kind, subject=answer.pk, at=at)
    row = Change(id=uuid4(), organisation_id=answer.organisation_id, answer=answer, objection=objection)
    row.kind, row.state, row.mandate = judgement.kind or "", ChangeState.AGREED, answer.mandate
    row.put_by = row.decider = row.decided_by = ring.membership
    row.put_on = row.decided_on = today
    row.from_end, row.ends_on = answer.ends_on or today, judgement.ends_on
    save(row, {"ground": reason, "reason": reason}, ring=ring)
    rows.start_clock(ClockKind.REACTION, answer, owner=objection.recorded_by, at=at)


def _must_follow(objection: Objection, judgement: Judgement, *, on: date) -> None:
    if judgement.finding == Finding.LATE and objection.in_time:
        raise OutsideTheTerm("Dit bezwaar kwam op tijd. Beoordeel wat erin staat.")
    answer, day, kind = objection.answer, judgement.ends_on, judgement.kind
    runs = queries.runs(answer, on=on) and judgement.finding == Finding.FOUNDED
    since = max(on, answer.begins_on or on)
    fits = {
        None: not runs and day is None,
        ChangeKind.LIFT: runs and day is None,
        ChangeKind.SHORTEN: runs and day is not None and since <= day < (answer.ends_on or on),
    }
    if not fits.get(kind, False):
        raise OutsideTheTerm(
            "Is het bezwaar gegrond en loopt de maatregel nog? Kies dan opheffen, of een eerdere laatste dag. "
            "Anders verandert er niets aan de maatregel."
        )


def _must_judge(objection: Objection, ring: StaffRing) -> None:
    asked = ring.membership.pk == objection.answerer_id
    took = objection.state == _RECEIVED and ring.membership.pk in took_part(objection.answer)
    if not asked or took or is_barred(ring.membership, queries.subjects_of(objection.answer.case)):
        raise NoMandate("U kunt dit bezwaar niet beoordelen.")


def _step(
    objection: Objection, new_state: ObjectionState, columns: Mapping[str, object], *, judge: Membership | None = None
) -> None:
    allowed = {_RECEIVED} if new_state == _RECEIVED else steps_before(new_state, NEXT_OF_OBJECTION)
    waiting = Objection.objects.filter(pk=objection.pk, state__in=allowed)
    asked = waiting if judge is None else waiting.filter(answerer=judge)
    if not asked.update(state=new_state, **columns):
        raise JustChanged("Dit bezwaar is intussen al afgehandeld.")
    objection.refresh_from_db()
