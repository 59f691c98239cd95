"""Steps with the plan: making it, handing out a task, doing and skipping tasks."""

from datetime import datetime

import msgspec

from rugdekking.config.demo.steps.base import Did
from rugdekking.config.demo.tale import Tale, in_working_days
from rugdekking.plans import operations


class Plans(Did, frozen=True, tag="plan"):
    """Makes the plan. `owners` are keys of colleagues by role of the plan."""

    owners: dict[str, str] = msgspec.field(default_factory=dict)

    def happen(self, tale: Tale, *, at: datetime) -> None:
        owners = {role: tale.member(key) for role, key in self.owners.items()}
        operations.make_plan(tale.case, owners=owners, ring=tale.staff(self.by), at=at)


class Explains(Did, frozen=True, tag="explain"):
    """Writes what the owner of a task must know, who reads nothing else of the case."""

    task: str
    text: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.explain(tale.tasks()[self.task], background=self.text, ring=tale.staff(self.by), at=at)


class Works(Did, frozen=True, tag="work"):
    """Does tasks, each with how it went."""

    done: dict[str, str]

    def happen(self, tale: Tale, *, at: datetime) -> None:
        tasks = tale.tasks()
        for code, answer in self.done.items():
            operations.finish(tasks[code], answer=answer, ring=tale.staff(self.by), at=at)


class AddsTask(Did, frozen=True, tag="task"):
    """Writes a task that the shipped plan does not have, due within so many working days."""

    role: str
    step: int
    text: str
    days: int
    owner: str
    background: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        task = operations.NewTask(
            self.role,
            self.step,
            self.text,
            background=self.background,
            due_on=in_working_days(self.days, at=at),
            owner=tale.member(self.owner),
        )
        operations.add_task(tale.case, task=task, ring=tale.staff(self.by), at=at)


class Leaves(Did, frozen=True, tag="leave_rest"):
    """Skips every task that is still open, `but` those, with a reason."""

    reason: str
    but: tuple[str, ...] = ()

    def happen(self, tale: Tale, *, at: datetime) -> None:
        tasks = tale.tasks()
        kept = {tasks[code].pk for code in self.but}
        operations.skip_rest(tale.case, but=kept, reason=self.reason, ring=tale.staff(self.by), at=at)
