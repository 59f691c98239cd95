"""The shape of the offices and titles of one kind of organisation."""

from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Header, PersonClass, Record, Text, refuse_doubles
from rugdekking.content.schema.protocol import Decider


class Office(Record, frozen=True):
    """Something a person can be, said without gender."""

    code: Code
    label: Text
    person_class: PersonClass


class Offices(Header, frozen=True):
    """`titles` gives every decider of a protocol the title that this kind of organisation uses."""

    title: Text
    titles: dict[Decider, Text]
    offices: Annotated[tuple[Office, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        refuse_doubles((office.code for office in self.offices), "functie")
        missing = [decider.value for decider in Decider if decider not in self.titles]
        if missing:
            raise ValueError(f"de titel voor ‘{missing[0]}’ ontbreekt (titles)")

    def office(self, code: str) -> Office | None:
        """The office with this code, or none when this kind of organisation does not know it."""
        return next((office for office in self.offices if office.code == code), None)
