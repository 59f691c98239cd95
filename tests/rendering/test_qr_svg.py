"""QR codes that a phone reads and a screen reader names, without anything that the page's rules forbid."""

import re
from xml.etree import ElementTree

import pytest
import segno

from rugdekking.rendering.qr import qr_svg

SVG = "{http://www.w3.org/2000/svg}"


def parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)  # noqa: S314  (our own markup)


def dark_modules(markup: str) -> set[tuple[int, int]]:
    path = parsed(markup).findall(f"{SVG}path")[1]
    return {(int(column), int(row)) for column, row in re.findall(r"M(\d+) (\d+)", path.attrib["d"])}


def test_the_drawn_squares_are_those_of_the_code() -> None:
    text = "https://steunpunt.example/veldwijk/  7KQ4-XM2P"
    matrix = segno.make(text, error="m", micro=False).matrix_iter(border=4)

    expected = {(x, y) for y, line in enumerate(matrix) for x, dark in enumerate(line) if dark}
    assert dark_modules(qr_svg(text)) == expected


def test_a_screen_reader_hears_the_title_and_not_markup() -> None:
    root = parsed(qr_svg("code", title="Uw <code> & adres"))

    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == "Uw <code> & adres"


def test_the_markup_has_no_inline_style_or_script() -> None:
    markup = qr_svg("code")

    assert "style" not in markup
    assert "script" not in markup


def test_the_text_itself_does_not_stand_in_the_markup() -> None:
    assert "7KQ4" not in qr_svg("7KQ4-XM2P")


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_an_empty_or_endless_text_has_no_code(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        qr_svg(text)
