"""Starting, ending and moving clocks. Each part starts and stops its own, inside its own step.

Starting and ending write no audit entry: the step of the part that asks for it is the entry. Moving does, because
that is a step of its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case, CharField, Q, Value, When

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, MoveReason, Outcome, SubjectKind
from rugdekking.clocks.terms import before, due_after, next_warning
from rugdekking.content import queries as content
from rugdekking.content.schema import ClockTerm, Span, Terms, Unit
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import to_the_hour
from rugdekking.organisations.models import Organisation

_RUNNING = Q(outcome=Outcome.RUNNING, ended_at=None)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clock is about. `file` is the case it belongs to, or the report while there is no
    case; a report or case is its own."""

    kind: SubjectKind
    id: UUID
    file: UUID | None = None


class NoTimeLeft(Refused):
    """A clock cannot be due before it starts."""


def start(
    kind: ClockKind,
    *,
    organisation: Organisation,
    subject: Subject,
    owner: UUID | None,
    at: datetime,
    due: datetime | Span | None = None,
) -> Clock:
    """Start a clock for `subject` and return it.

    `due` is the moment a person picked, or a length; without it the term of the organisation holds, else the one
    of `content/nl/terms`. `owner` is a membership, none means the desk. Moments are kept to the hour, downwards: a
    finer one could tie a visit to a report, and a promise only gets stricter. Raises NoTimeLeft when a picked
    moment lies before `at` or a kind without a term got none.
    """
    clock = new(kind, organisation=organisation, subject=subject, owner=owner, at=at, due=due)
    clock.save(force_insert=True)
    return clock


def new(
    kind: ClockKind,
    *,
    organisation: Organisation,
    subject: Subject,
    owner: UUID | None,
    at: datetime,
    due: datetime | Span | None = None,
) -> Clock:
    """The clock that `start` saves, for a caller that inserts several rows at once."""
    term = term_of(kind)
    started, moment = to_the_hour(at), _due(term, organisation, at, due)
    return Clock(
        organisation=organisation,
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        file=subject.file or subject.id,
        owner=owner,
        started_at=started,
        due_at=moment,
        wake_at=first_wake(term, started=started, due=moment),
        is_promise=term.promise,
        outlives_case=term.outlives_case,
    )


def keep(kind: ClockKind, *, subject: UUID, at: datetime) -> int:
    """What the clocks of this kind asked for is done: kept when in time, else missed. Returns how many ran."""
    return _end(Q(kind=kind, subject_id=subject), _kept_or_missed(at), at)


def stop(kind: ClockKind, *, subject: UUID, at: datetime) -> int:
    """What the clocks of this kind asked for is no longer needed. Returns how many ran."""
    return _end(Q(kind=kind, subject_id=subject), Value(Outcome.STOPPED), at)


def stop_all(subjects: Collection[UUID], *, at: datetime) -> int:
    """Nothing is asked any more about these subjects, for example after withdrawing. Returns how many ran."""
    return _end(Q(subject_id__in=subjects), Value(Outcome.STOPPED), at)


def keep_one(clock: UUID, *, at: datetime) -> None:
    """This one clock is done: kept when in time, else missed. Raises JustChanged when it no longer ran."""
    if not _end(Q(pk=clock), _kept_or_missed(at), at):
        raise JustChanged("Deze termijn is intussen al afgerond.")


def stop_one(clock: UUID, *, at: datetime) -> None:
    """This one clock is no longer needed. Raises JustChanged when it no longer ran."""
    if not _end(Q(pk=clock), Value(Outcome.STOPPED), at):
        raise JustChanged("Deze termijn is intussen al afgerond.")


@transaction.atomic
def move(clock: Clock, *, due: datetime, reason: MoveReason, by: Actor, at: datetime) -> None:
    """Give a running clock another due moment, with a reason that everybody sees.

    Warnings and escalation count anew. Raises NoTimeLeft when `due` has passed and JustChanged when the clock
    ended or was moved by somebody else since it was read.
    """
    if due < max(at, clock.started_at):
        raise NoTimeLeft("Kies een moment dat nog moet komen.")
    term = term_of(ClockKind(clock.kind))
    unchanged = Clock.objects.filter(_RUNNING, pk=clock.pk, due_at=clock.due_at)
    moved = unchanged.update(
        due_at=due,
        move_reason=reason,
        escalated_at=None,
        wake_at=next_warning(clock.started_at, due, term.warnings, after=at) or escalation_of(term, due),
    )
    if not moved:
        raise JustChanged("Deze termijn is intussen veranderd. Bekijk de nieuwe datum.")
    audit.record("clock.moved", organisation=clock.organisation_id, subject=clock.subject_id, by=by, at=at)
    clock.refresh_from_db()


def hand_over(subjects: Collection[UUID], *, owner: UUID | None, former: Collection[UUID] | None = None) -> int:
    """Give the running clocks of these subjects to another owner; none means the desk. Returns how many.

    With `former` only those that one of these owned: of a measure some clocks are the handler's, some the decider's.
    """
    rows = Clock.objects.filter(_RUNNING, subject_id__in=subjects)
    return (rows if former is None else rows.filter(owner__in=former)).update(owner=owner)


def regroup(report: UUID, *, case: UUID) -> int:
    """The clocks of a report become clocks of its case. Returns how many."""
    return Clock.objects.filter(file=report).update(file=case)


def name_keeper(clock: UUID, *, keeper: UUID) -> None:
    """Somebody looks after this clock while it goes on without its case. Raises JustChanged when it has ended."""
    if not Clock.objects.filter(_RUNNING, pk=clock).update(keeper=keeper):
        raise JustChanged("Deze termijn is intussen al afgerond.")


def destroy(subjects: Collection[UUID]) -> int:
    """Remove every clock of subjects that are destroyed. Returns how many rows went."""
    return Clock.objects.filter(subject_id__in=subjects).delete()[0]


def term_of(kind: ClockKind) -> ClockTerm:
    return content.latest(Terms, "default").clock(kind)


def first_wake(term: ClockTerm, *, started: datetime, due: datetime) -> datetime | None:
    """When the worker first acts: at once for what repeats, at the first warning that fits, else at escalation."""
    if term.repeat_every:
        return started
    warnings = [moment for span in term.warnings if (moment := before(due, span)) >= started]
    return min(warnings, default=escalation_of(term, due))


def escalation_of(term: ClockTerm, due: datetime) -> datetime | None:
    """When somebody else hears that this clock was missed; none when nobody does."""
    return None if term.escalate_after is None else due_after(due, term.escalate_after)


def _due(term: ClockTerm, organisation: Organisation, at: datetime, due: datetime | Span | None) -> datetime:
    if isinstance(due, datetime):
        if due < at:
            raise NoTimeLeft("Kies een moment dat nog moet komen.")
        return due
    span = due or _own_term(organisation, term.code) or term.term
    if span is None:
        raise NoTimeLeft(f"Kies een datum voor ‘{term.label}’.")
    return to_the_hour(due_after(at, span, on_working_day=term.ends_on_working_day))


def _own_term(organisation: Organisation, code: str) -> Span | None:
    """The three promises that an organisation sets itself."""
    own = {
        ClockKind.CONTACT.value: Span(amount=organisation.contact_working_days, unit=Unit.WORKING_DAYS),
        ClockKind.PLAN.value: Span(amount=organisation.plan_hours, unit=Unit.HOURS),
        ClockKind.REACTION.value: Span(amount=organisation.reaction_hours, unit=Unit.HOURS),
    }
    return own.get(code)


def _end(which: Q, outcome: Case | Value, at: datetime) -> int:
    return Clock.objects.filter(_RUNNING & which).update(outcome=outcome, ended_at=to_the_hour(at), wake_at=None)


def _kept_or_missed(at: datetime) -> Case:
    return Case(
        When(due_at__gte=at, then=Value(Outcome.KEPT)),
        default=Value(Outcome.MISSED),
        output_field=CharField(),
    )
