"""Text as people typed or pasted it, made fit to be printed."""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FONT = Path(__file__).resolve().parent / "fonts" / "SourceSans3-Regular.ttf"
# Not allowed in a Word document, and without meaning on paper.
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Joins or colours the drawing before it; alone it is nothing.
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}


def printable(text: str) -> str:
    """`text` without control characters, with every kind of line ending as one."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def drawable(text: str) -> str:
    """`text` with each character that the font cannot draw told in words: "[teken: KITCHEN KNIFE]".

    A PDF that is kept for ever may hold no character without a drawing, and a threat that was sent as a picture is
    still told.
    """
    known = _drawn()
    return "".join(one if one in "\n\t" or ord(one) in known else _told(one) for one in printable(text))


def _told(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) in {"Cf", "Mn"}:
        return ""
    if unicodedata.category(character) == "Zs":
        return " "
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    return f"[teken: {name}]"


@lru_cache(maxsize=1)
def _drawn() -> frozenset[int]:
    """The code points that the font draws, read from its table of characters (OpenType, cmap format 4)."""
    font = FONT.read_bytes()
    table = _table(font, b"cmap")
    count = struct.unpack_from(">H", font, table + 2)[0]
    starts = [table + struct.unpack_from(">L", font, table + 4 + 8 * one + 4)[0] for one in range(count)]
    start = next(one for one in starts if struct.unpack_from(">H", font, one)[0] == 4)
    half = struct.unpack_from(">H", font, start + 6)[0]
    ends = struct.unpack_from(f">{half // 2}H", font, start + 14)
    begins = struct.unpack_from(f">{half // 2}H", font, start + 16 + half)
    return frozenset(code for begin, end in zip(begins, ends, strict=True) for code in range(begin, end + 1))


def _table(font: bytes, tag: bytes) -> int:
    """Where a table of a font begins."""
    count = struct.unpack_from(">H", font, 4)[0]
    for one in range(count):
        name, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * one)
        if name == tag:
            return int(offset)
    raise ValueError(f"The font has no table {tag!r}.")
