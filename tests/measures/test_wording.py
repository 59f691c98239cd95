"""An organisation says it in its own words and on its own paper, and no letter ever loses a part."""

from io import BytesIO

import msgspec
import pytest
from docx import Document

from rugdekking.audit.actor import Actor, member
from rugdekking.content.queries import latest
from rugdekking.content.schema import Letter as Text
from rugdekking.kernel.refusal import JustChanged
from rugdekking.measures.letters import house as letters
from rugdekking.measures.letters.own import FaultyWording, Words, in_own_words
from rugdekking.measures.letters.queries import (
    as_file,
    letters_of,
    template_of,
    text_of,
    what_is_wrong,
    wordings_of,
    words_of,
)
from rugdekking.measures.models import Wording
from rugdekking.organisations.roles import Role
from rugdekking.rendering import templates
from rugdekking.rendering.checking import FaultyTemplate
from tests import make
from tests.measures.letter_props import organisation_of, written
from tests.measures.props import decided, weighed
from tests.rendering.test_templates import template


def by(cast: make.Cast) -> Actor:
    return member(cast.cor.membership.pk, Role.COORDINATOR)


def words(subject: str = "Een waarschuwing", **paragraphs: str) -> Words:
    return Words(subject, paragraphs)


def change(cast: make.Cast, wanted: Words, *, seen: int = 0) -> None:
    letters.change_wording(
        organisation_of(cast), name="warning", words=wanted, seen=seen, by=by(cast), at=make.MIDDAY
    )


def subject_now(cast: make.Cast) -> str:
    text = text_of(organisation_of(cast), "warning")
    assert text is not None
    return text.subject


def test_the_own_words_stand_in_new_letters_and_old_letters_stay(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    written(answer, cast)

    change(cast, words(opening="Dit is een brief van de gemeente Waterlaar."))
    written(answer, cast)

    subjects = {one.written.subject: one.written.parts[0].text for one in letters_of(answer, cast.greet)}
    assert subjects["Een waarschuwing"] == "Dit is een brief van de gemeente Waterlaar."
    assert subjects["Waarschuwing over uw gedrag"].startswith("Met deze brief geven wij u een waarschuwing.")


def test_words_that_lose_a_part_are_refused_and_change_nothing(cast: make.Cast) -> None:
    with pytest.raises(FaultyWording, match=r"ontbreekt \{bezwaar\}"):
        change(cast, words(remedy="U kunt hier niets tegen doen."))
    with pytest.raises(FaultyWording, match="geen plek die een brief kent"):
        change(cast, words(opening="Beste {naam},"))
    with pytest.raises(FaultyWording, match="Hier ontbreekt tekst"):
        change(cast, words(opening=""))

    assert wordings_of(organisation_of(cast).pk) == {}
    assert subject_now(cast) == "Waarschuwing over uw gedrag"


def test_of_two_who_change_a_letter_at_once_the_second_hears_of_the_first(cast: make.Cast) -> None:
    change(cast, words("De eerste"))
    with pytest.raises(JustChanged):
        change(cast, words("De tweede"))
    change(cast, words("De derde"), seen=1)
    with pytest.raises(JustChanged):
        change(cast, words("De vierde"), seen=1)

    assert subject_now(cast) == "De derde"


def test_one_click_leads_back_to_the_shipped_words(cast: make.Cast) -> None:
    change(cast, words("Anders"))

    letters.restore_wording(organisation_of(cast), name="warning", by=by(cast), at=make.MIDDAY)

    assert subject_now(cast) == "Waarschuwing over uw gedrag"
    with pytest.raises(JustChanged):
        letters.restore_wording(organisation_of(cast), name="warning", by=by(cast), at=make.MIDDAY)


def test_another_organisation_keeps_the_shipped_words_and_paper(cast: make.Cast) -> None:
    other = make.cast("elders")
    change(cast, words("Anders"))
    letters.put_letterhead(organisation_of(cast), template=templates.plain(), by=by(cast), at=make.MIDDAY)

    assert subject_now(other) == "Waarschuwing over uw gedrag"
    assert template_of(organisation_of(other)) is None


def test_a_paragraph_that_a_newer_shipped_letter_brings_is_there_and_one_that_it_dropped_is_gone(
    cast: make.Cast,
) -> None:
    own = in_own_words(latest(Text, "warning"), words(norm="Boos zijn mag.", long_gone="Weg."))

    assert [one.text for one in own.paragraphs if one.code == "norm"] == ["Boos zijn mag."]
    assert len(own.paragraphs) == len(latest(Text, "warning").paragraphs)


def test_words_that_a_newer_letter_no_longer_fits_give_way_and_are_kept(cast: make.Cast) -> None:
    """As after a release in which the shipped letter asks for one part more."""
    change(cast, words("Anders"))
    older = Words("Anders", {"remedy": "U kunt hier niets tegen doen."})
    Wording.objects.update(body=msgspec.json.encode(older).decode())

    row = wordings_of(organisation_of(cast).pk)["warning"]

    assert subject_now(cast) == "Waarschuwing over uw gedrag"
    assert "ontbreekt {bezwaar}" in what_is_wrong(row)
    assert words_of(row) == older
    letters.restore_wording(organisation_of(cast), name="warning", by=by(cast), at=make.MIDDAY)


def test_letters_are_made_on_the_organisation_s_own_paper(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    written(answer, cast)
    (letter,) = letters_of(answer, cast.greet)

    own = template(header="Gemeente Waterlaar, Stadhuisplein 1")
    letters.put_letterhead(organisation_of(cast), template=own, by=by(cast), at=make.MIDDAY)

    made = Document(BytesIO(as_file(letter.written, organisation_of(cast), form="docx")))
    assert made.sections[0].header.paragraphs[0].text == "Gemeente Waterlaar, Stadhuisplein 1"
    letters.drop_letterhead(organisation_of(cast), by=by(cast), at=make.MIDDAY)
    assert template_of(organisation_of(cast)) is None


def test_a_template_that_tries_to_run_code_changes_nothing(cast: make.Cast) -> None:
    letters.put_letterhead(organisation_of(cast), template=templates.plain(), by=by(cast), at=make.MIDDAY)

    with pytest.raises(FaultyTemplate):
        letters.put_letterhead(
            organisation_of(cast), template=template("{{ ''.__class__.__mro__ }}"), by=by(cast), at=make.MIDDAY
        )

    assert template_of(organisation_of(cast)) == templates.plain()
