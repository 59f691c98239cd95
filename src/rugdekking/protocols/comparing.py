"""What differs between two protocols, in words that a council member can follow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rugdekking.content.schema import Protocol
from rugdekking.protocols.editing import Item, Part, Words, find, items, key_of, put, say, take_out
from rugdekking.protocols.wording import item_label, item_lines, words_label, words_text

Line = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `before` or `after` is None when the item is only in the other protocol.

    `lines`: per field that differs its name, and what stood there before and after.
    """

    part: Part | Words
    key: str
    label: str
    before: Item | str | None
    after: Item | str | None
    lines: tuple[Line, ...]

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_gone(self) -> bool:
        return self.after is None


def differences(old: Protocol, new: Protocol) -> list[Change]:
    """Everything that differs, in the order of the protocol: first its words, then list by list."""
    return [*_words(old, new), *(change for part in Part for change in _list(old, new, part))]


def take_over(protocol: Protocol, change: Change, newer: Protocol) -> Protocol:
    """`protocol` with this one change, as `newer` has it. Raises `CannotStand` when it does not fit."""
    if isinstance(change.part, Words):
        return say(protocol, {change.part: getattr(newer, change.part.value)})
    if change.is_gone:
        return take_out(protocol, change.part, change.key)
    item = find(newer, change.part, change.key)
    return protocol if item is None else put(protocol, change.part, item)


def still_to_take_over(protocol: Protocol, changes: Sequence[Change], newer: Protocol) -> list[Change]:
    """Those changes of the shipped protocol that `protocol` does not have yet."""
    return [change for change in changes if not _has(protocol, change, newer)]


def _has(protocol: Protocol, change: Change, newer: Protocol) -> bool:
    if isinstance(change.part, Words):
        return bool(getattr(protocol, change.part.value) == getattr(newer, change.part.value))
    return find(protocol, change.part, change.key) == find(newer, change.part, change.key)


def _words(old: Protocol, new: Protocol) -> Iterator[Change]:
    for words in Words:
        before, after = words_text(old, words), words_text(new, words)
        if before != after:
            label = words_label(words)
            yield Change(words, words.value, label, before, after, ((label, before, after),))


def _list(old: Protocol, new: Protocol, part: Part) -> Iterator[Change]:
    keys = dict.fromkeys([*(key_of(one) for one in items(old, part)), *(key_of(one) for one in items(new, part))])
    for key in keys:
        before, after = find(old, part, key), find(new, part, key)
        if before != after:
            yield Change(part, key, _label(before, after, old, new), before, after, _lines(before, after, old, new))


def _label(before: Item | None, after: Item | None, old: Protocol, new: Protocol) -> str:
    if after is not None:
        return item_label(after, new)
    return "" if before is None else item_label(before, old)


def _lines(before: Item | None, after: Item | None, old: Protocol, new: Protocol) -> tuple[Line, ...]:
    had = {} if before is None else item_lines(before, old)
    has = {} if after is None else item_lines(after, new)
    names = [name for name in dict.fromkeys([*had, *has]) if had.get(name, "") != has.get(name, "")]
    return tuple((name, had.get(name, ""), has.get(name, "")) for name in names)
