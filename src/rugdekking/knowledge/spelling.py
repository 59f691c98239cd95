"""Which word somebody meant who typed another: a letter too few or too many, two turned round, or as it sounds."""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from string import ascii_lowercase
from typing import Final

# Shorter words are too much alike.
SHORTEST: Final = 4
MOST: Final = 3
# What Dutch writes in two ways and says in one, each time the other way round in half of all typing errors.
_SOUNDS: Final = (
    ("sch", "sg"),
    ("ij", "ei"),
    ("y", "ei"),
    ("ou", "au"),
    ("ch", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dt", "t"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("v", "f"),
    ("ie", "i"),
)


def meant_by(typed: str, known: Collection[str], *, times: Mapping[str, int]) -> list[str]:
    """The words of `known` that are nearest to `typed`, the most used first (`times`: in how many texts each stands).

    First those that are almost it, then those that differ some more; [] when none is near.
    """
    if len(typed) < SHORTEST:
        return []
    found = almost(typed, known, times=times) or get_close_matches(typed, known, n=MOST, cutoff=0.85)
    return sorted(found, key=lambda word: word[0] != typed[0])


def almost(typed: str, known: Collection[str], *, times: Mapping[str, int]) -> list[str]:
    """Those that are one typing error away, or sound the same. Another letter in its place is the rarest error."""
    others = [word for word in _one_other_letter(typed) if word in known] if len(typed) >= SHORTEST else []
    return list(dict.fromkeys((*slips(typed, known, times=times), *_sorted(others, typed, times))))[:MOST]


def slips(typed: str, known: Collection[str], *, times: Mapping[str, int]) -> list[str]:
    """Those with a letter more, a letter less or two turned round, or that sound the same."""
    if len(typed) < SHORTEST:
        return []
    sounding = _by_sound(frozenset(known)).get(_sound(typed), frozenset())
    return _sorted([word for word in _one_slip(typed) | sounding if word in known], typed, times)[:MOST]


def _sorted(words: Iterable[str], typed: str, times: Mapping[str, int]) -> list[str]:
    return sorted(words, key=lambda word: (word[0] != typed[0], -times.get(word, 0), word))


def _one_slip(word: str) -> set[str]:
    """A letter too many, two turned round, or a letter too few."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {left + right[1:] for left, right in cuts if right}
    turned = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return less | turned | {left + letter + right for left, right in cuts for letter in ascii_lowercase}


def _one_other_letter(word: str) -> set[str]:
    places = range(len(word))
    return {word[:place] + letter + word[place + 1 :] for place in places for letter in ascii_lowercase}


@lru_cache(maxsize=4)
def _by_sound(known: frozenset[str]) -> Mapping[str, frozenset[str]]:
    heard: dict[str, set[str]] = {}
    for word in known:
        if len(word) >= SHORTEST:
            heard.setdefault(_sound(word), set()).add(word)
    return {sound: frozenset(words) for sound, words in heard.items()}


def _sound(word: str) -> str:
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    # Twice the same letter sounds as once, and a word ends hard: `bedreigd`, `bedreigt`.
    once = re.sub(r"(.)\1+", r"\1", word)
    return f"{once[:-1]}t" if once.endswith("d") else once
