"""The shape of what police and prosecution agreed about violence against people in public work."""

import enum
from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Header, Record, Span, Status, Text, refuse_doubles
from rugdekking.content.schema.routes import Line, refuse_unsaid_doubt


class By(enum.StrEnum):
    """Whose agreement it is."""

    POLICE = "police"
    PROSECUTION = "prosecution"
    BOTH = "both"


class Stage(enum.StrEnum):
    """When it is looked at: on the way to the police, or as the case goes on."""

    FILING = "filing"
    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    COURT = "court"


class Agreement(Record, frozen=True):
    """One agreement. `ask` is what to say when it was not kept, `escalate` what to say to the next person.

    `due` is after how long somebody asks, counted from the day on which it was promised: a proposal of ours, which
    the desk can change, because no source names a term.
    """

    code: Code
    subject: Line
    text: Text
    by: By
    stage: Stage
    ask: Text
    escalate: Text
    due: Span
    status: Status
    source: Text
    doubt: str = ""

    def __post_init__(self) -> None:
        refuse_unsaid_doubt(self.status, self.doubt, where=self.code)


class Agreements(Header, frozen=True):
    title: Line
    about: Text
    scope: Text
    agreements: Annotated[tuple[Agreement, ...], msgspec.Meta(min_length=1, max_length=60)]

    def __post_init__(self) -> None:
        refuse_doubles((one.code for one in self.agreements), "afspraak")

    def agreement(self, code: str) -> Agreement | None:
        """The agreement with this code, or none."""
        return next((one for one in self.agreements if one.code == code), None)

    def at(self, stage: Stage) -> tuple[Agreement, ...]:
        """The agreements of one stage, in order."""
        return tuple(one for one in self.agreements if one.stage is stage)
