"""A presentation that everybody can follow: on the wall, on paper, and with a screen reader."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfua
from pptx import Presentation
from pptx.util import Inches

from rugdekking.rendering.qr import qr_png
from rugdekking.rendering.slides import SIZES, Deck, Picture, Slide, pdf, pptx
from tests.rendering.reading import opened, tags_of, text_of

MARKUP = '#read("x") *a* {{ 7*7 }} <b> 🔪'
CODE = Picture(qr_png("https://example.org/waterlaar/"), "QR-code met het adres van het meldpunt")
SLIDES = (
    Slide("U staat er niet alleen voor", ("Gemeente Waterlaar",), "Stel u voor."),
    Slide("Onze norm", ("Emotie mag.", MARKUP), "Lees de norm voor.\n\nWacht even."),
    Slide("Wie u kunt bellen", (), "Zet het nummer in de telefoon.", pairs=(("Bij direct gevaar", "112"),)),
    Slide("Zo vindt u ons", ("example.org/waterlaar",), "Laat de pagina zien.", picture=CODE),
)
DECK = Deck(author="Gemeente Waterlaar", slides=SLIDES, colour="#7a1f3d", day=date(2026, 3, 10))


def test_the_pdf_has_a_page_and_a_heading_for_each_slide_and_then_what_is_said(tmp_path: Path) -> None:
    made = pdf(DECK)

    (tmp_path / "p.pdf").write_bytes(made)
    assert [one.message for one in pdfua.validate(str(tmp_path / "p.pdf")).findings] == []
    assert [one for one in tags_of(made) if one in {"H1", "H2", "H3", "Figure"}] == [
        *("H1", "H2", "H2", "H2", "Figure"),
        *("H2", "H3", "H3", "H3", "H3"),
    ]
    with opened(made) as read:
        wide = [page for page in read.pages if float(page.MediaBox[2]) > float(page.MediaBox[3])]
        assert (len(wide), len(read.pages)) == (len(SLIDES), len(SLIDES) + 1)
    assert "Leesdenormvoor.Wachteven." in text_of(made)


def test_in_powerpoint_titles_notes_and_the_words_for_a_picture_are_real() -> None:
    made = Presentation(BytesIO(pptx(DECK)))

    shown = list(made.slides)
    assert [one.shapes.title.text for one in shown] == [one.title for one in SLIDES]
    assert shown[0].notes_slide.notes_text_frame.text == "Stel u voor."
    # A screen reader goes through a slide in this order.
    assert [one.name.split()[0] for one in shown[3].shapes] == ["Title", "Content", "Picture", "Slide"]
    assert shown[3].shapes[2]._element.nvPicPr.cNvPr.get("descr") == CODE.told
    assert {run.font.language_id for slide in shown for run in _runs(slide)} == {1043}
    assert made.core_properties.language == "nl-NL"
    assert (made.slide_width, made.core_properties.author) == (Inches(13.333), "Gemeente Waterlaar")


def test_what_somebody_wrote_is_text_and_nothing_else() -> None:
    made = Presentation(BytesIO(pptx(DECK)))

    assert MARKUP in made.slides[1].placeholders[1].text_frame.text
    assert MARKUP.replace(" ", "").removesuffix("🔪") in text_of(pdf(DECK))


def test_a_full_slide_gets_smaller_letters_and_a_second_column_and_stays_one_page() -> None:
    full = replace(SLIDES[1], lines=tuple(f"Gebiedsverbod vragen aan de burgemeester {one}" for one in range(16)))

    assert (SLIDES[1].columns, SLIDES[1].size) == (1, SIZES[0])
    assert (full.columns, full.size) == (2, 18)
    with opened(pdf(replace(DECK, slides=(SLIDES[0], full)))) as read:
        assert len(read.pages) == 3


def _runs(slide: object) -> list[object]:
    frames = [one.text_frame for one in slide.placeholders if one.placeholder_format.idx < 2]
    return [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
