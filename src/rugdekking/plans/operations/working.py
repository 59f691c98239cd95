"""What is done with a task: giving it to somebody, explaining it, finishing or skipping it, moving its date."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.cases.models import Case
from rugdekking.cases.operations import refresh_due
from rugdekking.cases.operations.standing import must_see
from rugdekking.cases.queries import sees
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, MoveReason, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.operations.wraps import fill_waiting
from rugdekking.keys.queries import holders, is_barred
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.plans.models import Task
from rugdekking.plans.operations.making import tell
from rugdekking.plans.owners import must_fit
from rugdekking.plans.pointing import next_in_turn
from rugdekking.plans.sealing import Asked, Ended, asked_of, seal_asked, seal_ended
from rugdekking.plans.status import State, before
from rugdekking.reports import texts
from rugdekking.reports.actors import actor_of
from rugdekking.vault.secrets import Secret


class NotYourTask(Refused):
    """Only its owner, and who handles the case, do something with a task."""


@transaction.atomic
def look(task: Task, *, ring: StaffRing, at: datetime) -> None:
    """The look of somebody who opens a task goes into the log. Raises `NotYourTask`."""
    _must_work(task, ring)
    _record("task.looked", task, ring, at)


@transaction.atomic
def assign(task: Task, *, to: Membership | None, ring: StaffRing, at: datetime) -> None:
    """Give an open task to somebody else, or to nobody yet. Who has no key waits, visibly, for a wrap.

    Raises `CannotOwn`, `ConfirmFirst`, `AskFirst`, and `JustChanged` when somebody else just gave it away.
    """
    must_see(task.case, ring)
    if to is not None:
        must_fit(task.case, task.role, to)
    secret = ring.open(task.key_id)
    unchanged = Task.objects.filter(pk=task.pk, state=State.OPEN, owner=task.owner_id)
    if not unchanged.update(owner=to):
        raise JustChanged("Deze taak is intussen veranderd. Bekijk wie haar nu heeft.")
    if task.owner_id is not None:
        keys.take_away(task.key_id, holders=[task.owner_id])
    if to is not None:
        keys.give(task.key, secret, to=holders([to]))
        tell(to, task.case_id, at=at)
    clocks.hand_over([task.pk], owner=None if to is None else to.pk)
    _record("task.assigned", task, ring, at)
    task.refresh_from_db()


@transaction.atomic
def give_key(task: Task, *, ring: StaffRing, at: datetime) -> None:
    """Hand the task to its owner, who was asked before they had a key and has one now. They get a mail.

    A person decides this: an owner from outside the desk is let in by nobody's signature. Raises `JustChanged` when
    the owner has the key already, or none of their own yet.
    """
    must_see(task.case, ring)
    owner = task.owner
    if owner is None or not sum(fill_waiting(ring, holder=holder) for holder in holders([owner])):
        raise JustChanged("Deze persoon heeft de sleutel al, of kan hem nog niet krijgen.")
    tell(owner, task.case_id, at=at)
    _record("task.key_given", task, ring, at)


@transaction.atomic
def explain(task: Task, *, background: str, ring: StaffRing, at: datetime) -> None:
    """Add what the owner needs to know, in place of what stood there. The owner reads nothing else of the case."""
    must_see(task.case, ring)
    words = texts.check(background)
    secret = ring.open(task.key_id)
    asked = Asked(text=asked_of(task, with_=secret).text, background=words)
    unchanged = Task.objects.filter(pk=task.pk, state=State.OPEN, sealed=task.sealed)
    if not unchanged.update(sealed=seal_asked(task, asked, under=secret)):
        raise JustChanged("Deze taak is intussen veranderd.")
    _record("task.explained", task, ring, at)
    task.refresh_from_db()


@transaction.atomic
def finish(task: Task, *, answer: str, ring: StaffRing, at: datetime) -> None:
    """The task is done. `answer` tells how it went, and may be empty. Who waited for it gets a mail.

    Raises `JustChanged` and `NotYourTask`.
    """
    words = texts.check(answer) if answer.strip() else ""
    _end(task, State.DONE, words, ring=ring, at=at)
    clocks.keep(ClockKind.TASK, subject=task.pk, at=at)
    _hand_on(task, ring=ring, at=at)
    _record("task.done", task, ring, at)
    refresh_due([task.case_id])


@transaction.atomic
def skip(task: Task, *, reason: str, ring: StaffRing, at: datetime) -> None:
    """The task is not needed, for a reason that stays with it. Raises what `texts.check` raises and `JustChanged`."""
    _end(task, State.SKIPPED, texts.check(reason), ring=ring, at=at)
    clocks.stop(ClockKind.TASK, subject=task.pk, at=at)
    _hand_on(task, ring=ring, at=at)
    _record("task.skipped", task, ring, at)
    refresh_due([task.case_id])


@transaction.atomic
def skip_rest(case: Case, *, reason: str, ring: StaffRing, at: datetime, but: Collection[UUID] = frozenset()) -> int:
    """Skip every task that is still open, `but` those, with one reason for all: this case needs no more of its plan.

    Says how many. Raises what `texts.check` raises.
    """
    must_see(case, ring)
    words = Ended(text=texts.check(reason))
    rows = list(Task.objects.filter(case=case, state=State.OPEN).exclude(pk__in=but))
    secrets = ring.open_all([row.key_id for row in rows])
    skipped = [row for row in rows if row.key_id in secrets and _skip_open(row, words, secrets[row.key_id], at=at)]
    clocks.stop_all([row.pk for row in skipped], at=at)
    by = actor_of(ring)
    for row in skipped:
        audit.record("task.skipped", organisation=case.organisation_id, subject=row.pk, by=by, at=at)
    refresh_due([case.pk])
    return len(skipped)


@transaction.atomic
def again(task: Task, *, ring: StaffRing, at: datetime) -> None:
    """There is more to do: the task opens again, with the usual term. Raises `JustChanged` when it is open."""
    must_see(task.case, ring)
    about = clocks.Subject(SubjectKind.TASK, task.pk, file=task.case_id)
    clock = clocks.start(ClockKind.TASK, organisation=task.organisation, subject=about, owner=task.owner_id, at=at)
    ended = Task.objects.filter(pk=task.pk, state__in=before(State.OPEN))
    if not ended.update(state=State.OPEN, ended_on=None, sealed_end=None, clock=clock.pk, due_at=clock.due_at):
        raise JustChanged("Deze taak is al open.")
    _record("task.reopened", task, ring, at)
    refresh_due([task.case_id])
    task.refresh_from_db()


@transaction.atomic
def move(task: Task, *, due_on: date, reason: MoveReason, ring: StaffRing, at: datetime) -> None:
    """Agree on another date, with a reason. Raises `NoTimeLeft`, and `JustChanged` for a task that ended."""
    must_see(task.case, ring)
    clock = Clock.objects.filter(subject_id=task.pk, ended_at=None).first()
    if clock is None:
        raise JustChanged("Deze taak loopt niet meer.")
    clocks.move(clock, due=closing_of(due_on), reason=reason, by=actor_of(ring), at=at)
    Task.objects.filter(pk=task.pk).update(due_at=clock.due_at)
    refresh_due([task.case_id])
    task.refresh_from_db()


def _end(task: Task, state: State, words: str, *, ring: StaffRing, at: datetime) -> None:
    _must_work(task, ring)
    sealed = seal_ended(task, Ended(text=words), under=ring.open(task.key_id))
    running = Task.objects.filter(pk=task.pk, state__in=before(state))
    if not running.update(state=state, ended_on=day_of(at), sealed_end=sealed):
        raise JustChanged("Deze taak is al afgerond.")
    task.refresh_from_db()


def _hand_on(task: Task, *, ring: StaffRing, at: datetime) -> None:
    """It is somebody else's turn now: they hear that something waits for them."""
    for waiting in next_in_turn(task):
        if waiting.owner is not None and waiting.owner != ring.membership:
            tell(waiting.owner, task.case_id, at=at)


def _skip_open(task: Task, words: Ended, secret: Secret, *, at: datetime) -> bool:
    sealed = seal_ended(task, words, under=secret)
    still_open = Task.objects.filter(pk=task.pk, state=State.OPEN)
    return bool(still_open.update(state=State.SKIPPED, ended_on=day_of(at), sealed_end=sealed))


def _must_work(task: Task, ring: StaffRing) -> None:
    """Raises `NotYourTask` unless this member owns the task, or may see the case that it belongs to."""
    case: Case = task.case
    own = Task.objects.filter(pk=task.pk, owner=ring.membership).exists() and ring.membership.left_on is None
    if own and not is_barred(ring.membership, [case.pk]):
        return
    if not sees(ring.membership, case):
        raise NotYourTask("Deze taak is niet bij u.")


def _record(action: str, task: Task, ring: StaffRing, at: datetime) -> None:
    audit.record(action, organisation=task.organisation_id, subject=task.pk, by=actor_of(ring), at=at)
