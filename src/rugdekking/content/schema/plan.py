"""The shape of a plan per role and phase: who does what, before, during and after."""

import calendar
import enum
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Annotated

import msgspec

from rugdekking.content.schema.base import (
    Code,
    Count,
    Header,
    Record,
    Span,
    Text,
    refuse_doubles,
    refuse_unknown,
)
from rugdekking.content.schema.conditions import Condition
from rugdekking.content.schema.protocol import Decider


class Phase(enum.StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Step(Record, frozen=True):
    number: Count
    title: Text
    text: Text


class PlanRole(Record, frozen=True):
    """`title`: whose title the role carries, as each kind of organisation calls it; `label` is for all others."""

    code: Code
    label: Text
    title: Decider | None = None


class YearDay(Record, frozen=True):
    """A day that comes every year."""

    month: Annotated[int, msgspec.Meta(ge=1, le=12)]
    day: Annotated[int, msgspec.Meta(ge=1, le=31)]

    def __post_init__(self) -> None:
        if self.day > calendar.monthrange(2001, self.month)[1]:
            raise ValueError(f"{self.day}-{self.month} is geen dag die elk jaar komt")

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)


class Task(Record, frozen=True):
    """One thing to do.

    `due` counts from the moment the plan starts. Preparation beforehand has none: it is done every year, until the
    `day`. `waits_for` names the tasks that come first, often somebody else's; whoever has the one reads the other.
    """

    code: Code
    role: Code
    step: Count
    phase: Phase
    text: Text
    due: Span | None = None
    day: YearDay | None = None
    waits_for: tuple[Code, ...] = ()
    when: Condition = Condition()

    def __post_init__(self) -> None:
        if (self.due is None) != (self.phase is Phase.BEFORE):
            raise ValueError(f"taak ‘{self.code}’: alleen voorbereiding (before) heeft geen termijn (due)")
        if self.day is not None and self.phase is not Phase.BEFORE:
            raise ValueError(f"taak ‘{self.code}’: alleen voorbereiding (before) heeft een dag in het jaar (day)")


class Plan(Header, frozen=True):
    title: Text
    steps: Annotated[tuple[Step, ...], msgspec.Meta(min_length=1)]
    roles: Annotated[tuple[PlanRole, ...], msgspec.Meta(min_length=1)]
    tasks: Annotated[tuple[Task, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        numbers = [step.number for step in self.steps]
        roles = [role.code for role in self.roles]
        refuse_doubles(numbers, "stap")
        refuse_doubles(roles, "rol")
        refuse_doubles(self._codes(), "taak")
        refuse_unknown((task.step for task in self.tasks), numbers, "stap")
        refuse_unknown((task.role for task in self.tasks), roles, "rol")
        refuse_unknown((code for task in self.tasks for code in task.waits_for), self._codes(), "taak")
        self._refuse_circles()

    def _codes(self) -> list[str]:
        return [task.code for task in self.tasks]

    def _refuse_circles(self) -> None:
        try:
            TopologicalSorter({task.code: task.waits_for for task in self.tasks}).prepare()
        except CycleError as circle:
            raise ValueError(f"taak ‘{circle.args[1][0]}’ wacht via andere taken op zichzelf") from circle
