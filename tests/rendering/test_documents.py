"""A document of some pages as a file that everybody can read."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
from docx import Document as Opened
from docx.shared import Mm

from rugdekking.rendering.documents import Bullets, Checks, Document, Pairs, Section, Table, Words, docx, pdf
from tests.rendering.reading import tags_of, text_of

MARKUP = '#read("x") *a* {{ 7*7 }} <b> 🔪'


def document(words: str = "Zomaar een zin.", rows: int = 3) -> Document:
    table = Table(("Nr.", "Wat"), tuple((str(one), words) for one in range(rows)), widths=(1, 5))
    return Document(
        title="Agressieprotocol",
        subtitle="Gemeente Waterlaar\nConcept",
        author="Gemeente Waterlaar",
        day=date(2026, 3, 10),
        sections=(
            Section("Over dit protocol", (Words(f"{words}\n\nNog een alinea."), Pairs((("Norm", words),)))),
            Section("Gedrag", level=2),
            Section("Belediging", (Bullets((words, "Iemand scheldt.")),), level=3),
            Section("Regels", (table,), new_page=True),
        ),
    )


def test_a_screen_reader_finds_headings_lists_and_tables(tmp_path: Path) -> None:
    made = pdf(document())

    (tmp_path / "document.pdf").write_bytes(made)
    assert [one.message for one in pdfua.validate(str(tmp_path / "document.pdf")).findings] == []
    found = tags_of(made)
    # The title, the table of contents, and the four sections.
    assert [one for one in found if one in {"H1", "H2", "H3", "H4"}] == ["H1", "H2", "H2", "H3", "H4", "H2"]
    assert {"TOC", "L", "LI", "Table", "THead", "TH", "TD"} <= set(found)


def test_in_word_headings_lists_and_tables_are_real() -> None:
    made = Opened(BytesIO(docx(document())))

    styles = {one.text: one.style.name for one in made.paragraphs if one.style}
    assert styles["Over dit protocol"] == "Heading 1"
    assert styles["Belediging"] == "Heading 3"
    assert styles["Iemand scheldt."] == "List Bullet"
    assert [cell.text for cell in made.tables[0].rows[0].cells] == ["Nr.", "Wat"]


def test_in_word_a_table_keeps_its_widths_and_each_page_of_a4_its_number() -> None:
    made = Opened(BytesIO(docx(replace(document(), marking="Vertrouwelijk"))))

    page, (first, second) = made.sections[0], made.tables[0].rows[1].cells
    assert [round((one or 0) / Mm(1)) for one in (page.page_width, page.page_height)] == [210, 297]
    assert first.width is not None
    assert second.width is not None
    assert abs(second.width - 5 * first.width) < Mm(1)
    assert "Vertrouwelijk" in page.footer.paragraphs[0].text
    assert "PAGE" in page.footer.paragraphs[0]._p.xml


def test_what_looks_like_code_is_printed_as_it_was_typed() -> None:
    made = document(MARKUP)

    told = MARKUP.replace("🔪", "[teken: HOCHO]")
    assert text_of(pdf(made)).count("".join(told.split())) == 6
    assert docx(made)


def test_the_head_of_a_long_table_stands_on_every_page() -> None:
    assert text_of(pdf(document(rows=120))).count("Nr.Wat") > 2


def test_a_list_to_go_through_is_a_list_and_every_page_tells_where_it_belongs(tmp_path: Path) -> None:
    checks = Section("Neem mee", (Checks(("Vraag een kopie.", "Vraag wie belt.")),))
    asked = replace(document(rows=60), sections=(checks, *document(rows=60).sections), marking="Vertrouwelijk")

    made = pdf(replace(asked, contents=False))

    (tmp_path / "document.pdf").write_bytes(made)
    assert [one.message for one in pdfua.validate(str(tmp_path / "document.pdf")).findings] == []
    assert "TOC" not in tags_of(made)
    assert text_of(made).count("Vertrouwelijk") == len(pikepdf.open(BytesIO(made)).pages) > 1
    assert "\u2610 Vraag wie belt." in [one.text for one in Opened(BytesIO(docx(asked))).paragraphs]
