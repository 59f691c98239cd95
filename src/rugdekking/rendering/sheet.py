"""One side of paper to hand out or hang up, as an accessible PDF. Pure: values in, bytes out."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rugdekking.rendering.slides import Picture
from rugdekking.rendering.typesetting import typeset

# Points, the largest that fits first. What does not fit with the last goes on on a next page.
SIZES = (14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8)
_PAGE = re.compile(rb"/Type\s*/Page\b")


class Where(StrEnum):
    """Top and bottom go over the whole width; between them are two columns, read from left to right."""

    TOP = "top"
    LEFT = "left"
    RIGHT = "right"
    BOTTOM = "bottom"


class Form(StrEnum):
    BULLETS = "bullets"
    STEPS = "steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something with a heading: `lead` first, then `lines` in their form, then `pairs` of a name and what is said."""

    heading: str
    where: Where
    lead: str = ""
    lines: tuple[str, ...] = ()
    form: Form = Form.BULLETS
    pairs: tuple[tuple[str, str], ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`colour` is `#rrggbb`, dark enough for white letters; `marking` stands at the foot."""

    title: str
    subtitle: str
    author: str
    parts: tuple[Part, ...]
    colour: str
    day: date
    marking: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished file, and how many pages it turned out to have."""

    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def pages(self) -> int:
        return len(_PAGE.findall(self.content))


@lru_cache(maxsize=32)
def printed(sheet: Sheet) -> Printed:
    """The sheet as PDF/UA-1 and PDF/A-2a, with the largest letters that keep it on one page. Made once, then kept."""
    data = {
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "author": sheet.author,
        "colour": sheet.colour,
        "marking": sheet.marking,
        "sizes": SIZES,
        "parts": [_told(part) for part in sheet.parts],
    }
    return Printed(typeset("sheet.typ", data, made_on=sheet.day))


def _told(part: Part) -> dict[str, object]:
    return {
        "heading": part.heading,
        "where": part.where,
        "lead": part.lead,
        "lines": part.lines,
        "form": part.form,
        "pairs": part.pairs,
        "picture": list(part.picture.png) if part.picture else [],
        "told": part.picture.told if part.picture else "",
    }
