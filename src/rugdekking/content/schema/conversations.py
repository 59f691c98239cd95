"""The shape of a conversation guide (werkvorm): what a group does together, in steps, with cards and questions."""

from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Count, FaultAt, Header, Record, Text, refuse_doubles
from rugdekking.content.schema.toolkit import Address

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=90)]
Brief = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Reply = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=240)]


class Group(Record, frozen=True):
    """How many people it works with."""

    smallest: Count
    largest: Count

    def __post_init__(self) -> None:
        if self.smallest > self.largest:
            raise ValueError("smallest mag niet groter zijn dan largest")


class TalkQuestion(Record, frozen=True):
    """What a room votes on. No answer is the right one."""

    text: Brief
    answers: Annotated[tuple[Reply, ...], msgspec.Meta(min_length=2, max_length=6)]

    def __post_init__(self) -> None:
        refuse_doubles(self.answers, "antwoord")


class TalkStep(Record, frozen=True):
    """What the group does. `say` are words that who leads may use; `questions` are voted on in the room."""

    title: Name
    minutes: Minutes
    text: Text
    say: str = ""
    questions: Annotated[tuple[TalkQuestion, ...], msgspec.Meta(max_length=12)] = ()


class TalkCard(Record, frozen=True):
    """A card to print and lay on the table."""

    title: Name
    text: Brief


class Conversation(Header, frozen=True):
    """One guide. `order` is its place in the list; `caution` is what may touch somebody, and what to do then.

    `address` is the last part of its address, in Dutch; without one that is the id.
    """

    title: Name
    summary: Brief
    order: Count
    audience: Annotated[tuple[Brief, ...], msgspec.Meta(min_length=1, max_length=6)]
    minutes: Minutes
    group: Group
    goals: Annotated[tuple[Brief, ...], msgspec.Meta(min_length=1, max_length=5)]
    prepare: Annotated[tuple[Brief, ...], msgspec.Meta(min_length=1, max_length=8)]
    caution: Text
    steps: Annotated[tuple[TalkStep, ...], msgspec.Meta(min_length=2, max_length=12)]
    afterwards: Annotated[tuple[Brief, ...], msgspec.Meta(min_length=1, max_length=6)]
    cards: Annotated[tuple[TalkCard, ...], msgspec.Meta(max_length=24)] = ()
    unconfirmed: tuple[Brief, ...] = ()
    address: Address = ""

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.address or self.id.replace("_", "-")

    def __post_init__(self) -> None:
        refuse_doubles((step.title for step in self.steps), "stap")
        refuse_doubles((card.title for card in self.cards), "kaart")
        together = sum(step.minutes for step in self.steps)
        if together != self.minutes:
            raise FaultAt(".minutes", f"de stappen duren samen {together} minuten, en hier staat {self.minutes}")
