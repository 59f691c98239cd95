"""A letter lacks no part, and says it in words that everybody understands."""

import re

import pytest

from rugdekking.content.reading import FaultyContent, read, read_file
from rugdekking.content.schema import Addressee, Letter, LetterKind, Protocol, Slot
from rugdekking.content.schema.letters import REQUIRED, WITH_TERM, fill
from tests.content.shipped import FOLDER

LONGEST_SENTENCE = 25


def letters() -> list[Letter]:
    found = [read_file(path)[1] for path in sorted((FOLDER / "letters").glob("*.yaml"))]
    return [one for one in found if isinstance(one, Letter)]


def protocols() -> list[Protocol]:
    found = [read_file(path)[1] for path in sorted((FOLDER / "protocols").glob("*.yaml"))]
    return [one for one in found if isinstance(one, Protocol)]


def written(name: str = "warning", **replaced: str) -> str:
    text = (FOLDER / "letters" / f"{name}.yaml").read_text()
    for old, new in replaced.items():
        text = text.replace(f"{{{old}}}", new)
    return text


def refused(text: str, name: str = "warning") -> str:
    with pytest.raises(FaultyContent) as told:
        read("letters", name, text)
    return str(told.value.reason)


def test_every_letter_that_a_protocol_names_is_shipped() -> None:
    named = {measure.letter for one in protocols() for measure in one.measures if measure.letter}

    assert named <= {one.id for one in letters()}


def test_a_measure_with_a_term_has_a_letter_that_tells_until_when_and_no_other_has() -> None:
    kinds = {one.id: one.kind for one in letters()}

    for measure in (one for protocol in protocols() for one in protocol.measures if one.letter):
        assert (kinds[measure.letter or ""] in WITH_TERM) == (measure.term is not None), measure.code


def test_there_is_a_letter_of_every_kind_and_for_every_addressee() -> None:
    assert {one.kind for one in letters()} == set(LetterKind)
    assert {one.to for one in letters()} == set(Addressee)


@pytest.mark.parametrize("slot", sorted(REQUIRED[LetterKind.WARNING]))
def test_a_warning_without_one_of_its_parts_is_refused(slot: Slot) -> None:
    assert f"ontbreekt {{{slot}}}" in refused(written(**{slot.value: "iets anders"}))


def test_a_measure_with_a_term_says_from_when_until_when_and_when_it_is_looked_at_again() -> None:
    with_a_term = REQUIRED[LetterKind.BAN]

    assert {Slot.SCOPE, Slot.BEGIN, Slot.END, Slot.REVIEW, Slot.REMAINS, Slot.REMEDY} <= with_a_term
    assert "ontbreekt {eind}" in refused(written("building_ban", eind="ooit"), "building_ban")


def test_a_new_decision_about_a_measure_tells_all_that_the_first_one_told() -> None:
    for kind in (LetterKind.EXTENSION, LetterKind.CHANGE):
        assert REQUIRED[LetterKind.BAN] - {Slot.BEGIN} <= REQUIRED[kind]


def test_no_letter_says_that_a_reference_alone_tells_who_somebody_is() -> None:
    (told,) = [one for one in letters() if one.to is Addressee.REPORTER]

    assert "alleen het kenmerk" not in told.proposals[Slot.CONTACT]
    assert "bellen u dan terug" in told.proposals[Slot.CONTACT]


def test_an_area_ban_is_asked_on_the_ground_that_the_law_knows() -> None:
    (asked,) = [one for one in letters() if one.id == "area_ban_request"]

    assert "openbare orde" in asked.proposals[Slot.GROUND]
    assert "overlast" not in asked.proposals[Slot.GROUND]


def test_a_slot_that_nobody_knows_is_refused() -> None:
    assert "{naam_melder} is geen plek" in refused(written().replace("kritiek op ons", "kritiek op {naam_melder}"))
    assert "accolade" in refused(written().replace("{reden}", "{reden} {"))
    assert "niet in een kop" in refused(written().replace("Waarom dat niet kan", "Waarom {grond} niet kan"))


def test_what_is_filled_in_is_never_read_as_a_slot() -> None:
    assert fill("Op {dag}: {gedrag}", {Slot.DAY: "{gedrag}", Slot.BEHAVIOUR: "{dag}"}) == "Op {gedrag}: {dag}"


@pytest.mark.parametrize("letter", letters(), ids=lambda one: one.id)
def test_a_letter_is_written_in_short_sentences_to_a_reader_called_u(letter: Letter) -> None:
    text = " ".join([letter.about, *(one.text for one in letter.paragraphs), *letter.proposals.values()])
    sentences = [one.split() for one in re.split(r"[.?:]\s", text)]

    assert [" ".join(one) for one in sentences if len(one) > LONGEST_SENTENCE] == []
    assert not re.search(r"\b(je|jij|jouw|jullie)\b", text)
    assert not re.search(r"\b(dader|daderschap|crimineel|querulant|reeds|derhalve|conform|inzake|middels)\b", text)
