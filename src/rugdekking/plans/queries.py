"""The plan of a case, and the tasks that wait for somebody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from rugdekking.audit.queries import history
from rugdekking.cases.models import Case
from rugdekking.cases.queries import Moment, handlers_of
from rugdekking.content.queries import latest, version
from rugdekking.content.schema import Plan as Shipped
from rugdekking.keys.queries import not_barred, waits_for_key
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.plans.models import Phase, Plan, Task
from rugdekking.plans.owners import everybody, missing_consent, suggested_owners
from rugdekking.plans.pointing import Other, Pointers, pointers, role_labels
from rugdekking.plans.sealing import asked_of, ended_of
from rugdekking.plans.status import State

__all__ = [
    "INCIDENT",
    "OpenTask",
    "Other",
    "Pointers",
    "everybody",
    "missing_consent",
    "open_tasks",
    "plan_of",
    "pointers",
    "role_labels",
    "shipped_for",
    "suggested_owners",
    "task_for",
    "tasks_in",
    "tasks_of",
    "timeline",
    "who_can_give",
    "without_key",
]

# The name of the shipped plan that cases follow.
INCIDENT = "incident"
_ORDER = {phase: place for place, phase in enumerate(Phase)}


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task, opened. `end` tells how it went, or why it was skipped."""

    row: Task
    text: str
    background: str
    end: str


def plan_of(case: Case) -> Plan | None:
    return Plan.objects.filter(case=case).first()


def tasks_in(case: Case) -> list[Task]:
    """Every task of a case, by phase and step; one without an owner is among them."""
    rows = Task.objects.filter(case=case).select_related("owner__person", "key", "case").order_by("due_at", "pk")
    return sorted(rows, key=lambda task: (_ORDER[Phase(task.phase)], task.step))


def tasks_of(membership: Membership) -> list[Task]:
    """The open tasks of this member, the first due first. Of a case that they may not know of, none."""
    own = Task.objects.filter(not_barred(membership, subject="case"), owner=membership, state=State.OPEN)
    return list(own.select_related("case", "key").order_by("due_at", "pk"))


def without_key(case: Case) -> list[Task]:
    """The open tasks whose owner was asked before they had a key of their own, and has one now."""
    rows = Task.objects.filter(waits_for_key("owner"), case=case, state=State.OPEN)
    return list(rows.select_related("owner__person").order_by("owner", "pk"))


def who_can_give(tasks: Iterable[Task]) -> list[str]:
    """The names of those who handle the cases of these tasks: any of them can give their owner the key."""
    cases = {task.case_id: task.case for task in tasks}
    return sorted({row.membership.person.name for case in cases.values() for row in handlers_of(case)})


def task_for(membership: Membership, task: UUID) -> Task | None:
    """This task, for its owner; nothing for everybody else, also when it exists."""
    own = Task.objects.filter(not_barred(membership, subject="case"), pk=task, owner=membership)
    return own.select_related("case__desk", "case__key", "organisation", "key").first()


def open_tasks(tasks: Iterable[Task], ring: StaffRing) -> list[OpenTask]:
    """Tasks, opened as far as this ring can; one whose key still waits is left out."""
    listed = list(tasks)
    keys = ring.open_all([task.key_id for task in listed])
    return [_opened(task, ring) for task in listed if task.key_id in keys]


def shipped_for(case: Case) -> Shipped:
    """The plan that this case follows, or the one that it would follow from now on."""
    plan = plan_of(case)
    return latest(Shipped, INCIDENT) if plan is None else version(Shipped, plan.name, plan.version)


def timeline(case: Case, ring: StaffRing) -> Iterator[Moment]:
    """What happened to the tasks, for the timeline of the case."""
    opened = {task.row.pk: task for task in open_tasks(tasks_in(case), ring)}
    owners = Membership.objects.filter(organisation=case.organisation_id).select_related("person")
    names = {one.pk: one.person.name for one in owners}
    for row in history(list(opened)):
        if not row.action.endswith(".looked"):
            who = names.get(row.actor, "") if row.actor else ""
            yield Moment(row.at, row.action, who, opened[row.subject].text, row.subject)


def _opened(task: Task, ring: StaffRing) -> OpenTask:
    secret = ring.open(task.key_id)
    asked, ended = asked_of(task, with_=secret), ended_of(task, with_=secret)
    return OpenTask(task, asked.text, asked.background, "" if ended is None else ended.text)
