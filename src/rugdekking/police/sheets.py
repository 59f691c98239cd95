"""What stands in the sheets about choosing: the wish, and the answers about possible offences."""

from datetime import date

import msgspec

from rugdekking.content.schema import Reply
from rugdekking.police.models import Filer
from rugdekking.police.sealing import Written


class Wish(Written, frozen=True):
    """What the person concerned wants. `way` is a code of content/nl/choices/police and leads; `also` they want too.

    `agreed` holds for who has no report of their own: they said yes to these ways, by word of mouth.
    """

    way: str
    also: tuple[str, ...] = ()
    filer: Filer | None = None
    agreed: bool = False
    remark: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """Everything that is wanted, what leads first."""
        return (self.way, *self.also)


class Answers(Written, frozen=True):
    """What was answered about possible offences, and the two days on which the law and the terms hang.

    `answers` by the codes of the questions, `also` the offences that somebody added by hand.
    """

    answers: dict[str, Reply] = msgspec.field(default_factory=dict)
    also: tuple[str, ...] = ()
    happened_on: date | None = None
    known_on: date | None = None


class Account(Written, frozen=True):
    """Where and with whom something was filed, and what was said there."""

    text: str = ""
