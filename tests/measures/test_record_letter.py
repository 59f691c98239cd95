"""The letter that tells somebody what was written down of them; and throwing away a letter that did not go out."""

from datetime import timedelta

import pytest

from rugdekking.audit.models import Entry
from rugdekking.cases.operations.standing import NotYourCase
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.content.schema import Slot
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import written_out
from rugdekking.keys.models import Key
from rugdekking.measures import operations as measures
from rugdekking.measures.letters import operations as letters
from rugdekking.measures.letters import records
from rugdekking.measures.letters.queries import as_file, letters_of
from rugdekking.measures.models import Letter
from rugdekking.perpetrators import operations as perpetrators
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.perpetrators.queries import one_in
from tests import make
from tests.measures.letter_props import informing, written
from tests.measures.props import BEHAVIOUR, put, served, weighed
from tests.perpetrators.props import JAN, WHY, recorded
from tests.rendering.reading import text_of as text_of_pdf

TODAY = make.MIDDAY.date()


def written_down(cast: make.Cast) -> Perpetrator:
    return recorded(weighed(cast), cast)


def test_the_letter_tells_all_that_was_recorded_why_until_when_and_what_one_can_do(cast: make.Cast) -> None:
    case = weighed(cast)
    put(case, cast)
    row = recorded(case, cast)

    letter = informing(row, cast, gedrag=BEHAVIOUR)

    (one,) = records.letters_about(row, cast.greet)
    said = "\n".join(part.text for part in one.written.parts)
    for word in (*JAN.phones, *JAN.emails, JAN.name, WHY.text, BEHAVIOUR, written_out(row.until)):
        assert word in said
    for right in ("zien wat wij van u bewaren", "verbeteren of te verwijderen", "bezwaar", "uw antwoord komt er"):
        assert right in said
    assert case.reference not in said
    assert cast.desk.name not in f"{said}{one.written.sender}"
    assert one.written.reference.startswith("B-")
    assert JAN.name.encode() not in bytes(letter.body)
    assert "Wijhebbengegevens" in "".join(text_of_pdf(as_file(one.written, row.organisation, form="pdf")).split())


def test_the_letter_begins_with_what_was_done_in_the_words_of_the_answer(cast: make.Cast) -> None:
    case = weighed(cast)
    put(case, cast)
    row = recorded(case, cast)
    one = one_in(case, row.pk, cast.greet)

    assert one is not None
    assert records.beginning(one, cast.greet)[Slot.BEHAVIOUR] == BEHAVIOUR


def test_once_the_letter_went_out_the_person_was_told(cast: make.Cast) -> None:
    row = written_down(cast)
    letter = informing(row, cast)

    records.send(letter, on=TODAY, told="Per post.", ring=cast.greet, at=make.MIDDAY)

    row.refresh_from_db()
    letter.refresh_from_db()
    assert (row.informed_on, letter.sent_on) == (TODAY, TODAY)
    assert Clock.objects.get(subject_id=row.pk, kind=ClockKind.INFORM).outcome == Outcome.KEPT
    with pytest.raises(JustChanged):
        records.send(letter, on=TODAY, told="Per post.", ring=cast.greet, at=make.MIDDAY)


def test_who_was_told_before_can_get_a_new_letter(cast: make.Cast) -> None:
    row = written_down(cast)
    perpetrators.inform(row, how="Aan de telefoon.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    letter = informing(row, cast)

    records.send(letter, on=TODAY, told="Per post.", ring=cast.greet, at=make.MIDDAY)

    letter.refresh_from_db()
    assert letter.sent_on == TODAY


def test_a_letter_with_another_last_day_than_the_record_is_not_made_and_does_not_go_out(cast: make.Cast) -> None:
    row = written_down(cast)
    with pytest.raises(letters.NotThisLetter):
        informing(row, cast, eind=row.until + timedelta(days=1))
    letter = informing(row, cast)
    later = make.MIDDAY + timedelta(days=30)
    perpetrators.keep_longer(row, reason="Nog nodig.", ring=cast.greet, at=later)

    with pytest.raises(letters.NotThisLetter):
        records.send(letter, on=TODAY, told="Per post.", ring=cast.greet, at=later)


def test_a_correction_throws_away_what_was_not_sent_and_keeps_what_was(cast: make.Cast) -> None:
    row = written_down(cast)
    sent = informing(row, cast)
    records.send(sent, on=TODAY, told="Per post.", ring=cast.greet, at=make.MIDDAY)
    informing(row, cast)

    measures.correct_perpetrator(row, known=JAN, ring=cast.greet, at=make.MIDDAY)

    assert [one.row for one in records.letters_about(row, cast.greet)] == [sent]


def test_letters_go_with_the_record(cast: make.Cast) -> None:
    row = written_down(cast)
    informing(row, cast)
    perpetrators.ask_removal(row, ring=cast.greet, at=make.MIDDAY)

    perpetrators.remove(row, ring=cast.cor, at=make.MIDDAY)

    assert not Letter.objects.exists()


def test_a_letter_that_did_not_go_out_is_thrown_away_with_its_own_key_and_the_log_says_so(cast: make.Cast) -> None:
    answer = served(weighed(cast), cast)
    kept, gone = written(answer, cast), written(answer, cast, "reporter_confirmation")

    letters.throw_away(gone, ring=cast.greet, at=make.MIDDAY)

    assert [one.row for one in letters_of(answer, cast.greet)] == [kept]
    assert not Key.objects.filter(pk=gone.key_id).exists()
    assert Entry.objects.filter(action="letter.thrown_away", subject=answer.pk).count() == 1
    letters.throw_away(kept, ring=cast.greet, at=make.MIDDAY)
    assert Key.objects.filter(pk=answer.key_id).exists()
    with pytest.raises(JustChanged):
        letters.throw_away(kept, ring=cast.greet, at=make.MIDDAY)


def test_what_went_out_is_never_thrown_away_and_nobody_else_throws_away(cast: make.Cast) -> None:
    row = written_down(cast)
    letter = informing(row, cast)
    with pytest.raises(NotYourCase):
        letters.throw_away(letter, ring=cast.bas, at=make.MIDDAY)
    records.send(letter, on=TODAY, told="Per post.", ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(JustChanged):
        letters.throw_away(letter, ring=cast.greet, at=make.MIDDAY)
