"""What differs between two protocols, in words that a council member can follow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace

from rugdekking.content.schema import Measure, Protocol, Row
from rugdekking.protocols.editing import Item, Part, Words, find, items, key_of, next_number, put, say, take_out
from rugdekking.protocols.wording import DECIDERS, Titles, item_label, item_lines, words_label, words_text

Line = tuple[str, str, str]
Letters = Mapping[str, str]


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


def differences(
    old: Protocol, new: Protocol, titles: Titles = DECIDERS, letters: Letters = MappingProxyType({})
) -> list[Change]:
    """Everything that differs, in the order of the protocol: first its words, then list by list.

    `letters`: what each letter is called; without it, and for a letter that nobody ships any more, its name stands.
    """
    return [*_words(old, new), *(change for part in Part for change in _list(old, new, part, titles, letters))]


def take_over(protocol: Protocol, change: Change, newer: Protocol) -> Protocol:
    """`protocol` with this one change, as `newer` has it. Raises `CannotStand` when it does not fit."""
    if isinstance(change.part, Words):
        return say(protocol, {change.part: getattr(newer, change.part.value)})
    if change.is_gone:
        return take_out(protocol, change.part, change.key)
    item = find(newer, change.part, change.key)
    if item is None:
        return protocol
    if change.is_new and isinstance(item, Row) and find(protocol, change.part, change.key) is not None:
        # A row of the organisation's own has this number: it stays, and the new one gets the next.
        item = replace(item, number=next_number(protocol))
    return put(protocol, change.part, item)


def own_lines(
    protocol: Protocol,
    change: Change,
    newer: Protocol,
    titles: Titles = DECIDERS,
    letters: Letters = MappingProxyType({}),
) -> tuple[Line, ...]:
    """What the organisation changed itself and would lose by taking this over."""
    if isinstance(change.part, Words):
        own = words_text(protocol, change.part)
        return ((change.label, own, ""),) if own not in {change.before, change.after} else ()
    item = find(protocol, change.part, change.key)
    if item is None or change.is_new or item == change.before:
        return ()
    theirs = _told(find(newer, change.part, change.key), newer, titles, letters)
    return _lines(_told(item, protocol, titles, letters), theirs)


def still_to_take_over(protocol: Protocol, changes: Sequence[Change], newer: Protocol) -> list[Change]:
    """Those changes of the shipped protocol that `protocol` does not have yet."""
    return [change for change in changes if not _has(protocol, change, newer)]


def _has(protocol: Protocol, change: Change, newer: Protocol) -> bool:
    if isinstance(change.part, Words):
        return words_text(protocol, change.part) == words_text(newer, change.part)
    item = find(newer, change.part, change.key)
    if change.is_new and isinstance(item, Row):
        return any(replace(row, number=item.number) == item for row in protocol.rows)
    return find(protocol, change.part, change.key) == item


def _words(old: Protocol, new: Protocol) -> Iterator[Change]:
    for words in Words:
        before, after = words_text(old, words), words_text(new, words)
        if before != after:
            label = words_label(words)
            yield Change(words, words.value, label, before, after, ((label, before, after),))


def _list(old: Protocol, new: Protocol, part: Part, titles: Titles, letters: Letters) -> Iterator[Change]:
    keys = dict.fromkeys([*(key_of(one) for one in items(old, part)), *(key_of(one) for one in items(new, part))])
    for key in keys:
        before, after = find(old, part, key), find(new, part, key)
        lines = _lines(_told(before, old, titles, letters), _told(after, new, titles, letters))
        if lines:
            yield Change(part, key, _label(before, after, old, new), before, after, lines)


def _label(before: Item | None, after: Item | None, old: Protocol, new: Protocol) -> str:
    if after is not None:
        return item_label(after, new)
    return "" if before is None else item_label(before, old)


def _told(item: Item | None, protocol: Protocol, titles: Titles, letters: Letters) -> Mapping[str, str]:
    if item is None:
        return {}
    lines = item_lines(item, protocol, titles)
    if isinstance(item, Measure) and item.letter:
        lines["Brief"] = letters.get(item.letter, item.letter)
    return lines


def _lines(had: Mapping[str, str], has: Mapping[str, str]) -> tuple[Line, ...]:
    names = [name for name in dict.fromkeys([*had, *has]) if had.get(name, "") != has.get(name, "")]
    return tuple((name, had.get(name, ""), has.get(name, "")) for name in names)
