"""The coordinator makes the letters the organisation's own, in pages, and no letter loses a part."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from rugdekking.content.queries import latest
from rugdekking.content.schema import Letter as Text
from rugdekking.measures.letters.queries import template_of, text_of, wordings_of
from rugdekking.rendering import templates
from tests import make
from tests.measures.letter_props import organisation_of
from tests.rendering.reading import text_of as text_of_pdf
from tests.rendering.test_templates import template
from tests.web.office.browsing import browser

pytestmark = pytest.mark.django_db
HOME = "inrichten/brieven/"


def words(**other: str) -> dict[str, str]:
    shipped = latest(Text, "warning")
    return {"subject": shipped.subject, **{one.code: one.text for one in shipped.paragraphs}, "gezien": "0", **other}


def upload(content: bytes, name: str = "briefpapier.docx") -> dict[str, object]:
    return {"template": SimpleUploadedFile(name, content)}


def test_a_letter_is_put_in_own_words_looked_at_kept_and_brought_back(cast: make.Cast) -> None:
    cor, mine = browser(cast.cor), words(opening="Wij schrijven u over iets ernstigs.")
    assert "Schriftelijke waarschuwing" in cor.open(HOME)

    looked = cor.client.post(f"{cor.home}{HOME}tekst/warning/", {**mine, "bekijk": "ja"}).content.decode()
    assert "Zo ziet de brief eruit" in looked
    assert "Wij schrijven u over iets ernstigs." in looked
    assert "[het gedrag]" in looked
    assert not wordings_of(organisation_of(cast).pk)

    assert "Opgeslagen" in cor.send(f"{HOME}tekst/warning/", **mine)
    assert "eigen tekst" in cor.open(HOME)
    shown = cor.client.get(f"{cor.home}{HOME}tekst/warning/voorbeeld.pdf").content
    assert "Wijschrijvenuoveriets" in text_of_pdf(shown)

    cor.send(f"{HOME}tekst/warning/terug/")
    assert not wordings_of(organisation_of(cast).pk)


def test_a_text_that_loses_a_part_comes_back_with_the_reason_and_what_was_typed(cast: make.Cast) -> None:
    page = browser(cast.cor).refused(f"{HOME}tekst/warning/", **words(remedy="U kunt niets doen."))

    assert "ontbreekt {bezwaar}" in page
    assert "U kunt niets doen." in page


def test_nobody_saves_over_the_words_of_a_colleague(cast: make.Cast) -> None:
    cor = browser(cast.cor)
    cor.send(f"{HOME}tekst/warning/", **words(subject="De eerste"))

    assert "Een collega heeft deze brief" in cor.refused(f"{HOME}tekst/warning/", **words(subject="De tweede"))

    found = text_of(organisation_of(cast), "warning")
    assert found is not None
    assert found.subject == "De eerste"


def test_own_paper_is_taken_shown_and_taken_away(cast: make.Cast) -> None:
    cor = browser(cast.cor)
    plain = cor.client.get(f"{cor.home}{HOME}sjabloon/gewoon.docx").content
    assert plain == templates.plain()

    assert "Opgeslagen" in cor.send(f"{HOME}sjabloon/", **upload(template(header="Stadhuisplein 1")))

    made = cor.client.get(f"{cor.home}{HOME}tekst/warning/voorbeeld.docx").content
    assert Document(BytesIO(made)).sections[0].header.paragraphs[0].text == "Stadhuisplein 1"
    cor.send(f"{HOME}sjabloon/weg/")
    assert template_of(organisation_of(cast)) is None


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (template("{{ ''.__class__.__mro__ }}"), "a.docx", "dat een brief niet kent"),
        (b"geen word", "a.docx", "iets anders dan de naam zegt"),
        (b"PK\x03\x04 geen word", "a.docx", "geen Word-document"),
        (b"PK\x03\x04" * 300_000, "a.docx", "te groot"),
        (templates.plain(), "a.docm", "niet aannemen"),
        (b"", "a.docx", "leeg"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_the_reason(
    cast: make.Cast, content: bytes, name: str, sentence: str
) -> None:
    assert sentence in browser(cast.cor).refused(f"{HOME}sjabloon/", **upload(content, name))

    assert template_of(organisation_of(cast)) is None


def test_the_desk_reads_the_letters_and_only_the_coordinator_changes_them(cast: make.Cast) -> None:
    greet = browser(cast.greet)

    assert "Tekst aanpassen" not in greet.open(HOME)
    greet.finds_nothing(f"{HOME}tekst/warning/")
    greet.finds_nothing(f"{HOME}sjabloon/")
    browser(cast.cor).finds_nothing(f"{HOME}tekst/bestaat_niet/")
