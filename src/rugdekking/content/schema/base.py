"""What every content file has in common: who says so, since when, and who looked at it last."""

import enum
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import msgspec

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*\Z", max_length=40)]
Count = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class FaultAt(ValueError):
    """A fault in one field, said in Dutch. `place` is its path, such as `.body`; `row` the line within its text."""

    def __init__(self, place: str, reason: str, *, row: int = 0) -> None:
        super().__init__(reason)
        self.place, self.row = place, row


class Status(enum.StrEnum):
    """How sure the content is: told by a source, rebuilt from parts of sources, or made for this product."""

    CONFIRMED = "confirmed"
    RECONSTRUCTED = "reconstructed"
    OWN = "own"


class BehaviourClass(enum.StrEnum):
    """The coarse class of behaviour that a queue may show in clear."""

    WORDS = "words"
    THREAT = "threat"
    DEEDS = "deeds"


class PersonClass(enum.StrEnum):
    """The coarse class of the role of a person that a queue may show in clear."""

    OFFICE_HOLDER = "office_holder"
    CIVIL_SERVANT = "civil_servant"
    OTHER = "other"


class Unit(enum.StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A piece of a content file. Unknown fields are refused, so that a typing error cannot go unseen."""


class Span(Record, frozen=True):
    """A length of time as people say it: three months, one working day."""

    amount: Annotated[int, msgspec.Meta(ge=0, le=1000)]
    unit: Unit


class Header(Record, frozen=True):
    """The first lines of every content file."""

    id: Code
    version: Count
    valid_from: date
    source: Text
    reviewed_on: date
    status: Status


def refuse_doubles(codes: Iterable[object], what: str) -> None:
    """Refuse a list in which the same code stands twice. `what` is Dutch and names the list."""
    seen: set[object] = set()
    for code in codes:
        if code in seen:
            raise ValueError(f"{what} ‘{code}’ staat er twee keer")
        seen.add(code)


def refuse_unknown(used: Iterable[object], known: Iterable[object], what: str) -> None:
    """Refuse a code that refers to nothing. `what` is Dutch and names what was looked for."""
    unknown = sorted(str(code) for code in set(used) - set(known))
    if unknown:
        raise ValueError(f"{what} ‘{unknown[0]}’ komt in dit bestand niet voor")
