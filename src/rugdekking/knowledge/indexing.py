"""The words of a text as search looks at them, and how well a word fits one."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rugdekking.kernel.words import words_of
from rugdekking.knowledge.stems import forms

# What a word counts for: as it stands there, in another form, as the beginning or the end of a longer one.
AS_WRITTEN, OTHER_FORM, PART = 10, 9, 4
# Shorter words are not looked for inside longer ones: `net` is no part of `kabinet`.
LONG_ENOUGH: Final = 4
ENDINGS: Final = frozenset({"", "d", "de", "e", "en", "ing", "ingen", "n", "s", "t", "te"})


@dataclass(frozen=True, slots=True)
class Indexed:
    """`joined` has all forms with a space on each side: looking for a part is then looking for a piece of text."""

    words: frozenset[str]
    forms: frozenset[str]
    joined: str


@lru_cache(maxsize=2_000)
def indexed(text: str) -> Indexed:
    words = frozenset(words_of(text))
    every = frozenset(form for word in words for form in forms(word))
    return Indexed(words, every, f" {' '.join(sorted(every))} ")


def fit(text: Indexed, word: str) -> int:
    """How well `word` fits: `protocol` is written there, another form is (`protocollen`), or is part of one."""
    if word in text.words:
        return AS_WRITTEN
    if forms(word) & text.forms:
        return OTHER_FORM
    return PART if any(f" {form}" in text.joined or f"{form} " in text.joined for form in _bare(word)) else 0


@lru_cache(maxsize=2_000)
def _bare(word: str) -> frozenset[str]:
    """The word, with or without its ending: what may stand in a longer one."""
    long = (form for form in {word, *forms(word)} if len(form) >= LONG_ENOUGH and word.startswith(form))
    return frozenset(form for form in long if word[len(form) :].removeprefix(form[-1]) in ENDINGS)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of all texts together. `times`: in how many texts a word stands."""

    all: Indexed
    times: Counter[str]


@lru_cache(maxsize=8)
def vocabulary(texts: tuple[str, ...]) -> Vocabulary:
    """The same texts, as every search of one desk has them, are looked through once."""
    each = [indexed(text) for text in texts]
    words = frozenset[str]().union(*(one.words for one in each))
    every = frozenset[str]().union(*(one.forms for one in each))
    times = Counter(word for one in each for word in one.words)
    return Vocabulary(Indexed(words, every, f" {' '.join(sorted(every))} "), times)
