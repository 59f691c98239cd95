"""The shape of the choice: going to the police or not, with what each way asks, brings and risks."""

from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Header, Record, Status, Text, refuse_doubles
from rugdekking.content.schema.conditions import Condition
from rugdekking.content.schema.routes import Line, refuse_unsaid_doubt

Lines = Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=8)]


class Remark(Record, frozen=True):
    """Something to know about a way in a case like this one."""

    when: Condition
    text: Text


class Way(Record, frozen=True):
    """One way to go on. `to_police` is one in which something goes to the police.

    `step` is the code of the consent that this way asks; none when nothing leaves the desk. `next`: what happens once
    somebody chose it. `alone`: it goes with no other way. `undecided`: somebody does not know yet.
    """

    code: Code
    title: Line
    about: Text
    asks: Lines
    brings: Lines
    risks: Lines
    next: Text
    status: Status
    source: Text
    to_police: bool = False
    step: Code | None = None
    doubt: str = ""
    remarks: tuple[Remark, ...] = ()
    alone: bool = False
    undecided: bool = False

    def __post_init__(self) -> None:
        refuse_unsaid_doubt(self.status, self.doubt, where=self.code)


class Ways(Header, frozen=True):
    question: Text
    about: Text
    ways: Annotated[tuple[Way, ...], msgspec.Meta(min_length=2)]

    def __post_init__(self) -> None:
        refuse_doubles((one.code for one in self.ways), "weg")

    def way(self, code: str) -> Way | None:
        """The way with this code, or none."""
        return next((one for one in self.ways if one.code == code), None)
