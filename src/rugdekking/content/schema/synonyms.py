"""The shape of the words by which people look for help, beside the words that the pages use."""

from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Header, Record, refuse_doubles

# One word, or a few that are one thing: `aangifte doen`.
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class Group(Record, frozen=True):
    """Whoever types one of the words `said` also finds pages with one of the words `meant`."""

    said: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1, max_length=40)]
    meant: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1, max_length=6)]


class Synonyms(Header, frozen=True):
    groups: Annotated[tuple[Group, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        refuse_doubles((word for group in self.groups for word in group.said), "woord")
