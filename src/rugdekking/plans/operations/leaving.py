"""Somebody is kept out of a case, and plans of cases whose time has come are destroyed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.queries import due_for_destruction
from rugdekking.clocks import operations as clocks
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.plans.models import Plan, Task
from rugdekking.plans.status import State
from rugdekking.reports.models import Report


@transaction.atomic
def keep_out(case: Case, *, membership: Membership, ring: StaffRing, at: datetime) -> None:
    """Keep a member out of the case and of its plan: their open tasks wait, visibly, for somebody else.

    Raises what `cases.operations.keep_out` raises.
    """
    cases.keep_out(case, membership=membership, ring=ring, at=at)
    release(case, membership=membership)


@transaction.atomic
def join(case: Case, report: Report, *, ring: StaffRing, at: datetime) -> list[Membership]:
    """Bring a report of the same event into the case: the open tasks of whoever it keeps out wait for somebody else.

    Says who that is. Raises what `cases.operations.join` raises.
    """
    newly_out = cases.join(case, report, ring=ring, at=at)
    for membership in newly_out:
        release(case, membership=membership)
    return newly_out


@transaction.atomic
def release(case: Case, *, membership: Membership) -> None:
    """Take the open tasks of this case from a member. Their keys went with the bar."""
    tasks = Task.objects.filter(case=case, owner=membership, state=State.OPEN)
    clocks.hand_over(list(tasks.values_list("pk", flat=True)), owner=None)
    tasks.update(owner=None)


def destroy_due(*, at: datetime) -> int:
    """Destroy the plans of cases whose time has come, keys first. Says how many tasks went."""
    return sum(_destroy(case) for case in due_for_destruction(at=at))


@transaction.atomic
def _destroy(case: UUID) -> int:
    tasks = list(Task.objects.filter(case=case).values_list("pk", "key"))
    Task.objects.filter(case=case).delete()
    Plan.objects.filter(case=case).delete()
    for _, key in tasks:
        keys.destroy_below(key)
    clocks.destroy([task for task, _ in tasks])
    return len(tasks)
