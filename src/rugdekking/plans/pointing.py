"""How the tasks of one case point at each other: what each waits for, and who goes on after it.

The shipped plan says so, by code. A task that somebody wrote points nowhere, and its text is never read here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from rugdekking.content.queries import latest, version
from rugdekking.content.schema import Offices
from rugdekking.content.schema import Plan as Shipped
from rugdekking.content.schema import Task as ShippedTask
from rugdekking.organisations.models import Organisation
from rugdekking.plans.models import Plan, Task
from rugdekking.plans.status import State


@dataclass(frozen=True, slots=True)
class Other:
    """Another task of the same case, as the plan words it: nothing of what was added to it."""

    row: Task
    role: str
    text: str

    @property
    def is_open(self) -> bool:
        return self.row.state == State.OPEN


@dataclass(frozen=True, slots=True)
class Pointers:
    """The tasks that come before one task, and those that come after it. Both lists show each other's."""

    waits_for: tuple[Other, ...] = ()
    hands_to: tuple[Other, ...] = ()

    @property
    def open_before(self) -> list[Other]:
        """What is still to be done first. Nobody is held up by it: who can go on, goes on."""
        return [one for one in self.waits_for if one.is_open]


def role_labels(shipped: Shipped, organisation: Organisation) -> dict[str, str]:
    """What the roles of a plan are called here, by code: burgemeester in one organisation, dijkgraaf in another."""
    titles = latest(Offices, organisation.kind).titles
    return {role.code: _capital(titles[role.title]) if role.title else role.label for role in shipped.roles}


def pointers(tasks: Iterable[Task]) -> dict[UUID, Pointers]:
    """For each of these tasks what it waits for and whom it hands on to, by id, in three queries."""
    listed = list(tasks)
    cases = {task.case_id for task in listed}
    rows = Task.objects.filter(case__in=cases).exclude(code="").select_related("organisation", "owner__person")
    in_case: dict[UUID, dict[str, Task]] = {case: {} for case in cases}
    for row in rows.order_by("due_at", "pk"):
        in_case[row.case_id][row.code] = row
    plans = Plan.objects.filter(case__in=cases)
    followed = {plan.case_id: version(Shipped, plan.name, plan.version) for plan in plans}
    return {task.pk: _of(task, followed.get(task.case_id), in_case[task.case_id]) for task in listed}


def next_in_turn(task: Task) -> list[Task]:
    """The open tasks that waited for this one, now that it has ended, and wait for nothing else."""
    after = pointers([task])[task.pk].hands_to
    before = pointers([one.row for one in after])
    return [one.row for one in after if one.is_open and not before[one.row.pk].open_before]


def _of(task: Task, shipped: Shipped | None, rows: Mapping[str, Task]) -> Pointers:
    """A task of the plan that this case did not ask for is left out."""
    if shipped is None or not task.code:
        return Pointers()
    known = {one.code: one for one in shipped.tasks}
    mine = known[task.code].waits_for if task.code in known else ()
    theirs = [one.code for one in shipped.tasks if task.code in one.waits_for]
    return Pointers(_others(mine, known, rows, shipped), _others(theirs, known, rows, shipped))


def _others(
    codes: Iterable[str], known: Mapping[str, ShippedTask], rows: Mapping[str, Task], shipped: Shipped
) -> tuple[Other, ...]:
    found = [rows[code] for code in codes if code in rows]
    return tuple(
        Other(row, role_labels(shipped, row.organisation)[row.role], known[row.code].text)
        for row in sorted(found, key=lambda row: (row.due_at is None, row.due_at))
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
