"""When a row of a protocol or a task of a plan applies, as data."""

import enum
from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Count, Record

Severity = Annotated[int, msgspec.Meta(ge=1, le=4)]


class Target(enum.StrEnum):
    """Whom or what the behaviour was aimed at."""

    OFFICE = "office"
    PERSON = "person"
    FAMILY = "family"


class Perpetrator(enum.StrEnum):
    """What kind of person or group did it, as far as known (domain research 1h: the kinds in 21 protocols)."""

    RESIDENT = "resident"
    GROUP = "group"
    COMPANY = "company"
    MINOR = "minor"
    OFFICE_HOLDER = "office_holder"
    COLLEAGUE = "colleague"
    ORGANISED_CRIME = "organised_crime"
    UNKNOWN = "unknown"


class Condition(Record, frozen=True):
    """Everything that is filled in must hold; within one list, one hit is enough; empty means: any."""

    categories: tuple[Code, ...] = ()
    targets: tuple[Target, ...] = ()
    channels: tuple[Code, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    minimum_severity: Severity = 1
    from_occurrence: Count = 1
    only_mutual: bool = False
