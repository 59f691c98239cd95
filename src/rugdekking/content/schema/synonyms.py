"""The shape of the words by which people look for help, beside the words that the pages use."""

from typing import Annotated, Final

import msgspec

from rugdekking.content.schema.base import Header, Record, refuse_doubles
from rugdekking.kernel.words import words_of

# So many words at most are one thing: `naar de politie gaan`.
LONGEST: Final = 4

# One word, or a few that are one thing: `aangifte doen`.
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class Group(Record, frozen=True):
    """Whoever types one of the words `said` also finds pages with one of the words `meant`."""

    said: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1, max_length=40)]
    meant: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1, max_length=6)]


class Synonyms(Header, frozen=True):
    groups: Annotated[tuple[Group, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        for word in (word for group in self.groups for word in (*group.said, *group.meant)):
            if not 1 <= len(words_of(word)) <= LONGEST:
                raise ValueError(f"‘{word}’ is niet te zoeken: schrijf een tot vier woorden, en geen losse letter")
        refuse_doubles((word for group in self.groups for word in group.said), "woord")
