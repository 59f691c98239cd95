"""The small values that pages hand to the component tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Mood = Literal["plain", "info", "good", "attention"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of a summary list. An empty `text` shows as "Niet ingevuld"; `change` is the address to change it."""

    question: str
    text: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline: what happened, when, by whom (a role, rarely a name), and perhaps some more.

    With `by_hour` no more than the hour is known.
    """

    title: str
    when: date | datetime | None
    by: str = ""
    text: str = ""
    address: str = ""
    by_hour: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a task list: what must be done, its state in words and mood, until when, and where."""

    title: str
    state: str
    mood: Mood = "plain"
    due: date | datetime | None = None
    hint: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, with the address that takes it off again."""

    text: str
    remove: str


@dataclass(frozen=True, slots=True)
class Column:
    """A table's heading. `sort` is the address that sorts on it; `direction` is set for the sorted column."""

    text: str
    sort: str = ""
    direction: Literal["", "ascending", "descending"] = ""
    numeric: bool = False


Columns = Sequence[Column]
