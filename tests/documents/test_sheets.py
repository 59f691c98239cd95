"""The sheets to hand out tell what holds at this desk today, on one page that everybody can read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pdfua
import pytest

from rugdekking import documents
from rugdekking.audit.actor import SYSTEM
from rugdekking.content.schema import Generated
from rugdekking.content.schema import Kind as MeasureKind
from rugdekking.documents.presentation import MOST_LINES, Chosen, presentation, texts_of
from rugdekking.documents.sheets import About, sheet
from rugdekking.organisations.models import Kind
from rugdekking.protocols import operations as protocols
from rugdekking.protocols.operations import Decision
from rugdekking.protocols.queries import current
from rugdekking.rendering.sheet import Part, Printed, Where, printed
from tests import make
from tests.rendering.reading import tags_of, text_of

DAY = date(2026, 11, 22)
HOME = "https://steunpunt.example/waterlaar/"


@pytest.fixture
def made(db: None) -> Callable[[Generated, Kind], Printed]:
    """A sheet of the desk of such an organisation."""
    make.content()

    def make_one(generated: Generated, kind: Kind) -> Printed:
        desk = make.cast(kind=kind).desk
        return printed(sheet(generated, About(desk, home=HOME, colour="#0b4f5c", day=DAY)))

    return make_one


@pytest.mark.parametrize("kind", [Kind.GEMEENTE, Kind.WATERSCHAP])
@pytest.mark.parametrize("generated", list(Generated))
def test_a_sheet_is_one_page_that_a_screen_reader_reads_in_order(
    made: Callable[[Generated, Kind], Printed], generated: Generated, kind: Kind, tmp_path: Path
) -> None:
    file = made(generated, kind)

    (tmp_path / "sheet.pdf").write_bytes(file.content)
    assert [one.message for one in pdfua.validate(str(tmp_path / "sheet.pdf")).findings] == []
    assert file.pages == 1
    headings = [one for one in tags_of(file.content) if one in {"H1", "H2", "Figure"}]
    assert headings[0] == "H1"
    assert headings.count("H1") == 1
    assert headings[-2:] == ["H2", "Figure"]


def test_the_protocol_on_a_page_names_the_behaviours_and_answers_of_the_own_protocol(
    made: Callable[[Generated, Kind], Printed],
) -> None:
    told = text_of(made(Generated.PROTOCOL_ON_A_PAGE, Kind.GEMEENTE).content)

    for words in (
        "Emotie",
        "Kritiek",
        "Protest",
        "Bedreiging",
        "Gebiedsverbod",
        "Binnen48uurkrijgtdeandereenreactie.",
    ):
        assert words in told, words


def test_a_protocol_that_nobody_adopted_is_not_shown_as_the_organisations_own(db: None) -> None:
    make.content()
    desk = make.cast().desk
    own = desk.organisation

    def shown() -> tuple[str, str, set[str]]:
        paper = sheet(Generated.PROTOCOL_ON_A_PAGE, About(desk, home=HOME, colour="#0b4f5c", day=DAY))
        slides = presentation(desk, home=HOME, colour="#0b4f5c", at=make.MIDDAY, chosen=Chosen()).slides
        norm = next(one for one in slides if one.title in {"Onze norm", "De norm waarmee wij werken"})
        return (
            paper.subtitle,
            norm.notes,
            {one.title for one in slides if "nog niet vastgesteld" in " ".join(one.lines)},
        )

    of_a_model = shown()
    draft = protocols.derive(own, name="model", by=SYSTEM, at=make.MIDDAY)
    today = make.MIDDAY.date()
    protocols.adopt(draft, decision=Decision("de raad", today, "12", today), by=SYSTEM, at=make.MIDDAY)
    adopted = shown()

    assert f"nog niet vastgesteld door {own.name}" in of_a_model[0]
    assert "nog niet vastgesteld" in of_a_model[1]
    told = {
        "De norm waarmee wij werken",
        "Dit mag altijd",
        "Dit accepteren wij niet: woorden",
        "Voor een tijd: geen toegang",
    }
    assert told <= of_a_model[2]
    assert adopted[0].endswith(own.name)
    assert "het bestuur heeft hem vastgesteld" in adopted[1]
    assert not adopted[2]


def test_every_slide_of_a_model_says_so_also_the_second_of_a_long_list_and_names_stand_in_what_is_said(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.content()
    desk = make.cast().desk
    whole = next(one for one in texts_of() if one.code == "not_allowed")
    undivided = msgspec.structs.replace(
        whole, parts=(), notes="Dit zegt {desk}.", model_notes="Dit is een model voor {desk}."
    )
    monkeypatch.setattr(documents.presentation, "texts_of", lambda: (texts_of()[0], undivided))

    _, *slides = presentation(desk, home=HOME, colour="#0b4f5c", at=make.MIDDAY, chosen=Chosen()).slides

    assert [one.title for one in slides] == ["Dit accepteren wij niet", *["Dit accepteren wij niet (vervolg)"] * 2]
    assert {one.lines[0] for one in slides} == {"Uit het model. Hier nog niet vastgesteld."}
    assert max(len(one.lines) for one in slides) <= MOST_LINES
    assert slides[0].notes.startswith(f"Dit is een model voor {desk.name}.")


def test_no_slide_has_more_than_somebody_reads_while_another_speaks(db: None) -> None:
    make.content()
    own = make.cast().desk
    figures = tuple(f"{number} meldingen in {number}" for number in range(2010, 2023))

    slides = presentation(own, home=HOME, colour="#0b4f5c", at=make.MIDDAY, chosen=Chosen(figures=figures)).slides

    assert max(len(one.lines) + len(one.pairs) for one in slides) <= MOST_LINES
    shown = [line for one in slides for line in one.lines]
    assert [line for line in shown if line in figures] == list(figures)
    protocol = current(own.organisation, on=DAY)
    lists = [one.label for one in protocol.categories] + [
        one.label for one in protocol.measures if one.kind is MeasureKind.MEASURE
    ]
    assert sorted(line for line in shown if line in lists) == sorted(lists)


def test_the_factsheet_tells_the_numbers_and_the_terms_of_the_desk(
    made: Callable[[Generated, Kind], Printed],
) -> None:
    told = text_of(made(Generated.FACTSHEET_REPORTING, Kind.GEMEENTE).content)

    for words in ("Uiterlijkdevolgendewerkdaghoortuvaniemand.", "112", "Ondersteuningsteam", HOME):
        assert words in told, words
    assert "{" not in told


def test_a_sheet_with_too_much_gets_smaller_letters_and_then_another_page(db: None) -> None:
    make.content()
    plain = sheet(Generated.FACTSHEET_REPORTING, About(make.cast().desk, home=HOME, colour="#0b4f5c", day=DAY))
    line = "Een regel die over de hele breedte van de kolom loopt en dan nog een stuk verder."

    def with_lines(count: int) -> Printed:
        return printed(
            replace(plain, parts=(*plain.parts, Part(heading="Meer", where=Where.LEFT, lines=(line,) * count)))
        )

    assert with_lines(6).pages == 1
    assert with_lines(60).pages > 1
