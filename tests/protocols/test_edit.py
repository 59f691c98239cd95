"""A coordinator changes a protocol piece by piece. What cannot stand is refused with a reason."""

import msgspec
import pytest

from rugdekking.content.schema import Measure, Obligation, Row
from rugdekking.content.schema.conditions import Condition
from rugdekking.content.schema.protocol import RowProposal
from rugdekking.protocols.editing import CannotStand, Part, Words, find, free_code, next_number, put, say, take_out
from tests.content import shipped

MODEL = shipped.protocol()


def a_measure(code: str) -> Measure:
    found = find(MODEL, Part.MEASURES, code)
    assert isinstance(found, Measure)
    return found


def a_row(number: int) -> Row:
    found = find(MODEL, Part.ROWS, str(number))
    assert isinstance(found, Row)
    return found


def new_row(*categories: str, measure: str) -> Row:
    wish = RowProposal(measure=measure, obligation=Obligation.ALWAYS)
    return Row(number=next_number(MODEL), when=Condition(categories=categories), proposals=(wish,))


def test_a_changed_measure_stands_where_the_old_one_stood() -> None:
    changed = msgspec.structs.replace(a_measure("written_warning"), label="Waarschuwingsbrief")

    after = put(MODEL, Part.MEASURES, changed)

    assert find(after, Part.MEASURES, "written_warning") == changed
    assert [one.code for one in after.measures] == [one.code for one in MODEL.measures]


def test_a_new_row_comes_at_the_end() -> None:
    row = new_row("threat", measure="final_warning")

    assert put(MODEL, Part.ROWS, row).rows[-1] == row


def test_a_row_may_not_answer_criticism_with_a_measure() -> None:
    with pytest.raises(CannotStand, match="volgt nooit een maatregel"):
        put(MODEL, Part.ROWS, new_row("criticism", measure="written_warning"))


def test_a_row_may_not_name_a_measure_that_does_not_exist() -> None:
    with pytest.raises(CannotStand, match="verbanning"):
        put(MODEL, Part.ROWS, new_row("threat", measure="verbanning"))


def test_a_measure_that_a_row_proposes_cannot_be_taken_out() -> None:
    with pytest.raises(CannotStand, match="‘damage_claim’ komt in dit bestand niet voor"):
        take_out(MODEL, Part.MEASURES, "damage_claim")


def test_a_measure_that_a_heavier_one_replaces_cannot_be_taken_out() -> None:
    with pytest.raises(CannotStand, match="‘Ordegesprek’ komt in de plaats van deze stap"):
        take_out(MODEL, Part.MEASURES, "oral_warning")


def test_a_protocol_keeps_at_least_one_row() -> None:
    alone = msgspec.structs.replace(MODEL, rows=MODEL.rows[:1])

    with pytest.raises(CannotStand, match="Deze lijst heeft minstens 1 regel nodig"):
        take_out(alone, Part.ROWS, "1")


def test_a_measure_may_not_do_without_a_hearing() -> None:
    with pytest.raises(ValueError, match="eerst hoort u de andere kant"):
        msgspec.structs.replace(a_measure("written_warning"), needs_hearing=False)


def test_the_norm_and_the_window_change_with_the_same_checks() -> None:
    after = say(MODEL, {Words.NORM: "Wij luisteren. Wij accepteren geen agressie.", Words.REPETITION: 24})

    assert (after.norm, after.repetition_window_months) == ("Wij luisteren. Wij accepteren geen agressie.", 24)
    with pytest.raises(CannotStand):
        say(MODEL, {Words.NORM: ""})
    with pytest.raises(CannotStand):
        say(MODEL, {Words.REPETITION: 0})


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Verbod op toegang", "verbod_op_toegang"),
        ("Één keer naar huis", "n_keer_naar_huis"),
        ("112 bellen", "x_112_bellen"),
        ("<script>", "script"),
        ("!!!", "x"),
        ("Ordegesprek " * 9, "ordegesprek_ordegesprek_ordegesprek"),
    ],
)
def test_a_new_item_gets_a_code_from_its_name(label: str, code: str) -> None:
    assert free_code(MODEL, Part.MEASURES, label) == code


def test_a_code_that_is_taken_gets_a_number() -> None:
    taken = msgspec.structs.replace(a_measure("conversation"), code="gesprek", label="Gesprek")

    assert free_code(put(MODEL, Part.MEASURES, taken), Part.MEASURES, "Gesprek") == "gesprek_2"


def test_a_number_beyond_the_last_is_refused_in_dutch() -> None:
    row = msgspec.structs.replace(new_row("threat", measure="final_warning"), number=1001)

    with pytest.raises(CannotStand, match="Dit getal moet hoogstens 1000 zijn"):
        put(MODEL, Part.ROWS, row)


def test_rows_are_numbered_on() -> None:
    assert next_number(MODEL) == max(row.number for row in MODEL.rows) + 1
    assert a_row(7).number == 7
