"""Finding a page of the toolkit: by words, by what was chosen, and from the page that somebody just read.

A hundred and fifty pages fit in memory, so that both databases find exactly the same.
"""

import enum
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from rugdekking.content.schema.toolkit import PageKind
from rugdekking.knowledge.stems import PASSING, forms, words_of


class Facet(enum.StrEnum):
    """What readers choose by; the value stands in the address."""

    AUDIENCE = "voor"
    PHASE = "moment"
    THEME = "thema"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it stands in a list. `target` names it by what it is: `page:doxing`, `scan:organisation`."""

    target: str
    kind: PageKind | None
    title: str
    summary: str
    codes: Mapping[Facet, tuple[str, ...]]
    situations: tuple[str, ...] = ()
    body: str = ""
    # The first time this version could be read, and the day of an event.
    since: datetime | None = None
    changed: datetime | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody typed, and chose of each facet; nothing chosen is everything."""

    words: str = ""
    chosen: Mapping[Facet, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """`counts` tells for each choice how many it would give. `whole`: each has every word, as it was asked."""

    entries: Sequence[Entry]
    counts: Mapping[Facet, Mapping[str, int]]
    whole: bool = True


# How much a word counts by where it stands: title, situations and summary, text.
WEIGHTS: Final = (8, 4, 1)
# Shorter words are not looked for inside longer ones: `net` is no part of `kabinet`.
LONG_ENOUGH: Final = 4
MOST_WORDS: Final = 8
RELATED: Final = 4


def find(entries: Sequence[Entry], wanted: Wanted) -> Found:
    """The pages with all words, the best first; when there are none, those with some of them.

    Without words: all, in the order in which they came.
    """
    asked = [forms(word) for word in _telling(wanted.words)]
    terms = [_known(term, entries) for term in asked]
    points = {entry.target: [_points(entry, term) for term in terms] for entry in entries}
    together = any(all(points[entry.target]) for entry in entries)
    enough = all if together else any
    with_words = [entry for entry in entries if not asked or enough(points[entry.target])]
    with_words.sort(key=lambda entry: -sum(points[entry.target]))
    counts = {facet: _count(with_words, wanted, facet) for facet in Facet}
    return Found([one for one in with_words if _fits(one, wanted.chosen)], counts, together and terms == asked)


def related(entry: Entry, entries: Iterable[Entry]) -> list[Entry]:
    """What somebody who read `entry` may want to read next: of its theme, for the same people and moments."""
    others = [one for one in entries if one.target != entry.target and one.kind is not PageKind.THEME]
    near = [(_nearness(entry, one), one) for one in others]
    near.sort(key=lambda pair: -pair[0])
    return [one for nearness, one in near[:RELATED] if nearness >= 1]


def _nearness(entry: Entry, other: Entry) -> float:
    """Between 0 and 3: the theme as much as people and moments together."""
    people, moments = (_overlap(entry.codes[facet], other.codes[facet]) for facet in (Facet.AUDIENCE, Facet.PHASE))
    same_theme = bool(entry.codes[Facet.THEME]) and entry.codes[Facet.THEME] == other.codes[Facet.THEME]
    return same_theme + people / 2 + moments / 2


def _overlap(some: Iterable[str], others: Iterable[str]) -> float:
    either = {*some, *others}
    return len({*some} & {*others}) / len(either) if either else 0.0


def _telling(words: str) -> list[str]:
    """The words that say something; all, when none does."""
    typed = list(dict.fromkeys(words_of(words)))[:MOST_WORDS]
    return [word for word in typed if word not in PASSING] or typed


def _known(term: frozenset[str], entries: Sequence[Entry]) -> frozenset[str]:
    """`term`; or, when no page has it, what it is made of (`dreigmail`), or what is written almost like it."""
    if any(_points(entry, term) for entry in entries):
        return term
    vocabulary = {form for entry in entries for text in _texts(entry) for form in _indexed(text).split()}
    inside = {
        known
        for known in vocabulary
        if len(known) >= LONG_ENOUGH and any(form.endswith(known) or form.startswith(known) for form in term)
    }
    alike = (near for form in term for near in get_close_matches(form, vocabulary, n=2, cutoff=0.8))
    return frozenset(inside or alike) or term


def _points(entry: Entry, term: frozenset[str]) -> int:
    return sum(weight * _match(_indexed(text), term) for weight, text in zip(WEIGHTS, _texts(entry), strict=True))


def _match(indexed: str, term: frozenset[str]) -> int:
    """2 for a word, 1 for the beginning or the end of a longer one (`protocol` in `agressieprotocol`), else 0."""
    if any(f" {form} " in indexed for form in term):
        return 2
    long = [form for form in term if len(form) >= LONG_ENOUGH]
    return int(any(f" {form}" in indexed or f"{form} " in indexed for form in long))


def _texts(entry: Entry) -> tuple[str, str, str]:
    return entry.title, "\n".join((*entry.situations, entry.summary)), entry.body


@lru_cache(maxsize=2_000)
def _indexed(text: str) -> str:
    """All forms of all words, with a space on each side: looking for one is then looking for a piece of text."""
    every = dict.fromkeys(form for word in words_of(text) for form in forms(word))
    return f" {' '.join(every)} "


def _count(entries: Sequence[Entry], wanted: Wanted, facet: Facet) -> Mapping[str, int]:
    others = {key: value for key, value in wanted.chosen.items() if key is not facet}
    return Counter(code for one in entries if _fits(one, others) for code in one.codes[facet])


def _fits(entry: Entry, chosen: Mapping[Facet, str]) -> bool:
    return all(code in entry.codes[facet] for facet, code in chosen.items() if code)
