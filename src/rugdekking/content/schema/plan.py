"""The shape of a plan per role and phase: who does what, before, during and after."""

import enum
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


class Phase(enum.StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Step(Record, frozen=True):
    number: Count
    title: Text
    text: Text


class PlanRole(Record, frozen=True):
    code: Code
    label: Text


class Task(Record, frozen=True):
    """One thing to do. `due` counts from the moment the plan starts; preparation beforehand has no due."""

    code: Code
    role: Code
    step: Count
    phase: Phase
    text: Text
    due: Span | None = None
    when: Condition = Condition()

    def __post_init__(self) -> None:
        if (self.due is None) != (self.phase is Phase.BEFORE):
            raise ValueError(f"taak ‘{self.code}’: alleen voorbereiding (before) heeft geen termijn (due)")


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
        refuse_doubles((task.code for task in self.tasks), "taak")
        refuse_unknown((task.step for task in self.tasks), numbers, "stap")
        refuse_unknown((task.role for task in self.tasks), roles, "rol")
