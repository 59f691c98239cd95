"""What somebody means who types a few words: those words, what our pages call it, or what was almost typed."""

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rugdekking.content.schema.synonyms import LONGEST, Group
from rugdekking.kernel.words import words_of
from rugdekking.knowledge.indexing import LONG_ENOUGH, Vocabulary, fit
from rugdekking.knowledge.spelling import meant_by, slips
from rugdekking.knowledge.stems import PASSING, forms

Words = tuple[str, ...]

MOST_THINGS: Final = 8
# A whole word of this length with so many letters before it is a compound, and no typing error.
_A_WHOLE_WORD: Final = 7
_BEFORE: Final = 3


class Rung(enum.IntEnum):
    """How somebody's words led to ours; the number is what that counts for, out of ten."""

    TYPED = 10
    NEAR = 8
    MADE_OF = 7
    SYNONYM = 5
    PERHAPS = 3
    PIECE = 2

    @property
    def is_the_word(self) -> bool:
        """Whether these are the words themselves, and not others for the same or a part of it."""
        return self >= Rung.MADE_OF


@dataclass(frozen=True, slots=True)
class Way:
    """Words that together stand for what was typed: a page that is found this way has all of them."""

    words: Words
    rung: Rung


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that somebody looks for, as it was typed, and the ways to it."""

    typed: str
    ways: tuple[Way, ...]

    def said(self, rung: Rung) -> list[str]:
        return [" ".join(way.words) for way in self.ways if way.rung is rung]


def terms(words: str, known: Vocabulary, synonyms: tuple[Group, ...]) -> list[Term]:
    """What to look for, one thing after the other; `known` has the words of all pages."""
    return [_term(thing, known, synonyms) for thing in _things(words, synonyms)]


def _things(words: str, synonyms: tuple[Group, ...]) -> list[Words]:
    """The words that say something; all, when none does. Words that `synonyms` has as one thing stay together."""
    rest = words_of(words)
    things: dict[Words, None] = {}
    while rest:
        size = next((size for size in range(LONGEST, 1, -1) if _meanings(tuple(rest[:size]), synonyms)), 1)
        things[tuple(rest[:size])] = None
        rest = rest[size:]
    telling = [thing for thing in things if len(thing) > 1 or thing[0] not in PASSING]
    return (telling or list(things))[:MOST_THINGS]


def _term(thing: Words, known: Vocabulary, synonyms: tuple[Group, ...]) -> Term:
    """A word that no page has, and no list of synonyms, gives way to what it is made of or almost is."""
    typed = " ".join(thing)
    meanings = _meanings(thing, synonyms)
    if meanings or all(word in known.all.words for word in thing):
        return Term(typed, (Way(thing, Rung.TYPED), *_beside([thing], synonyms)))
    if all(fit(known.all, word) for word in thing):
        return Term(typed, (Way(thing, Rung.TYPED), *_perhaps(typed, known)))
    return Term(typed, _made_of(typed, known) or _near(typed, known, synonyms) or _pieces(typed, known))


def _perhaps(word: str, known: Vocabulary) -> Iterator[Way]:
    """Another form of a word, or a part of one: then it may as well be a typing error, and those come after."""
    for near in slips(word, known.all.words - PASSING, times=known.times):
        if not forms(word) & forms(near):
            yield Way((near,), Rung.PERHAPS)


def _made_of(word: str, known: Vocabulary) -> tuple[Way, ...]:
    """`bedreigingsmail`: pages with both words, then those with one of them. `bomdreiging`: those with `dreiging`."""
    for place in range(LONG_ENOUGH, len(word) - LONG_ENOUGH + 1):
        first, last = _without_s(word[:place], known), word[place:]
        if first and _stands_in(known, last):
            return (Way((first, last), Rung.MADE_OF), Way((first,), Rung.PIECE), Way((last,), Rung.PIECE))
    ends = (word[place:] for place in range(_BEFORE, len(word) - _A_WHOLE_WORD + 1))
    return tuple(Way((end,), Rung.PIECE) for end in ends if end in known.all.words)[:1]


def _without_s(half: str, known: Vocabulary) -> str:
    """The first half of a compound, without the s that may join the two; nothing when it is no word."""
    bare = half.removesuffix("s")
    found = (one for one in (half, bare) if len(one) >= LONG_ENOUGH and _stands_in(known, one))
    return next(found, "")


def _near(word: str, known: Vocabulary, synonyms: tuple[Group, ...]) -> tuple[Way, ...]:
    said = {words[0] for words in _table(synonyms) if len(words) == 1}
    found = [(near,) for near in meant_by(word, (known.all.words | said) - PASSING, times=known.times)]
    return (*(Way(near, Rung.NEAR) for near in found), *_beside(found, synonyms))


def _beside(things: Sequence[Words], synonyms: tuple[Group, ...]) -> Iterator[Way]:
    """What our pages call these; not what is another form of the same word."""
    for words in dict.fromkeys(meant for thing in things for meant in _meanings(thing, synonyms)):
        if not any(_same(thing, words) for thing in things):
            yield Way(words, Rung.SYNONYM)


def _pieces(word: str, known: Vocabulary) -> tuple[Way, ...]:
    """The longest words that it begins and ends with."""
    places = range(len(word) - 1, LONG_ENOUGH - 1, -1)
    first = next((word[:place] for place in places if _stands_in(known, word[:place])), "")
    last = next((word[-place:] for place in places if _stands_in(known, word[-place:])), "")
    return tuple(Way((piece,), Rung.PIECE) for piece in dict.fromkeys((first, last)) if piece)


def _stands_in(known: Vocabulary, piece: str) -> bool:
    return piece in known.all.words or piece in known.all.forms


def _meanings(thing: Words, synonyms: tuple[Group, ...]) -> tuple[Words, ...]:
    """What our pages call it. As it was typed, else by another form of its words."""
    table = _table(synonyms)
    if thing in table:
        return table[thing]
    alike = _by_beginning(synonyms).get(_beginning(thing), ())
    return table.get(next((words for words in alike if _same(words, thing)), ()), ())


def _same(some: Words, others: Words) -> bool:
    """Whether they are the same words, each in whatever form."""
    pairs = zip(some, others, strict=False)
    return len(some) == len(others) and all(
        one[:3] == other[:3] and forms(one) & forms(other) for one, other in pairs
    )


@lru_cache(maxsize=2)
def _table(synonyms: tuple[Group, ...]) -> Mapping[Words, tuple[Words, ...]]:
    return {
        tuple(words_of(said)): tuple(tuple(words_of(meant)) for meant in group.meant)
        for group in synonyms
        for said in group.said
    }


@lru_cache(maxsize=2)
def _by_beginning(synonyms: tuple[Group, ...]) -> Mapping[tuple[int, str], list[Words]]:
    """A hundred searches a minute need not look at each of seven hundred words."""
    found: dict[tuple[int, str], list[Words]] = {}
    for words in _table(synonyms):
        found.setdefault(_beginning(words), []).append(words)
    return found


def _beginning(words: Words) -> tuple[int, str]:
    return len(words), words[0][:3]
