"""Data in, an accessible PDF out. What people wrote goes in as data, so that nothing in it is read as markup."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import typst

from rugdekking.rendering.plain import drawable

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "typst"
FONTS = HERE / "fonts"


def typeset(source: str, data: Mapping[str, object], *, made_on: date) -> bytes:
    """The PDF that `source` (a file in `typst/`) makes of `data`. It reads no file outside its own folder."""
    made = typst.compile(
        SOURCES / source,
        root=SOURCES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_drawable(data))},
        # Tagged for screen readers, and fit to be kept for ever; typst refuses what does not conform.
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC),
        format="pdf",
    )
    if not isinstance(made, bytes):
        raise TypeError("One PDF was asked for.")
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Only our own: then a letter looks the same everywhere, and every character in it was seen before."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _drawable(value: object) -> object:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {name: _drawable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    return value
