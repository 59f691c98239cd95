"""A letter as a file: everybody can read it, and whatever stands in it stays text."""

import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfua
import pytest
import typst
from docx import Document

from rugdekking.rendering.letters import Block, docx, pdf
from rugdekking.rendering.plain import drawable
from tests.rendering.props import BEHAVIOUR, letter
from tests.rendering.reading import opened, tags_of, text_of

# What means something to typst, Jinja, HTML, Word or a shell.
MARKUP = (
    '#read("/etc/passwd")',
    "*vet* _schuin_ $x^2$ @bron <label> \\ ~ -- ///",
    "{{ 7 * 7 }} {% for a in b %} {# weg #} {_{ 7*7 }_}",
    "<script>alert(1)</script> &lt;b&gt; &amp;",
    "<w:p><w:r><w:t>Word</w:t></w:r></w:p> ]]>",
)


def words(text: str) -> str:
    return "".join(text.split())


def in_word(content: bytes) -> list[str]:
    return [one.text for one in Document(BytesIO(content)).paragraphs]


def png() -> bytes:
    """A drawing of one dot."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    head = struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\x00\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def test_a_screen_reader_finds_title_headings_and_text_in_order(tmp_path: Path) -> None:
    made = pdf(letter(logo=png()))

    (tmp_path / "letter.pdf").write_bytes(made)
    assert [one.message for one in pdfua.validate(str(tmp_path / "letter.pdf")).findings] == []
    found = tags_of(made)
    assert found.index("H1") < found.index("H2")
    assert "Figure" in found
    with opened(made) as file:
        assert str(file.Root.Lang) == "nl-NL"
        assert bool(file.Root.MarkInfo.Marked)
        with file.open_metadata() as said:
            assert said["dc:title"] == "Waarschuwing over uw gedrag"
            assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("2", "A", "1")


def test_a_letter_on_paper_holds_every_part() -> None:
    shown = text_of(pdf(letter()))

    for part in ("GemeenteWaterlaar", "Dorpsstraat1", "7K2P-93XQ", words(BEHAVIOUR), "ofmailons.", "burgemeester"):
        assert part in shown


def test_a_letter_in_word_holds_every_part_with_real_headings() -> None:
    made = Document(BytesIO(docx(letter())))

    styles = {one.text: one.style.name for one in made.paragraphs if one.style}
    assert styles["Waarschuwing over uw gedrag"] == "Heading 1"
    assert styles["Wat er gebeurde"] == "Heading 2"
    assert styles["Bel ons\nof mail ons."] == "Normal"
    assert "De heer J. de Boer\nDorpsstraat 1\n1234 AB Waterlaar" in styles
    assert "Kenmerk: 7K2P-93XQ" in styles
    assert made.core_properties.title == "Waarschuwing over uw gedrag"


@pytest.mark.parametrize("markup", MARKUP)
def test_what_looks_like_code_is_printed_as_it_was_typed(markup: str) -> None:
    everywhere = letter(
        recipient=markup,
        title=markup,
        salutation=markup,
        particulars=((markup, markup),),
        blocks=(Block(markup, markup),),
        signature=markup,
        sender=markup,
        closing=markup,
    )

    assert text_of(pdf(everywhere)).count(words(markup)) == 10
    # A brace with a line is how Word templates write a brace itself.
    typed = markup.replace("{_{", "{{").replace("}_}", "}}")
    assert "\n".join(in_word(docx(everywhere))).count(typed) == 10


def test_a_name_of_300_characters_stays_on_the_page() -> None:
    name = "Wilhelmina " + "van der Hoogenboom-Achternaam " * 9 + "eindnaam."
    without_spaces = "W" * 300

    for long in (name, without_spaces):
        made = pdf(letter(recipient=long, title=f"Brief aan {long}", signature=long))

        assert text_of(made).count(words(long)) == 3
        with opened(made) as file:
            assert len(file.pages) <= 2
    assert name in in_word(docx(letter(recipient=name)))


def test_a_picture_in_a_threat_is_told_in_words() -> None:
    assert drawable("Kijk maar 🔪️.") == "Kijk maar [teken: HOCHO]."
    assert drawable("Ĳsbrand Đorđević, €\u202810 ☎") == "Ĳsbrand Đorđević, €\n10 [teken: BLACK TELEPHONE]"
    assert "[teken:HOCHO]" in text_of(pdf(letter(signature="🔪")))


def test_signs_that_nobody_sees_break_nothing() -> None:
    odd = "".join(map(chr, range(0x20))) + "\x85\u2028\u2029\ufeff\uffff\ud800 einde"

    assert "einde" in text_of(pdf(letter(signature=odd)))
    assert any("einde" in one for one in in_word(docx(letter(signature=odd))))


def test_a_letter_that_could_not_be_read_by_everybody_is_not_made() -> None:
    with pytest.raises(typst.TypstError, match="heading title is empty"):
        pdf(letter(title=""))


def test_a_logo_that_cannot_be_drawn_costs_nobody_a_letter() -> None:
    assert "Figure" not in tags_of(pdf(letter(logo=png()[:40])))


def test_the_same_letter_is_the_same_file_and_keeps_its_own_day() -> None:
    assert pdf(letter()) == pdf(letter())
    assert pdf(letter()) != pdf(letter(day=date(2026, 3, 11)))


def test_a_long_letter_numbers_its_pages() -> None:
    assert "Pagina2van4" in text_of(pdf(letter(blocks=(Block("Wat er gebeurde", "Weer een zin. " * 900),))))
    assert "Pagina" not in text_of(pdf(letter()))
