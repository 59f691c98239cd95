"""The coordinator makes the organisation's own protocol in pages: from the shipped one to what holds for a case."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from rugdekking.content.operations import load_content
from rugdekking.content.writing import written
from rugdekking.protocols import queries
from rugdekking.protocols.models import OwnProtocol, State
from tests import make
from tests.content import shipped
from tests.web.at_work import locked


class Editor:
    """Somebody who clicks through the pages about the protocol."""

    def __init__(self, cast: make.Cast, client: Client) -> None:
        self.organisation = cast.desk.organisation
        self.client = client
        self.home = f"/werk/{self.organisation.slug}/inrichten/protocol/"
        self.text = ""

    def opens(self, address: str = "") -> str:
        return self._read(self.client.get(self.home + address, follow=True).content)

    def sends(self, address: str, **answers: object) -> str:
        draft = queries.draft_of(self.organisation.pk)
        seen = {"gezien": draft.changes} if draft else {}
        return self._read(self.client.post(self.home + address, {**seen, **answers}, follow=True).content)

    def _read(self, content: bytes) -> str:
        self.text = unescape(re.sub(r"\s+", " ", re.sub(r"(?s)<[^>]+>", " ", content.decode())))
        return self.text

    def draft(self) -> OwnProtocol:
        row = queries.draft_of(self.organisation.pk)
        assert row is not None
        return row


@pytest.fixture
def cor(cast: make.Cast) -> Editor:
    return Editor(cast, locked(cast.cor))


def derived(editor: Editor) -> OwnProtocol:
    editor.sends("beginnen/", name="model")
    return editor.draft()


WHOM = {"perpetrators": ["resident"], "targets": ["office", "person", "family"]}
ROW = {"from_occurrence": "1", "minimum_severity": "1", "decider": ""}


def test_an_organisation_makes_adopts_and_follows_its_own_protocol(cor: Editor) -> None:
    assert "Uw organisatie heeft nog geen eigen protocol" in cor.opens()
    assert "Concept: Modelprotocol" in cor.sends("beginnen/", name="model")

    cor.sends(
        "concept/tekst/",
        title="Protocol van Waterlaar",
        norm="Wij luisteren.",
        audience="De raad\nDe griffie",
        perpetrators=["resident", "group"],
        targets=["office", "person", "family"],
        basis="Arbowet artikel 3",
        repetition_window_months="24",
    )
    assert "Opgeslagen in het concept." in cor.text
    cor.sends(
        "concept/categories/erbij/",
        label="Doelloos claxonneren",
        noun="claxonneren",
        definition="Lawaai maken.",
        examples="Een stoet trekkers\nClaxons voor de deur",
        level="norm_crossing",
        behaviour_class="deeds",
        severity="2",
    )
    cor.sends("concept/rows/erbij/", categories=["doelloos_claxonneren"], wish_oral_warning="always", **ROW)
    assert "Opgeslagen in het concept." in cor.text
    assert "Vastgesteld door de gemeenteraad, besluit 12." not in cor.opens()

    cor.sends(
        "concept/vaststellen/",
        by_whom="de gemeenteraad",
        on="2026-03-01",
        reference="besluit 12",
        valid_from="2026-03-01",
    )

    assert "Protocol van Waterlaar, versie 1. Vastgesteld door de gemeenteraad, besluit 12." in cor.text
    holds = queries.current(cor.organisation, on=make.MIDDAY.date())
    assert holds.rows[-1].when.categories == ("doelloos_claxonneren",)
    assert holds.audience == ("De raad", "De griffie")
    assert holds.perpetrators == ("resident", "group")


def test_what_cannot_stand_comes_back_with_its_reason_and_everything_that_was_typed(cor: Editor) -> None:
    derived(cor)

    text = cor.sends("concept/rows/erbij/", categories=["criticism"], wish_written_warning="always", **ROW)

    assert "op emotie, kritiek en protest volgt nooit een maatregel" in text
    assert queries.read(cor.draft()).rows == shipped.protocol().rows


@pytest.mark.parametrize(
    ("address", "answers", "sentence"),
    [
        ("concept/tekst/", {"title": ""}, "Vul een titel in."),
        (
            "concept/rows/erbij/",
            {**ROW, "categories": ["threat"]},
            "Deze lijst heeft minstens 1 regel nodig.",
        ),
        ("concept/rows/erbij/", {**ROW, "wish_oral_warning": "may"}, "noemt geen gedrag"),
        ("concept/rows/erbij/", {**ROW, "from_occurrence": "nul"}, "Vul een heel getal in."),
        ("concept/measures/erbij/", {"label": "x", "unit": "weeks", "minimum": "1"}, "Vul alle vier de getallen in"),
        ("concept/vaststellen/", {"by_whom": "de raad"}, "Vul de dag van het besluit in."),
    ],
)
def test_each_fault_gets_a_sentence(cor: Editor, address: str, answers: dict[str, object], sentence: str) -> None:
    derived(cor)

    assert sentence in cor.sends(address, **answers)


def test_nobody_saves_over_a_colleague_or_adopts_what_they_did_not_see(cast: make.Cast, cor: Editor) -> None:
    derived(cor)
    seen = cor.draft().changes
    words = {"norm": "Wij luisteren.", "audience": "De raad", "basis": "x", "repetition_window_months": "12", **WHOM}
    cor.sends("concept/tekst/", title="Van de eerste", **words)

    text = cor.sends("concept/tekst/", title="Van de tweede", **words, gezien=seen)
    assert "Een collega heeft het concept intussen gewijzigd." in text
    for odd in ("", "x", "-1", "9" * 30):
        assert "intussen gewijzigd" in cor.sends("concept/tekst/", title="Van niemand", **words, gezien=odd)
    cor.sends(
        "concept/vaststellen/",
        by_whom="de raad",
        on="2026-03-01",
        reference="1",
        valid_from="2026-03-01",
        gezien=seen,
    )
    assert "intussen gewijzigd" in cor.text
    assert "intussen gewijzigd" in cor.sends("concept/weggooien/", gezien=seen)

    assert queries.read(cor.draft()).title == "Van de eerste"


def test_a_measure_with_a_term_is_made_and_changed(cor: Editor) -> None:
    derived(cor)
    ban = {
        "label": "Verbod op toegang", "explanation": "Het gebouw niet in.", "kind": "measure", "step": "60",
        "replaces": ["written_warning"], "decider": "chair", "mandate": "Burgemeester", "legal_basis": "Huisrecht",
        "legal_character": "burgerlijk recht", "reaction_hours": "48", "next_step": "Bekijk het opnieuw.",
        "unit": "weeks", "minimum": "2", "default": "6", "maximum": "26", "review_after": "4",
    }  # fmt: skip

    cor.sends("concept/measures/erbij/", **ban)
    assert "Opgeslagen in het concept." in cor.text
    assert 'value="26"' in cor.client.get(f"{cor.home}concept/measures/verbod_op_toegang/").content.decode()
    cor.sends("concept/measures/verbod_op_toegang/", **{**ban, "maximum": "4"})

    assert "moeten oplopen en groter zijn dan nul" in cor.text
    cor.sends("concept/measures/verbod_op_toegang/", **{**ban, "letter": "warning"})
    assert "In deze brief staat niet tot wanneer de maatregel duurt" in cor.text
    cor.sends("concept/measures/verbod_op_toegang/", **{**ban, "letter": "building_ban"})
    assert "Opgeslagen in het concept." in cor.text
    assert "Toegangsverbod voor een gebouw" in cor.opens(f"{cor.draft().pk}/")
    cor.sends("concept/measures/verbod_op_toegang/weg/")
    assert "Weggehaald uit het concept." in cor.text


def test_trying_out_shows_proposals_with_reasons_and_keeps_examples(cor: Editor) -> None:
    version = derived(cor).pk
    counter = {"categories": ["threat"], "channels": ["counter"], "occurrence": "2", "perpetrator": "resident"}

    text = cor.sends(f"{version}/proef/", **counter)
    assert "Tweede keer bedreiging, aan de balie of in een spreekkamer, door een inwoner" in text
    assert "Laatste schriftelijke waarschuwing (altijd; maatregel; besluit: burgemeester)." in text
    assert "Bewaard als voorbeeld." in cor.sends(f"{version}/proef/", **counter, bewaren="ja")
    assert "anders dan nu" not in cor.text
    cor.sends("concept/rows/15/weg/")

    assert "anders dan nu" in cor.opens(f"{version}/proef/")
    example = queries.examples_of(cor.organisation.pk)[0][0]
    cor.sends(f"voorbeeld/{example.pk}/weg/", terug=f"{cor.home}{version}/proef/")
    assert "Er zijn nog geen voorbeelden." in cor.text


def test_criticism_in_four_mails_leads_to_a_conversation_that_is_offered_and_to_no_measure(cor: Editor) -> None:
    version = derived(cor).pk

    text = cor.sends(
        f"{version}/proef/", categories=["criticism"], channels=["email"], occurrence="4", perpetrator="resident"
    )

    assert "Uitnodiging voor een gesprek over de klacht (mag; gesprek of hulp" in text
    assert "; maatregel;" not in text


def test_two_versions_stand_side_by_side(cor: Editor) -> None:
    draft = derived(cor)
    cor.sends("concept/rows/28/weg/")

    text = cor.opens(f"vergelijken/?van=model&met={draft.pk}")

    assert "Regel 28: Belediging, Verstoring van de orde, Intimidatie" in text
    assert "Weggehaald." in text
    assert "Er is geen verschil." in cor.opens("vergelijken/?van=model&met=model")


def test_a_version_goes_out_as_a_file_and_comes_in_again(cor: Editor) -> None:
    draft = derived(cor)
    answer = cor.client.get(f"{cor.home}{draft.pk}/bestand/")
    text = answer.content.decode()

    assert answer.headers["Content-Disposition"] == 'attachment; filename="protocol-concept.yaml"'
    cor.sends("concept/weggooien/")
    assert "Ingelezen als concept." in cor.sends("inlezen/", text=text)
    assert written(queries.read(cor.draft())) == text


def test_a_version_is_saved_as_a_document_for_who_adopts_it(cor: Editor) -> None:
    draft = derived(cor)

    for address in ("meegeleverd/document", f"{draft.pk}/document"):
        pdf, word = (cor.client.get(f"{cor.home}{address}.{form}") for form in ("pdf", "docx"))
        assert pdf.content.startswith(b"%PDF-1.7")
        assert word.content.startswith(b"PK")
        assert pdf.headers["Content-Disposition"] == 'attachment; filename="protocol.pdf"'
    assert cor.client.get(f"{cor.home}meegeleverd/document.exe").status_code == 404


def test_a_faulty_file_is_refused_with_its_line(cor: Editor) -> None:
    text = cor.sends("inlezen/", text="id: eigen\nversion: een\n")

    assert "regel 2 bij ‘version’: hier hoort een getal, er staat tekst" in text
    assert queries.draft_of(cor.organisation.pk) is None


def test_what_changed_in_the_shipped_protocol_is_taken_over_one_by_one(cor: Editor, tmp_path: Path) -> None:
    derived(cor)
    cor.sends(
        "concept/tekst/",
        title="Van ons",
        norm="Onze norm.",
        audience="De raad",
        **WHOM,
        basis="x",
        repetition_window_months="12",
    )
    assert "vernieuwd" not in cor.opens("concept/")
    newer = (shipped.FOLDER / "protocols" / "model.yaml").read_text().replace("version: 3", "version: 4", 1)
    newer = newer.replace("label: Ordegesprek", "label: Gesprek over de orde").replace("number: 28", "number: 99")
    newer = newer.replace(
        "{measure: mediation_offer, obligation: in_consultation}", "{measure: mediation_offer, obligation: may}"
    )
    (tmp_path / "protocols").mkdir()
    (tmp_path / "protocols" / "model.yaml").write_text(newer)
    load_content(at=make.MIDDAY, folder=tmp_path)

    assert "Het meegeleverde protocol is vernieuwd" in cor.opens("concept/")
    text = cor.opens("concept/nieuwer/")
    for line in ("Gesprek over de orde : gewijzigd", "Regel 28: Belediging", "Regel 99: Belediging"):
        assert line in text
    assert "Dit hebt u zelf gewijzigd" not in cor.opens("concept/nieuwer/measures/order_talk/")
    assert "Ordegesprek" in cor.text
    cor.sends("concept/nieuwer/measures/order_talk/")
    assert "Overgenomen in het concept." in cor.text
    assert "Gesprek over de orde" not in cor.text
    cor.sends("concept/nieuwer/rows/28/")
    cor.sends("concept/nieuwer/rows/99/")

    assert "Alles is overgenomen" in cor.text
    assert "vernieuwd" not in cor.opens("concept/")
    mine = queries.read(cor.draft())
    assert (mine.title, mine.rows[-1].number) == ("Van ons", 99)


def test_an_adopted_version_is_taken_back_or_carried_on(cor: Editor) -> None:
    derived(cor)
    cor.sends("concept/vaststellen/", by_whom="de raad", on="2026-03-01", reference="12", valid_from="2026-03-01")
    row = queries.versions_of(cor.organisation.pk)[0]

    assert "Het concept staat klaar." in cor.sends(f"{row.pk}/verder/")
    assert "Ingetrokken." in cor.sends(f"{row.pk}/intrekken/")

    assert queries.current(cor.organisation, on=make.MIDDAY.date()).id == "model"
    assert {one.state for one in queries.versions_of(cor.organisation.pk)} == {State.DRAFT, State.WITHDRAWN}


def test_only_the_coordinator_changes_the_protocol_and_the_desk_may_read_it(cast: make.Cast, cor: Editor) -> None:
    version = derived(cor).pk
    greet, tim = Editor(cast, locked(cast.greet)), Editor(cast, locked(cast.tim))

    assert "Agressieprotocol" in greet.opens()
    assert "Alles" not in greet.opens("concept/")
    for address in ("concept/", "concept/tekst/", "concept/vaststellen/", "beginnen/", "inlezen/"):
        assert greet.client.get(greet.home + address).status_code == 404
    assert greet.client.post(f"{greet.home}concept/weggooien/").status_code == 404
    for address in ("", f"{version}/", f"{version}/bestand/"):
        assert tim.client.get(tim.home + address).status_code == 404


def test_a_neighbours_protocol_is_as_no_protocol(cast: make.Cast, cor: Editor) -> None:
    version = derived(cor).pk
    neighbour = make.cast("buurgemeente")
    there = Editor(neighbour, locked(neighbour.cor))

    for address in (f"{version}/", f"{version}/bestand/", f"{version}/proef/", f"{version}/intrekken/"):
        assert there.client.get(there.home + address).status_code == 404
    assert there.client.get(f"{there.home}vergelijken/?van=model&met={version}").status_code == 200
    assert "Kies een van deze versies." in there.opens(f"vergelijken/?van=model&met={version}")
    assert "Er is nog" not in there.opens("concept/")
