"""Two versions side by side, and taking over what changed in the shipped one."""

import msgspec
import pytest

from rugdekking.content.schema import Protocol
from rugdekking.protocols.comparing import differences, own_lines, still_to_take_over, take_over
from rugdekking.protocols.editing import CannotStand, Part, Words, find, put, say, take_out
from tests.content import shipped
from tests.protocols.test_edit import a_measure, a_row, new_row

MODEL = shipped.protocol()


def newer() -> Protocol:
    """The model, with one thing changed, one added, one gone, and another norm."""
    heavier = msgspec.structs.replace(
        a_measure("written_warning"), reaction_hours=24, mandate="Alleen de secretaris."
    )
    changed = put(MODEL, Part.MEASURES, heavier)
    added = put(changed, Part.ROWS, new_row("threat", measure="final_warning"))
    return say(take_out(added, Part.ROWS, "28"), {Words.NORM: "Een andere norm."})


def test_a_protocol_does_not_differ_from_itself() -> None:
    assert differences(MODEL, MODEL) == []


def test_every_difference_is_told_in_words() -> None:
    norm, warning, gone, new = differences(MODEL, newer())

    assert (norm.label, norm.lines[0][2]) == ("Norm", "Een andere norm.")
    assert warning.label == "Schriftelijke waarschuwing"
    assert ("Reactie binnen", "48 uur", "24 uur") in warning.lines
    assert {line[0] for line in warning.lines} == {"Reactie binnen", "Mandaat"}
    assert gone.is_gone
    assert gone.label.startswith("Regel 28: Belediging")
    assert new.is_new
    assert ("Voorstel", "", "Laatste schriftelijke waarschuwing (altijd)") in new.lines


def test_another_letter_is_told_by_its_title_and_one_that_nobody_ships_by_its_name() -> None:
    other = msgspec.structs.replace(a_measure("written_warning"), letter="final_warning")

    (change,) = differences(MODEL, put(MODEL, Part.MEASURES, other), letters={"warning": "Waarschuwing"})

    assert ("Brief", "Waarschuwing", "final_warning") in change.lines


def test_what_changed_is_taken_over_one_by_one() -> None:
    own = say(MODEL, {Words.TITLE: "Protocol van Waterlaar"})
    changes = differences(MODEL, newer())

    for done, change in enumerate(changes, start=1):
        own = take_over(own, change, newer())
        assert len(still_to_take_over(own, changes, newer())) == len(changes) - done

    assert [change.label for change in differences(own, newer())] == ["Titel"]


def test_a_rule_of_the_organisations_own_stays_when_a_new_one_has_its_number() -> None:
    own = put(MODEL, Part.ROWS, new_row("insult", measure="oral_warning"))
    new = next(change for change in differences(MODEL, newer()) if change.is_new)

    after = take_over(own, new, newer())

    assert after.rows[-2] == own.rows[-1]
    assert (after.rows[-1].number, after.rows[-1].when.categories) == (own.rows[-1].number + 1, ("threat",))
    assert new not in still_to_take_over(after, [new], newer())


def test_what_was_changed_and_would_be_lost_is_told() -> None:
    own = put(MODEL, Part.MEASURES, msgspec.structs.replace(a_measure("written_warning"), next_step="Bel eerst."))
    warning = next(change for change in differences(MODEL, newer()) if change.key == "written_warning")

    assert own_lines(MODEL, warning, newer()) == ()
    assert ("Daarna", "Bel eerst.", a_measure("written_warning").next_step) in own_lines(own, warning, newer())


def test_what_does_not_fit_the_own_protocol_is_refused_and_changes_nothing() -> None:
    without = msgspec.structs.replace(
        MODEL,
        rows=tuple(row for row in MODEL.rows if "final_warning" not in {wish.measure for wish in row.proposals}),
        measures=tuple(measure for measure in MODEL.measures if measure.code != "final_warning"),
    )
    new = next(change for change in differences(MODEL, newer()) if change.is_new)

    with pytest.raises(CannotStand, match="final_warning"):
        take_over(without, new, newer())


def test_each_field_of_each_item_can_be_told() -> None:
    told = differences(msgspec.structs.replace(MODEL, rows=MODEL.rows[:1]), MODEL)

    assert len(told) == len(MODEL.rows) - 1
    for change in told:
        assert all(after for _, _, after in change.lines)
    assert find(MODEL, Part.ROWS, "26") == a_row(26)
