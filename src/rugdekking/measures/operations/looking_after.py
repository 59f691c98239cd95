"""Whoever looks after a measure that runs: its handlers, and after the case closed the keeper of its clocks."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from rugdekking.audit import operations as audit
from rugdekking.cases.operations import at_work
from rugdekking.cases.operations.standing import NotYourCase
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.operations.wraps import give
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries
from rugdekking.measures.course import Course, course_of, looks_after
from rugdekking.measures.models import Answer, Objection, Review, ReviewOutcome
from rugdekking.measures.operations import rows
from rugdekking.measures.operations.changing import Wish, ask_change
from rugdekking.measures.queries import OpenAnswer
from rugdekking.measures.sealing import needed, sealed
from rugdekking.measures.status import State
from rugdekking.measures.terms import review_day
from rugdekking.organisations.models import Membership
from rugdekking.reports.actors import actor_of


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody found on a review: whether the measure stays as it is, and why. A change needs a `wish`."""

    outcome: ReviewOutcome
    reason: str
    on: date
    wish: Wish | None = None


@transaction.atomic
def look_after(answer: Answer, *, ring: StaffRing, at: datetime) -> tuple[OpenAnswer, Course]:
    """Open an answer and its course for whoever looks after it, and log the look. Raises `NotYourCase`."""
    if not looks_after(answer, ring.membership):
        raise NotYourCase("Dit kan alleen wie de zaak behandelt, of wie na het sluiten op deze maatregel let.")
    audit.record("answer.looked", organisation=answer.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)
    return queries.open_answers([answer], ring)[0], course_of(answer, ring)


@transaction.atomic
def review(answer: Answer, *, look: Look, ring: StaffRing, at: datetime) -> Review:
    """Record that somebody looked on day `look.on` whether a running measure is still needed, and what they found.

    When it stays as it is, the next look has its day and its clock; another outcome puts the change to somebody
    with the mandate. Raises `NotYourCase`, `NotThatDay` for a day that has to come or on which it did not hold yet,
    `TextMissing` without a reason, `JustChanged` when it no longer runs or somebody else held this look, and what
    `ask_change` raises.
    """
    asked_for = answer.review_on
    rows.looked_after(answer, ring)
    if answer.review_on != asked_for:
        raise JustChanged("Iemand anders heeft deze maatregel intussen bekeken of veranderd. Bekijk hem opnieuw.")
    if not queries.runs(answer, on=look.on) or answer.review_on is None or answer.ends_on is None:
        raise JustChanged("Deze maatregel loopt niet meer.")
    at_work.must_have_been(look.on, at=at, since=answer.begins_on)
    text = needed(look.reason, what="wat u hebt bekeken en waarom u dit kiest")
    row = Review(id=uuid4(), organisation_id=answer.organisation_id, answer=answer, held_by=ring.membership)
    row.due_on, row.held_on, row.outcome = answer.review_on, look.on, look.outcome
    row.reason = sealed(row, {"reason": text}, under=ring.open(answer.key_id))["reason"]
    if look.outcome != ReviewOutcome.CONTINUE:
        row.change = ask_change(answer, wish=_wish(look), ring=ring, at=at)
    row.next_on = _next_look(answer, look.on, ends_on=answer.ends_on, ring=ring, at=at)
    row.save(force_insert=True)
    rows.log("answer.reviewed", answer, by=actor_of(ring), at=at)
    answer.refresh_from_db()
    return row


@transaction.atomic
def give_keeper(subject: UUID, *, keeper: Membership, ring: StaffRing) -> None:
    """Give whoever keeps a clock of a measure, or of an objection to it, the key to what they need: the answer and
    its course, and nothing else of the case."""
    about = Q(pk=subject) | Q(pk__in=Objection.objects.filter(pk=subject).values("answer"))
    key = Answer.objects.select_related("key").get(about).key
    give(key, ring.open(key.pk), to=holders([keeper]))


def _wish(look: Look) -> Wish:
    if look.wish is None or look.wish.kind.value != look.outcome.value:
        raise JustChanged("Kies wat er moet veranderen, en wie daarover beslist.")
    return look.wish


def _next_look(answer: Answer, on: date, *, ends_on: date, ring: StaffRing, at: datetime) -> date:
    """The clock of this look is done, and the next one starts with the same keeper when it fits before the end."""
    term = queries.measure_of(answer).term
    next_on = ends_on if term is None else review_day(on, term.review_after, ends_on=ends_on)
    clocks.keep(ClockKind.REVIEW, subject=answer.pk, at=min(at, closing_of(on)))
    if on < next_on:
        rows.restart_clock(ClockKind.REVIEW, answer, on=next_on, owner=ring.membership, at=at)
    same = Answer.objects.filter(pk=answer.pk, state=State.RUNNING, review_on=answer.review_on)
    if not same.update(review_on=next_on):
        raise JustChanged("Deze maatregel is intussen veranderd of afgelopen.")
    return next_on
