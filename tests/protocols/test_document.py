"""A protocol as a document: everything it says, ready to be adopted."""

from datetime import date
from io import BytesIO

from docx import Document as Opened

from rugdekking.content.schema import Protocol
from rugdekking.protocols.document import as_document
from rugdekking.protocols.models import OwnProtocol, State
from rugdekking.rendering import documents
from rugdekking.rendering.documents import Document
from tests.content import shipped

TODAY = date(2026, 3, 10)
ADOPTED = OwnProtocol(
    state=State.ADOPTED,
    number=2,
    adopted_by="de gemeenteraad",
    adopted_on=date(2026, 2, 1),
    reference="besluit 26-118",
    valid_from=date(2026, 3, 1),
)


def document(row: OwnProtocol | None = None) -> Document:
    return as_document(
        shipped.protocol(),
        row=row,
        organisation="Gemeente Waterlaar",
        offices=shipped.offices("gemeente"),
        letters={"warning": "Schriftelijke waarschuwing"},
        on=TODAY,
    )


def words_of(made: Document) -> str:
    word = Opened(BytesIO(documents.docx(made)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def test_the_document_says_all_that_the_protocol_says() -> None:
    protocol: Protocol = shipped.protocol()
    said = words_of(document())

    for category in protocol.categories:
        assert category.definition in said
        assert all(example in said for example in category.examples)
    for measure in protocol.measures:
        for words in (measure.explanation, measure.mandate, measure.legal_basis, measure.next_step):
            assert words in said
    for row in protocol.rows:
        assert f"\n{row.number}\n" in said
    assert protocol.norm in said


def test_who_decides_bears_the_title_of_this_kind_of_organisation_and_letters_have_names() -> None:
    said = words_of(document())

    assert "Besluit: burgemeester" in said
    assert "Besluit: gemeentesecretaris" in said
    assert "Brief: Schriftelijke waarschuwing" in said


def test_a_draft_begins_with_the_decision_to_take_and_an_adopted_version_with_the_one_that_was_taken() -> None:
    draft, adopted = words_of(document(OwnProtocol(state=State.DRAFT))), words_of(document(ADOPTED))

    assert "Ontwerpbesluit" in draft
    assert "Nog niet vastgesteld" in draft
    assert "Ontwerpbesluit" not in adopted
    assert "Versie 2, vastgesteld door de gemeenteraad op 1 februari 2026, besluit 26-118." in adopted
    assert "Geldt vanaf 1 maart 2026." in adopted


def test_the_whole_protocol_fits_the_standard_for_accessible_documents() -> None:
    assert documents.pdf(document()).startswith(b"%PDF-1.7")
