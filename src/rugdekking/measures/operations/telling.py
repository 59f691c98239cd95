"""Making a change of a running measure known: from then on it holds."""

from datetime import date, datetime

from django.db import transaction

from rugdekking.cases.operations import at_work
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries
from rugdekking.measures.models import Answer, Change, ChangeKind, Remedy
from rugdekking.measures.operations import rows
from rugdekking.measures.operations.changing import step
from rugdekking.measures.operations.serving import stop_running
from rugdekking.measures.sealing import needed, sealed
from rugdekking.measures.status import ChangeState, State, before
from rugdekking.measures.terms import last_day_to_object, review_day
from rugdekking.organisations.models import Membership
from rugdekking.reports.actors import actor_of

_SAID = {
    ChangeKind.SHORTEN: "answer.shortened",
    ChangeKind.EXTEND: "answer.extended",
    ChangeKind.LIFT: "answer.lifted",
}


@transaction.atomic
def tell_change(change: Change, *, told: str, on: date, ring: StaffRing, at: datetime) -> None:
    """Record that the other side was told of a change on day `on`, and how; from then on it holds.

    A longer term only when that was before the measure ended. Clocks follow the new days. Raises `NotYourCase`,
    `NotThatDay`, `TextMissing`, `DecidedByOneConcerned`, and `JustChanged`
    when it was not decided or the measure changed or ended meanwhile.
    """
    answer = change.answer
    case = rows.looked_after(answer, ring)
    if change.decided_on is None:
        raise JustChanged("Hierover is nog niet besloten.")
    rows.must_stand(case, [change.decided_by_id], ring=ring)
    at_work.must_have_been(on, at=at, since=change.decided_on)
    text = needed(told, what="hoe u het bekend hebt gemaakt")
    columns = sealed(change, {"told_text": text}, under=ring.open(answer.key_id))
    step(change, ChangeState.DONE, told_on=on, **columns)
    clocks.keep(ClockKind.REACTION, subject=answer.pk, at=min(at, closing_of(on)))
    if change.kind == ChangeKind.LIFT:
        _lift(answer, change, on=on, at=at)
    else:
        _move_end(answer, change, on=on, by=ring.membership, at=at)
    answer.refresh_from_db()
    rows.log(_SAID[ChangeKind(change.kind)], answer, by=actor_of(ring), at=at)


def _lift(answer: Answer, change: Change, *, on: date, at: datetime) -> None:
    running = Answer.objects.filter(pk=answer.pk, state__in=before(State.LIFTED), ends_on=change.from_end)
    if not running.filter(ends_on__gte=on).update(state=State.LIFTED, ended_on=on):
        raise JustChanged("Deze maatregel is intussen veranderd of afgelopen.")
    stop_running(answer, at=at)


def _move_end(answer: Answer, change: Change, *, on: date, by: Membership, at: datetime) -> None:
    running = Answer.objects.filter(pk=answer.pk, state=State.RUNNING, ends_on=change.from_end, ends_on__gte=on)
    new_end, term = change.ends_on, queries.measure_of(answer).term
    if new_end is None or term is None or answer.review_on is None:
        raise JustChanged("Deze maatregel is intussen veranderd of afgelopen.")
    since = max(on, answer.begins_on or on)
    looked = Clock.objects.filter(kind=ClockKind.REVIEW, subject_id=answer.pk, ended_at=None).exists()
    keeps_its_day = looked and answer.review_on <= new_end
    review_on = answer.review_on if keeps_its_day else review_day(since, term.review_after, ends_on=new_end)
    if not running.update(ends_on=new_end, review_on=review_on):
        raise JustChanged("Deze maatregel is intussen veranderd of afgelopen.")
    rows.restart_clock(ClockKind.MEASURE_END, answer, on=new_end, owner=by, at=at)
    if not keeps_its_day:
        rows.restart_clock(ClockKind.REVIEW, answer, on=review_on, owner=by, at=at)
    if change.kind == ChangeKind.EXTEND and answer.remedy == Remedy.OBJECTION:
        rows.start_clock(
            ClockKind.OBJECTION, answer, owner=by, at=at, due=max(closing_of(last_day_to_object(on)), at)
        )
