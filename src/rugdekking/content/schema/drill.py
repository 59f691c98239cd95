"""The shape of a drill: a case that never happened, told well enough to work on together."""

from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Count, Header, Record, Text


class InventedReport(Record, frozen=True):
    """What somebody who does not exist reports. `time`: when it happened, in words.

    `behaviour` and `channel` are codes of content/nl/texts, `offices` a code of content/nl/offices for each kind of
    organisation.
    """

    what: Text
    behaviour: Code
    channel: Code
    place: Text
    time: Text
    who: Text
    name: Text
    offices: dict[str, Code]
    literal: str = ""


class Turn(Record, frozen=True):
    """What the coordinator tells on the way, so that there is something to decide."""

    when: Text
    text: Text


class Drill(Header, frozen=True):
    """`minutes`: how long it takes. `questions` are for looking back together."""

    title: Text
    about: Text
    minutes: Count
    goals: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=6)]
    reports: Annotated[tuple[InventedReport, ...], msgspec.Meta(min_length=1, max_length=3)]
    turns: Annotated[tuple[Turn, ...], msgspec.Meta(min_length=1, max_length=10)]
    questions: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=10)]
