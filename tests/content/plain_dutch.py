"""How hard a text is to read, and the words that a plain text does without. Bounds and reasons: ADR 0019."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

# What an administrator or a lawyer reads, names, and words that people in an exercise or a conversation say.
NAMES = {"source", "name", "owner", "author"}
NOT_PROSE = NAMES | {"article", "literal", "legal_basis", "legal_character", "mandate"}
OFFICIALESE = (
    "aangaande|aldus|alsmede|alvorens|betreffende|conform|daar waar|derhalve|desalniettemin|desgewenst|"
    "dient te|dienen te|doch|echter|eveneens|gaarne|geenszins|geschiedt|hetgeen|hieromtrent|indien|"
    "ingeval|ingevolge|inzake|jegens|in het kader van|krachtens|mede namens|met betrekking tot|middels|"
    "mits|mitsdien|naar aanleiding van|nimmer|omtrent|onderhavige?|onverwijld|overeenkomstig|reeds|"
    "respectievelijk|ten aanzien van|ten behoeve van|ten gevolge van|teneinde|ter zake|tevens|thans|"
    "uit hoofde van|voornoemde?|vigerende?|wederom|zulks|faciliteren|implementeren|proactief|adequaat|"
    "stakeholders?|optimaliseren|gremium|gremia"
)
_OFFICIAL = re.compile(rf"\b(?:{OFFICIALESE})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*")
_SYLLABLE = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"’”)]*\s+|\n\s*\n|\n(?=\s*(?:-|\d+\.|#|>)\s)|:\s*\n")
_MARKS = re.compile(r"^[ \t]*(?:#+|-|>|\d+\.)\s+|\*\*", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_HIDDEN = re.compile(
    r"{#.*?#}|{% comment %}.*?{% endcomment %}|<(code|pre|script|style|span lang)\b.*?</(?:\1|span)>", re.DOTALL
)
_BLOCK = re.compile(r"{%.*?%}|</?(?:p|li|h\d|div|t[dhr]|d[dt]|summary|caption|label|title|br)\b[^>]*>", re.DOTALL)
_SLOT = re.compile(r"\{\w+\}")
_SITE = re.compile(r"\b(?:[\w-]+\.)+nl\b|\S+@\S+|\brd-[\w-]+")


@dataclass(frozen=True)
class Measured:
    """One file. `mean` and `longest` count words of sentences; `lix` and `douma` are explained in the ADR."""

    words: int
    mean: float
    longest: int
    longest_sentence: str
    lix: float
    douma: float


def prose(path: Path) -> list[str]:
    """The texts of a content file that people read: those of more than one word, without marks and addresses."""
    return [plain(text) for key, text in _texts("", _read(path)) if key not in NOT_PROSE]


def on_page(template: Path) -> list[str]:
    """The texts of a template as a reader gets them, each paragraph by itself; what is filled in becomes one word."""
    shown = re.sub(r"{{.*?}}", " iets ", _BLOCK.sub("\n\n", _HIDDEN.sub("", template.read_text())), flags=re.DOTALL)
    parts = re.split(r"\n\s*\n", html.unescape(re.sub(r"<[^>]+>", " ", shown)))
    return [_SITE.sub("internet", " ".join(part.split())) for part in parts if words(part)]


def spelled(path: Path) -> list[str]:
    """The texts in which a typing error would be seen: everything but names and sources."""
    return [plain(text) for key, text in _texts("", _read(path)) if key not in NAMES]


def is_sentence(text: str) -> bool:
    """Labels and lists of names are not measured: they are read one by one, not from left to right."""
    return any(mark in text for mark in ".!?")


@cache
def _read(path: Path) -> object:
    return yaml.load(path.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def plain(text: str) -> str:
    """Only what is read: links become their text, an open place in a letter becomes a word."""
    return _SITE.sub("internet", _SLOT.sub("iets", _LINK.sub(r"\1", _MARKS.sub("", _split_lists(text)))))


def _split_lists(text: str) -> str:
    """A line of a list, a heading and a note stand for themselves."""
    return re.sub(r"\n(?=\s*(?:-|\d+\.|#+|>)\s)", "\n\n", text)


def _texts(key: str, value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(key, inner)
    elif isinstance(value, str) and " " in value.strip():
        yield key, value


def words(text: str) -> list[str]:
    return [word.rstrip("’'-") for word in _WORD.findall(text)]


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part and len(words(part)) > 0]


def measure(texts: list[str]) -> Measured:
    """How hard these texts are together. A sentence never runs on from one text into the next."""
    counted = [(len(words(one)), one) for text in texts for one in sentences(text)]
    every = [word for _, one in counted for word in words(one)]
    mean = len(every) / len(counted)
    syllables = sum(max(1, len(_SYLLABLE.findall(word))) for word in every)
    longest, longest_sentence = max(counted)
    return Measured(
        words=len(every),
        mean=mean,
        longest=longest,
        longest_sentence=longest_sentence,
        lix=mean + 100 * sum(len(word) > 6 for word in every) / len(every),
        douma=206.84 - 0.93 * mean - 77 * syllables / len(every),
    )


def officialese(texts: list[str]) -> list[str]:
    return [found for text in texts for found in _OFFICIAL.findall(text)]
