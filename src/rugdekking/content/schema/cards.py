"""The shape of an acute card: what to do now, at one place, short enough to read with shaking hands."""

from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Count, Header, Record
from rugdekking.content.schema.toolkit import Address

Short = Annotated[str, msgspec.Meta(min_length=1, max_length=160)]
Few = Annotated[tuple[Short, ...], msgspec.Meta(min_length=2, max_length=6)]


class Ring(Record, frozen=True):
    """Whom to call from here, and when. `service` is a code of the file texts/support."""

    service: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    when: Short


class Card(Header, frozen=True):
    """One place. `now` is for the minutes in which it happens, `after` for the hours that follow.

    A card has no more than six lines of each: who must read on is not helped. `order` is its place in the list.
    `address` is the last part of its address, in Dutch.
    """

    title: Short
    order: Count
    about: Short
    now: Few
    after: Few
    call: Annotated[tuple[Ring, ...], msgspec.Meta(min_length=1, max_length=4)]
    address: Annotated[Address, msgspec.Meta(min_length=1)]
