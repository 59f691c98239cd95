"""Changing a protocol piece by piece: each change gives a whole protocol that can stand, or the reason why not."""

import enum
from collections.abc import Mapping
from typing import Any

import msgspec

from rugdekking.content.reading import in_dutch
from rugdekking.content.schema import Category, Measure, Protocol, Row
from rugdekking.content.schema.protocol import Channel
from rugdekking.kernel.refusal import Refused

Item = Category | Measure | Row | Channel


class CannotStand(Refused):
    """With this change the protocol would contradict itself, or break a rule that holds for every protocol."""


class Part(enum.StrEnum):
    """The lists of a protocol."""

    CATEGORIES = "categories"
    CHANNELS = "channels"
    MEASURES = "measures"
    ROWS = "rows"


class Words(enum.StrEnum):
    """What a protocol says once."""

    TITLE = "title"
    NORM = "norm"
    BASIS = "basis"
    AUDIENCE = "audience"
    PERPETRATORS = "perpetrators"
    TARGETS = "targets"
    REPETITION = "repetition_window_months"


def items(protocol: Protocol, part: Part) -> tuple[Item, ...]:
    found: tuple[Item, ...] = getattr(protocol, part.value)
    return found


def key_of(item: Item) -> str:
    """What an item is called within its list: the code, or the number of a row."""
    return str(item.number) if isinstance(item, Row) else item.code


def find(protocol: Protocol, part: Part, key: str) -> Item | None:
    return next((item for item in items(protocol, part) if key_of(item) == key), None)


SHAPES: Mapping[Part, type[Item]] = {
    Part.CATEGORIES: Category,
    Part.CHANNELS: Channel,
    Part.MEASURES: Measure,
    Part.ROWS: Row,
}


def built(part: Part, fields: Mapping[str, Any]) -> Item:
    """An item from what was filled in. Raises `CannotStand` when it contradicts itself."""
    try:
        item: Item = msgspec.convert(msgspec.to_builtins(dict(fields)), SHAPES[part])
    except msgspec.ValidationError as fault:
        raise CannotStand(_plain(str(fault))) from fault
    return item


def put(protocol: Protocol, part: Part, item: Item) -> Protocol:
    """The protocol with `item` in place of the one with the same key, or added at the end. Raises `CannotStand`."""
    listed = items(protocol, part)
    if any(key_of(one) == key_of(item) for one in listed):
        listed = tuple(item if key_of(one) == key_of(item) else one for one in listed)
    else:
        listed = (*listed, item)
    return _changed(protocol, {part.value: listed})


def take_out(protocol: Protocol, part: Part, key: str) -> Protocol:
    """The protocol without this item. Raises `CannotStand` when something else still names it."""
    if part is Part.MEASURES:
        _refuse_if_named(protocol, key)
    return _changed(protocol, {part.value: tuple(one for one in items(protocol, part) if key_of(one) != key)})


def say(protocol: Protocol, words: Mapping[Words, Any]) -> Protocol:
    """The protocol with other words for its norm, its basis, or whom it is for. Raises `CannotStand`."""
    return _changed(protocol, {name.value: value for name, value in words.items()})


def next_number(protocol: Protocol) -> int:
    return max(row.number for row in protocol.rows) + 1


def free_code(protocol: Protocol, part: Part, label: str) -> str:
    """A code for a new item, made from its label, that no other item of the list has."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in label.lower())
    code = "_".join(filter(None, letters.split("_")))[:36].strip("_") or "x"
    code = code if code[0].isalpha() else f"x_{code}"
    # "erbij" is the address of the page that adds one.
    taken = {key_of(one) for one in items(protocol, part)} | {"erbij"}
    numbered = (code if number == 1 else f"{code}_{number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _refuse_if_named(protocol: Protocol, measure: str) -> None:
    heavier = next((one for one in protocol.measures if measure in one.replaces), None)
    if heavier is not None:
        raise CannotStand(f"‘{heavier.label}’ komt in de plaats van deze stap. Wijzig die eerst.")


def _changed(protocol: Protocol, fields: Mapping[str, Any]) -> Protocol:
    """Through the same check as a file: lengths, codes, and the rules that hold for every protocol."""
    whole = {**msgspec.to_builtins(protocol), **{name: msgspec.to_builtins(value) for name, value in fields.items()}}
    try:
        return msgspec.convert(whole, Protocol)
    except msgspec.ValidationError as fault:
        raise CannotStand(_plain(str(fault))) from fault


def _plain(fault: str) -> str:
    """The reason without the place in the file that msgspec adds: here the page shows the place."""
    sentence = in_dutch(fault.partition(" - at `")[0])
    return f"{sentence[:1].upper()}{sentence[1:]}."
