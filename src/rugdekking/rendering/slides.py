"""A presentation: PowerPoint to show and change, PDF to read. Pure: values in, bytes out."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

from rugdekking.rendering.typesetting import typeset

# Points, largest first: a hall reads 32 from the back row, and what is too long for 16 was too long for a slide.
SIZES = (32, 28, 26, 24, 22, 20, 18, 16)
# What fits: points of height for the lines, and of width, with half a point of width for each point of size.
_HEIGHT, _WIDTH, _PICTURE = 330, 800, 260
_MOST_IN_ONE_COLUMN = 7


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and what it shows in words, for who does not see it."""

    png: bytes
    told: str


@dataclass(frozen=True, slots=True)
class Slide:
    """`lines` are the short lines of the slide; `pairs` are numbers with whose they are; `notes` is what is said."""

    title: str
    lines: tuple[str, ...]
    notes: str
    pairs: tuple[tuple[str, str], ...] = ()
    picture: Picture | None = None

    @property
    def columns(self) -> int:
        return 2 if len(self.lines) + len(self.pairs) > _MOST_IN_ONE_COLUMN else 1

    @property
    def size(self) -> int:
        """The largest letter with which everything fits."""
        return next((size for size in SIZES if self._height(size) <= _HEIGHT), SIZES[-1])

    def _height(self, size: int) -> float:
        width = (_WIDTH - (_PICTURE if self.picture else 0)) / self.columns
        texts = [*self.lines, *(f"{name}: {said}" for name, said in self.pairs)]
        rows = sum(ceil(len(one) * size * 0.5 / width) * size * 1.2 + size * 0.4 for one in texts)
        return rows / self.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A whole presentation; its first slide is the title. `colour` is `#rrggbb`, dark enough for white letters."""

    author: str
    slides: tuple[Slide, ...]
    colour: str
    day: date

    @property
    def title(self) -> str:
        return self.slides[0].title


# Somebody who asks for the same presentation again gets what was made before.
@lru_cache(maxsize=64)
def pdf(deck: Deck) -> bytes:
    """The slides as PDF/UA-1 and PDF/A-2a, each on a page of its own; after them what the speaker says."""
    data = {
        "title": deck.title,
        "author": deck.author,
        "colour": deck.colour,
        "slides": [
            {
                "title": one.title,
                "lines": one.lines,
                "columns": one.columns,
                "size": one.size,
                "pairs": one.pairs,
                "notes": one.notes,
                "picture": list(one.picture.png) if one.picture else [],
                "told": one.picture.told if one.picture else "",
            }
            for one in deck.slides
        ],
    }
    return typeset("slides.typ", data, made_on=deck.day)


@lru_cache(maxsize=64)
def pptx(deck: Deck) -> bytes:
    """The slides for PowerPoint, Keynote or Impress, with speaker notes."""
    # PowerPoint's library is large, and few ask for it.
    from rugdekking.rendering import powerpoint

    return powerpoint.drawn(deck)
