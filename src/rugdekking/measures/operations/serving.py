"""Making known what was decided, and the measure with a term that runs from then on until it ends."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import SYSTEM
from rugdekking.cases import operations as case_operations
from rugdekking.cases.operations import at_work
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.terms import closing_of
from rugdekking.content.schema import Decider
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries
from rugdekking.measures.agreeing import must_agree
from rugdekking.measures.models import Answer, Card, Change, Remedy
from rugdekking.measures.operations import rows
from rugdekking.measures.operations.cards import lay_known_card
from rugdekking.measures.sealing import needed, sealed
from rugdekking.measures.status import OPEN_CHANGE, WITH_TERM, ChangeState, State, before
from rugdekking.measures.terms import last_day_to_object, review_day
from rugdekking.reports.actors import actor_of

AT_ONCE = 200


@transaction.atomic
def serve(answer: Answer, *, told: str, on: date, ring: StaffRing, at: datetime) -> None:
    """Record that the other side was told on day `on`, and how. That is the reaction which the case asks for.

    A measure with a term runs from then on: no earlier than it was made known, and not longer for having been made
    known late. Its review, its end and the term to object are clocks.

    Raises `NotThatDay` for a day before the decision, after today or after the last day of the term, `TextMissing`,
    `AskFirst` when the person concerned took back the consent that it needs, `NotAnAnswerHere` for a measure that
    the facts, corrected since, no longer allow, `OnceInACase` when the same measure with a term came into force in
    this case, `DecidedByOneConcerned` when the decider is concerned or was kept out since, and `JustChanged` when
    it was not decided, or was served or withdrawn meanwhile.
    """
    if answer.decided_on is None:
        raise JustChanged("Hierover is nog niet besloten.")
    at_work.must_have_been(on, at=at, since=answer.decided_on)
    text = needed(told, what="hoe u het bekend hebt gemaakt")
    case = at_work.handled(answer.case, ring)
    must_agree(case, code=answer.code, mandate=Decider(answer.mandate))
    rows.must_still_fit(case, answer, ring=ring, at=at)
    rows.must_stand(case, [answer.decided_by_id], ring=ring)
    if answer.length is not None:
        rows.must_be_first(answer, states=WITH_TERM)
    columns = {**sealed(answer, {"served_text": text}, under=ring.open(answer.key_id)), **_begins(answer, on)}
    new_state = State.SERVED if answer.length is None else State.RUNNING
    decided = Answer.objects.filter(pk=answer.pk, state__in=before(new_state))
    if not decided.update(state=new_state, served_on=on, **columns):
        raise JustChanged("Dit antwoord is intussen al bekendgemaakt of ingetrokken.")
    answer.refresh_from_db()
    _start_clocks(answer, at=at)
    lay_known_card(answer, case=case, ring=ring, at=at)
    audit.record("answer.served", organisation=answer.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)
    rows.keep_reaction(case, on=on, at=at)


def end_due(*, at: datetime) -> int:
    """The worker's part: end the measures whose last day has passed, and the terms in which nobody objected.

    Reads nothing that is sealed. Says how many measures ended. Nothing shows as running after its last day, also
    when this comes late: whoever asks what runs, asks on which day.
    """
    over = Clock.objects.filter(kind=ClockKind.OBJECTION, ended_at=None, due_at__lt=at)
    for clock, due in list(over.values_list("pk", "due_at")[:AT_ONCE]):
        # One that ended or moved meanwhile needs nothing. The term of a later decision about it runs on.
        with suppress(JustChanged):
            clocks.keep_one(clock, at=due)
    passed = Answer.objects.filter(state=State.RUNNING, ends_on__lt=day_of(at))
    return sum(_end(answer, at=at) for answer in list(passed.order_by("ends_on", "pk")[:AT_ONCE]))


@transaction.atomic
def _end(answer: Answer, *, at: datetime) -> bool:
    running = Answer.objects.filter(pk=answer.pk, state__in=before(State.ENDED), ends_on=answer.ends_on)
    if answer.ends_on is None or not running.update(state=State.ENDED, ended_on=answer.ends_on):
        return False
    clocks.keep(ClockKind.MEASURE_END, subject=answer.pk, at=closing_of(answer.ends_on))
    stop_running(answer, at=at)
    audit.record("answer.ended", organisation=answer.organisation_id, subject=answer.pk, by=SYSTEM, at=at)
    return True


def stop_running(answer: Answer, *, at: datetime) -> None:
    """What goes when a measure no longer holds, whichever way it stopped. Needs no key.

    A change that was not made known by then lapses: what is over can be made neither longer nor shorter.
    """
    lapsed = Change.objects.filter(answer=answer, state__in=OPEN_CHANGE).update(state=ChangeState.WITHDRAWN)
    asked = (ClockKind.DECISION, ClockKind.REACTION) if lapsed else ()
    Card.objects.filter(answer=answer).delete()
    for kind in (ClockKind.REVIEW, ClockKind.MEASURE_END, *asked):
        clocks.stop(kind, subject=answer.pk, at=at)
    case_operations.refresh_due([answer.case_id])


def _begins(answer: Answer, on: date) -> dict[str, date]:
    """When a measure with a term holds, made known on day `on`."""
    term = queries.measure_of(answer).term
    if answer.begins_on is None or answer.ends_on is None or term is None:
        return {}
    if on > answer.ends_on:
        raise at_work.NotThatDay("De termijn van deze maatregel is al voorbij. Trek haar in.")
    begins_on = max(answer.begins_on, on)
    return {
        "begins_on": begins_on,
        "review_on": review_day(begins_on, term.review_after, ends_on=answer.ends_on),
    }


def _start_clocks(answer: Answer, *, at: datetime) -> None:
    for kind, day in _terms(answer):
        # What was made known long ago and written down now can be due already.
        rows.start_clock(kind, answer, owner=answer.put_by, at=at, due=max(closing_of(day), at))


def _terms(answer: Answer) -> Iterable[tuple[ClockKind, date]]:
    if answer.review_on is not None and answer.ends_on is not None:
        yield ClockKind.REVIEW, answer.review_on
        yield ClockKind.MEASURE_END, answer.ends_on
    if answer.remedy == Remedy.OBJECTION and answer.served_on is not None:
        yield ClockKind.OBJECTION, last_day_to_object(answer.served_on)
