"""The worker's part: warns the owner before a clock is due and tells somebody else after it was missed.

Each clock is claimed by changing `wake_at` from the value that was read, in the transaction that also puts the
mails in the outbox. So a killed worker leaves all or nothing, and of two workers only one rings.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations.running import escalation_of, term_of
from rugdekking.clocks.status import OPEN_TO_ALL, ClockKind
from rugdekking.clocks.terms import due_after, next_warning
from rugdekking.content.schema import ClockTerm
from rugdekking.keys.models import HolderKind, KeyKind, Wrap
from rugdekking.keys.queries import barred_members
from rugdekking.notify.models import Kind
from rugdekking.notify.operations import enqueue
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import deputies_of, members
from rugdekking.organisations.roles import READERS


def remind_and_escalate(*, at: datetime, at_most: int = 200) -> int:
    """Ring every clock whose moment came, oldest first, `at_most` in one go; returns how many rang.

    Before the due moment the keeper or owner gets a mail; a clock without one warns those of the desk who may
    know. After it the deputy gets one, if they can open the subject, else everybody of the desk who may know. A
    barred person is never told. An alarm has no owner: all who may know hear it, again until it is ended.
    """
    waiting = Clock.objects.filter(ended_at=None, wake_at__lte=at).order_by("wake_at", "id")[:at_most]
    return sum(_ring(clock, at) for clock in list(waiting))


@transaction.atomic
def _ring(clock: Clock, at: datetime) -> bool:
    term = term_of(ClockKind(clock.kind))
    escalates_at = escalation_of(term, clock.due_at)
    is_late = escalates_at is not None and at >= escalates_at
    unclaimed = Clock.objects.filter(pk=clock.pk, ended_at=None, wake_at=clock.wake_at)
    stamp = {"escalated_at" if is_late else "reminded_at": at}
    if not unclaimed.update(wake_at=_next_wake(clock, term, is_late=is_late, at=at), **stamp):
        return False
    kind = Kind.ALARM if clock.kind == ClockKind.ALARM else Kind.REMINDER
    for address in sorted({one.person.email for one in _listeners(clock, is_late=is_late)}):
        enqueue(kind, organisation=clock.organisation_id, address=address, at=at, subject=clock.pk)
    return True


def _next_wake(clock: Clock, term: ClockTerm, *, is_late: bool, at: datetime) -> datetime | None:
    """One warning makes up for all that a sleeping worker missed: the next one lies after now."""
    if term.repeat_every:
        return due_after(at, term.repeat_every)
    if is_late:
        return None
    return next_warning(clock.started_at, clock.due_at, term.warnings, after=at) or escalation_of(term, clock.due_at)


def _listeners(clock: Clock, *, is_late: bool) -> Iterable[Membership]:
    """Whom to tell: never somebody barred, nobody who left, and only those who may know of the subject."""
    barred = barred_members({clock.subject_id, clock.file}, organisation=clock.organisation_id)
    present = {one.pk: one for one in members(clock.organisation_id) if one.pk not in barred}
    chosen = clock.keeper or clock.owner
    owner = present.get(chosen) if chosen else None
    if owner is not None and not is_late:
        return [owner]
    knowing = (present.keys() if clock.subject_kind in OPEN_TO_ALL else _who_may_know(clock)) & present.keys()
    desk = [one for one in members(clock.organisation_id, READERS) if one.pk in knowing]
    if owner is None:
        return desk
    deputy = deputies_of({owner.pk}).get(owner.pk)
    return [owner, deputy] if deputy is not None and deputy.pk in knowing else [owner, *desk]


def _who_may_know(clock: Clock) -> set[UUID]:
    """The members who hold a key of the subject, or of the report or case it lies in, themselves or as readers
    of the desk."""
    wraps = Wrap.objects.filter(key__subject__in={clock.subject_id, clock.file}, key__retired_on=None)
    holders = {kind: set[UUID]() for kind in HolderKind}
    for kind, holder in wraps.exclude(wrapped=None).values_list("holder_kind", "holder"):
        holders[HolderKind(kind)].add(holder)
    through_desk = Wrap.objects.filter(
        key__in=holders[HolderKind.KEY], key__kind=KeyKind.DESK, holder_kind=HolderKind.MEMBER, wrapped__isnull=False
    )
    return holders[HolderKind.MEMBER] | set(through_desk.values_list("holder", flat=True))
