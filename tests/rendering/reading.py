"""Reads a PDF as a screen reader does: its text and its tags."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_ONE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def text_of(content: bytes) -> str:
    """All text, without white space: how a line is broken differs from letter to letter."""
    with opened(content) as pdf:
        return re.sub(r"\s|\u200b", "", "".join(piece for page in pdf.pages for piece in _pieces(page)))


def tags_of(content: bytes) -> list[str]:
    """The tags in the order in which they are read."""
    with opened(content) as pdf:
        return list(_tags(pdf.Root.StructTreeRoot.K))


def _tags(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S).lstrip("/")
        yield from _tags(node.get("/K", pikepdf.Array()))


def _pieces(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    now: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            now = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            shown = operands[0] if str(operator) == "TJ" else [operands[0]]
            for codes in (bytes(one) for one in shown if isinstance(one, pikepdf.String)):
                pairs = zip(codes[::2], codes[1::2], strict=True)
                yield "".join(now[high << 8 | low] for high, low in pairs)


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """Which glyph of the font stands for which text."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for kind, body in re.findall(r"begin(bfchar|bfrange)(.*?)end", table, re.DOTALL):
        if kind == "bfchar":
            found.update(
                {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in _ONE.findall(body)}
            )
        for first, last, text in _RANGE.findall(body) if kind == "bfrange" else ():
            codes = range(int(first, 16), int(last, 16) + 1)
            found.update({code: chr(int(text, 16) + step) for step, code in enumerate(codes)})
    return found
