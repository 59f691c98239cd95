"""Finding a page of the toolkit: by words, by what was chosen, and from the page that somebody just read.

A hundred and fifty pages fit in memory, so that both databases find exactly the same.
"""

import enum
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import log2
from operator import mul
from typing import Final

from rugdekking.content.schema.synonyms import Group
from rugdekking.content.schema.toolkit import PageKind
from rugdekking.knowledge.indexing import Indexed, fit, indexed, vocabulary
from rugdekking.knowledge.meaning import Rung, Term, Way, terms


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
    """`counts` tells for each choice how many it would give. `whole`: each has every word, in some way.

    `unknown` has words that no page has, each with what was looked for instead; `beside` is looked for as well.
    """

    entries: Sequence[Entry]
    counts: Mapping[Facet, Mapping[str, int]]
    whole: bool = True
    unknown: Mapping[str, Sequence[str]] = field(default_factory=dict)
    beside: Sequence[str] = ()


# How much a word counts by where it stands: title, situations and summary, text.
WEIGHTS: Final = (8, 4, 1)
# Pages with only some of the words show when they fit almost as well as the best.
NEAR_THE_BEST: Final = 0.3
RELATED: Final = 4
# What somebody reads from top to bottom.
READ_THROUGH: Final = frozenset({PageKind.ARTICLE, PageKind.QUESTION, PageKind.STORY})


def find(entries: Sequence[Entry], wanted: Wanted, synonyms: tuple[Group, ...]) -> Found:
    """The pages with all words, and those with some that fit almost as well; the best first.

    Without words: all, in the order in which they came.
    """
    known = vocabulary(tuple(text for entry in entries for text in _texts(entry)))
    asked = terms(wanted.words, known, synonyms)
    points = {entry.target: [_points(entry, term) for term in asked] for entry in entries}
    rarity = [_rarity([sum(each[place]) for each in points.values()]) for place in range(len(asked))]
    worth = {target: sum(map(mul, map(sum, each), rarity)) for target, each in points.items()}
    whole = {target for target, each in points.items() if all(map(sum, each))}
    least = max(worth.values(), default=0) * NEAR_THE_BEST
    with_words = [one for one in entries if not asked or one.target in whole or worth[one.target] > least]
    # Whoever types one word gets the pages that have it before those that call it otherwise.
    with_words.sort(key=lambda one: (len(asked) == 1 and not points[one.target][0][0], -worth[one.target]))
    counts = {facet: _count(with_words, wanted, facet) for facet in Facet}
    return Found(
        [one for one in with_words if _fits(one, wanted.chosen)],
        counts,
        bool(whole) and not any(term.said(Rung.PIECE) for term in asked),
        {term.typed: near for term in asked if (near := term.said(Rung.NEAR))},
        _beside(asked),
    )


def _beside(asked: Sequence[Term]) -> list[str]:
    """What is looked for beside the words that were typed, in the order of those."""
    others = (said for term in asked for said in (*term.said(Rung.SYNONYM), *term.said(Rung.PERHAPS)))
    return [said for said in dict.fromkeys(others) if said not in {term.typed for term in asked}]


def related(entry: Entry, entries: Iterable[Entry]) -> list[Entry]:
    """What somebody who read `entry` may want to read next: of its theme, for the same people and moments."""
    others = [one for one in entries if one.target != entry.target and one.kind is not PageKind.THEME]
    near = [(_nearness(entry, one), one) for one in others]
    near.sort(key=lambda pair: -pair[0])
    return [one for nearness, one in near[:RELATED] if nearness >= 1]


def written_for(audience: str, entries: Iterable[Entry]) -> list[Entry]:
    """Pages that name these people first, those with the fewest others before the rest."""
    people = [(one.codes[Facet.AUDIENCE], one) for one in entries if one.kind in READ_THROUGH]
    theirs = [(named.index(audience), len(named), one) for named, one in people if audience in named]
    return [one for _, _, one in sorted(theirs, key=lambda each: each[:2])[:RELATED]]


def _nearness(entry: Entry, other: Entry) -> float:
    """Between 0 and 3: the theme as much as people and moments together."""
    people, moments = (_overlap(entry.codes[facet], other.codes[facet]) for facet in (Facet.AUDIENCE, Facet.PHASE))
    same_theme = bool(entry.codes[Facet.THEME]) and entry.codes[Facet.THEME] == other.codes[Facet.THEME]
    return same_theme + people / 2 + moments / 2


def _overlap(some: Iterable[str], others: Iterable[str]) -> float:
    either = {*some, *others}
    return len({*some} & {*others}) / len(either) if either else 0.0


def _points(entry: Entry, term: Term) -> tuple[int, int]:
    """For the best way to the word itself, and for the best way round it."""
    texts = [indexed(text) for text in _texts(entry)]
    worth = [(way.rung.is_the_word, _worth(texts, way)) for way in term.ways]
    direct, round_it = (
        max((points for is_it, points in worth if is_it is wanted), default=0) for wanted in (True, False)
    )
    return direct, round_it


def _worth(texts: Sequence[Indexed], way: Way) -> int:
    """What the rarest of its words counts for."""
    each = (sum(weight * fit(text, word) for weight, text in zip(WEIGHTS, texts, strict=True)) for word in way.words)
    return way.rung * min(each)


def _rarity(points: Sequence[int]) -> float:
    """A word that stands on every page says less about what somebody looks for than one that stands on three."""
    return log2(1 + len(points) / max(1, sum(map(bool, points))))


def _texts(entry: Entry) -> tuple[str, str, str]:
    return entry.title, "\n".join((*entry.situations, entry.summary)), entry.body


def _count(entries: Sequence[Entry], wanted: Wanted, facet: Facet) -> Mapping[str, int]:
    others = {key: value for key, value in wanted.chosen.items() if key is not facet}
    return Counter(code for one in entries if _fits(one, others) for code in one.codes[facet])


def _fits(entry: Entry, chosen: Mapping[Facet, str]) -> bool:
    return all(code in entry.codes[facet] for facet, code in chosen.items() if code)
