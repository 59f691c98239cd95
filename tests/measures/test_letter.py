"""A letter about an answer: it says what was decided, lacks no part, and lies sealed in the words that went out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.cases.operations.keeping_out import renew_key
from rugdekking.cases.operations.standing import NotYourCase
from rugdekking.cases.queries import reports_of
from rugdekking.clocks.models import Clock
from rugdekking.content.schema import Slot
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.models import Key, KeyKind
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.measures.letters import operations as letters
from rugdekking.measures.letters.drafting import Draft
from rugdekking.measures.letters.fitting import Value
from rugdekking.measures.letters.operations import NotThisLetter
from rugdekking.measures.letters.queries import as_file, beginning, letters_for, letters_of, text_of, to_save
from rugdekking.measures.letters.slots import BLANKS
from rugdekking.measures.models import Answer, ChangeKind, Finding, Letter, Objection
from rugdekking.measures.operations.objecting import Judgement
from rugdekking.measures.queries import open_answers
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import ChangeState, ObjectionState, State
from rugdekking.organisations.models import Desk
from rugdekking.organisations.roles import Role
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from rugdekking.reports.models import Consent
from tests import make
from tests.measures.letter_props import draft, organisation_of, written
from tests.measures.props import (
    BEHAVIOUR,
    CRITICISM,
    REMEDY,
    agreed,
    banned,
    decided,
    fresh,
    heard,
    put,
    served,
    talked,
    weighed,
)
from tests.rendering.reading import text_of as text_of_pdf
from tests.reports.props import ring_of

TODAY = make.MIDDAY.date()
TOMORROW = make.MIDDAY + timedelta(days=1)


def offered(answer: Answer, cast: make.Cast) -> list[str]:
    opened = open_answers([Answer.objects.get(pk=answer.pk)], cast.greet)[0]
    return [one.id for one in letters_for(opened, cast.greet)]


def test_a_warning_tells_what_was_decided_in_the_words_of_the_answer(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)

    row = written(answer, cast)

    (letter,) = letters_of(answer, cast.greet)
    said = " ".join(one.text for one in letter.written.parts)
    for words in (BEHAVIOUR, REMEDY, "Bedreigen mag niet.", "10 maart 2026", "boos was en het niet meende"):
        assert words in said
    assert letter.row == row
    assert (letter.row.made_by, letter.row.made_on, letter.row.sent_on) == (cast.greet.membership, TODAY, None)
    assert letter.written.reference.startswith("B-")
    assert Entry.objects.filter(action="letter.made", subject=answer.pk).exists()


def test_no_word_of_a_letter_is_readable_in_the_database(cast: make.Cast) -> None:
    row = written(decided(weighed(cast), cast), cast, gedrag="Qzwalvisbaard")

    assert b"Qzwalvisbaard" not in bytes(Letter.objects.get(pk=row.pk).body)
    assert b"Boer" not in bytes(Letter.objects.get(pk=row.pk).body)


def test_the_letter_of_a_ban_says_from_when_until_when_and_what_remains_possible(cast: make.Cast) -> None:
    answer = banned(cast)

    written(answer, cast, "building_ban")

    (letter,) = letters_of(answer, cast.greet)
    shown = text_of_pdf(as_file(letter.written, organisation_of(cast), form="pdf"))
    assert "vanaf10maart2026totenmet9juni2026" in shown
    assert "".join(letter.written.values["wat_kan"].split()) in shown


def test_a_letter_with_another_last_day_than_was_decided_is_refused(cast: make.Cast) -> None:
    answer = banned(cast)

    with pytest.raises(NotThisLetter, match="laatste dag"):
        written(answer, cast, "building_ban", eind=date(2026, 12, 31))
    with pytest.raises(NotThisLetter, match="dagen kloppen niet"):
        written(answer, cast, "building_ban", herziening=date(2027, 1, 1))


@pytest.mark.parametrize(
    "slot", ["gedrag", "grond", "reden", "zienswijze", "wat_kan", "bezwaar", "contact", "vervolg"]
)
def test_a_letter_with_an_empty_part_is_refused_and_the_part_is_named(cast: make.Cast, slot: str) -> None:
    answer = decided(weighed(cast), cast)

    with pytest.raises(TextMissing, match=BLANKS[Slot(slot)].what):
        written(answer, cast, **{slot: "  "})


def test_a_letter_without_addressee_salutation_or_signature_is_refused(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    whole = draft(answer, cast)

    missing: Mapping[str, Draft] = {
        "aan wie": replace(whole, recipient=" "),
        "aanhef": replace(whole, salutation=""),
        "tekent": replace(whole, signature=""),
    }
    for words, incomplete in missing.items():
        with pytest.raises(TextMissing, match=words):
            letters.write_letter(answer, draft=incomplete, ring=cast.greet, at=make.MIDDAY)
    assert not Letter.objects.exists()


def test_nobody_is_warned_before_the_decision_and_a_hearing_comes_first(cast: make.Cast) -> None:
    asked = put(weighed(cast), cast)

    assert offered(asked, cast) == ["hearing_invitation"]
    with pytest.raises(NotThisLetter):
        written(asked, cast, "warning")
    written(asked, cast, "hearing_invitation")
    assert "warning" not in offered(heard(weighed(cast), cast), cast)
    assert offered(decided(weighed(cast), cast), cast)[0] == "warning"


@pytest.mark.parametrize(
    ("kind", "name", "ends_on"),
    [
        (ChangeKind.EXTEND, "extension", date(2026, 8, 9)),
        (ChangeKind.SHORTEN, "change", date(2026, 5, 9)),
        (ChangeKind.LIFT, "lift", None),
    ],
)
def test_a_change_has_its_letter_once_it_was_decided_and_the_letter_makes_it_known(
    cast: make.Cast, kind: ChangeKind, name: str, ends_on: date | None
) -> None:
    answer = banned(cast)
    assert name not in offered(answer, cast)
    change = agreed(answer, cast, kind, ends_on, at=TOMORROW)

    letter = written(answer, cast, name, at=TOMORROW)
    letters.send_letter(letter, on=TOMORROW.date(), told="Per post.", ring=cast.greet, at=TOMORROW)

    change.refresh_from_db()
    answer.refresh_from_db()
    assert (change.state, change.told_on) == (ChangeState.DONE, TOMORROW.date())
    assert answer.ends_on == (ends_on or date(2026, 6, 9))
    assert "Dat is nodig." in letters_of(answer, cast.greet)[0].written.values["reden"]


def test_of_two_changes_on_one_day_a_letter_tells_the_one_that_was_not_made_known(cast: make.Cast) -> None:
    answer = banned(cast)
    for ends_on in (date(2026, 7, 9), date(2026, 8, 9), date(2026, 9, 9)):
        change = agreed(answer, cast, ChangeKind.EXTEND, ends_on, at=TOMORROW)

        assert draft(answer, cast, "extension").values[Slot.END] == ends_on
        measures.tell_change(change, told="In een gesprek.", on=TOMORROW.date(), ring=cast.greet, at=TOMORROW)
        answer.refresh_from_db()


def test_the_letter_of_a_longer_term_tells_what_the_other_side_said_about_that(cast: make.Cast) -> None:
    answer = banned(cast)
    agreed(answer, cast, ChangeKind.EXTEND, date(2026, 8, 9), at=TOMORROW)

    values = draft(answer, cast, "extension").values

    assert values[Slot.VIEW] == "Hij vindt het te lang."
    assert values[Slot.BEHAVIOUR] == BEHAVIOUR


def test_the_answer_to_an_objection_does_not_begin_with_what_could_be_done_before(cast: make.Cast) -> None:
    answer = banned(cast)
    judged(answer, cast)

    text = text_of(organisation_of(cast), "objection_answer")
    assert text is not None
    opened = open_answers([Answer.objects.get(pk=answer.pk)], cast.greet)[0]

    assert Slot.REMEDY not in beginning(text, opened, cast.greet, on=TODAY)


def test_a_letter_with_another_end_than_the_change_is_refused(cast: make.Cast) -> None:
    answer = banned(cast)
    agreed(answer, cast, ChangeKind.EXTEND, date(2026, 8, 9), at=TOMORROW)

    with pytest.raises(NotThisLetter, match="laatste dag"):
        written(answer, cast, "extension", at=TOMORROW, eind=date(2026, 8, 10))


def test_a_judged_objection_has_its_letter_and_the_letter_answers_it(cast: make.Cast) -> None:
    answer = banned(cast)
    objection = judged(answer, cast)

    letter = written(answer, cast, "objection_answer", at=TOMORROW)
    letters.send_letter(letter, on=TOMORROW.date(), told="Per post.", ring=cast.greet, at=TOMORROW)

    objection.refresh_from_db()
    assert objection.state == ObjectionState.TOLD
    values = letters_of(answer, cast.greet)[0].written.values
    assert values["uitkomst"] == "Uw bezwaar is ongegrond."


def judged(answer: Answer, cast: make.Cast) -> Objection:
    loes = make.newcomer(cast.desk, Role.DECIDER, name="Loes", title="locoburgemeester")
    objection = measures.receive_objection(
        answer,
        text="Dit klopt niet.",
        received_on=TOMORROW.date(),
        answerer=loes.membership,
        ring=cast.greet,
        at=TOMORROW,
    )
    measures.judge(objection, judgement=Judgement(Finding.UNFOUNDED, "Het besluit klopt."), ring=loes, at=TOMORROW)
    return objection


def test_a_conversation_has_its_own_letter_and_no_letter_of_a_measure(cast: make.Cast) -> None:
    talk = talked(weighed(cast, CRITICISM), cast, "grievance_talk")

    assert offered(talk, cast) == ["grievance_invitation", "reporter_confirmation"]


def test_the_police_get_no_letter_without_consent(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = served(case, cast)
    with pytest.raises(measures.AskFirst):
        written(answer, cast, "police_notice")

    (report,) = reports_of(case)
    reports.record_consent(report, step=Step.POLICE, given=True, note="Ja.", ring=cast.greet, at=make.MIDDAY)

    assert written(answer, cast, "police_notice").name == "police_notice"


def agree(case: Case, cast: make.Cast, step: Step) -> None:
    (report,) = reports_of(case)
    reports.record_consent(report, step=step, given=True, note="Ja.", ring=cast.greet, at=make.MIDDAY)


@pytest.mark.parametrize("step", [Step.POLICE, Step.PLATFORM])
def test_a_letter_outside_stays_inside_once_consent_was_taken_back(cast: make.Cast, step: Step) -> None:
    code = make.code()
    case = weighed(cast, code=code)
    agree(case, cast, step)
    name = "police_notice" if step == Step.POLICE else "takedown_request"
    answer = served(case, cast) if step == Step.POLICE else talked(case, cast, "takedown_request")
    letter = written(answer, cast, name)
    (opened,) = letters_of(answer, cast.greet)
    assert to_save(opened, answer, form="pdf").startswith(b"%PDF")

    reports.withdraw_consent(Consent.objects.get(step=step), ring=ring_of(cast, code), at=make.MIDDAY)

    with pytest.raises(measures.AskFirst):
        send(letter, cast, on=TOMORROW.date())
    with pytest.raises(measures.AskFirst):
        to_save(opened, answer, form="pdf")
    assert Letter.objects.get(pk=letter.pk).sent_on is None


def test_what_went_out_with_consent_can_be_saved_after_it_was_taken_back(cast: make.Cast) -> None:
    code = make.code()
    case = weighed(cast, code=code)
    agree(case, cast, Step.POLICE)
    answer = served(case, cast)
    send(written(answer, cast, "police_notice"), cast, on=TOMORROW.date())

    reports.withdraw_consent(Consent.objects.get(), ring=ring_of(cast, code), at=make.MIDDAY)

    (opened,) = letters_of(answer, cast.greet)
    assert to_save(opened, answer, form="pdf").startswith(b"%PDF")


def test_a_platform_is_asked_for_nothing_without_consent(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = talked(case, cast, "takedown_request")
    with pytest.raises(measures.AskFirst, match="het platform"):
        written(answer, cast, "takedown_request")

    agree(case, cast, Step.PLATFORM)

    assert written(answer, cast, "takedown_request").sent_on is None


def send(letter: Letter, cast: make.Cast, *, on: date) -> None:
    letters.send_letter(letter, on=on, told="Aangetekend per post.", ring=cast.greet, at=TOMORROW)


def test_sending_the_letter_of_a_decision_makes_the_decision_known(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    letter = written(answer, cast)

    send(letter, cast, on=TOMORROW.date())

    answer.refresh_from_db()
    assert (answer.state, answer.served_on, letter.sent_on) == (State.SERVED, TOMORROW.date(), TOMORROW.date())
    assert open_answers([answer], cast.greet)[0].served == "Aangetekend per post."


def test_another_letter_that_goes_out_makes_no_decision_known(cast: make.Cast) -> None:
    case = weighed(cast)
    agree(case, cast, Step.POLICE)
    answer = decided(case, cast)

    send(written(answer, cast, "police_notice"), cast, on=TOMORROW.date())

    answer.refresh_from_db()
    assert answer.state == State.DECIDED


def test_a_letter_goes_out_once_and_not_before_it_was_made(cast: make.Cast) -> None:
    letter = written(decided(weighed(cast), cast), cast)
    with pytest.raises(NotThatDay):
        send(letter, cast, on=TODAY - timedelta(days=1))
    with pytest.raises(NotThatDay):
        send(letter, cast, on=TOMORROW.date() + timedelta(days=1))

    send(letter, cast, on=TOMORROW.date())

    with pytest.raises(JustChanged):
        send(letter, cast, on=TOMORROW.date())


def test_who_does_not_handle_the_case_writes_no_letter(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    whole = draft(answer, cast)

    for ring in (cast.bas, cast.cor):
        with pytest.raises(NotYourCase):
            letters.write_letter(answer, draft=whole, ring=ring, at=make.MIDDAY)


def test_the_reporter_reads_that_something_was_done_only_once_it_was(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    assert "reporter_confirmation" not in offered(answer, cast)

    measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)

    assert "reporter_confirmation" in offered(answer, cast)


def test_a_request_to_the_police_is_not_what_the_desk_did_itself(cast: make.Cast) -> None:
    case = weighed(cast)
    agree(case, cast, Step.POLICE)

    assert Slot.DONE not in begun_with(decided(case, cast, "stop_talk"), cast, "stop_talk_request")


def test_the_other_side_learns_neither_the_reference_of_the_reporter_nor_the_number_of_the_desk(
    cast: make.Cast,
) -> None:
    Desk.objects.filter(pk=cast.desk.pk).update(phone="020 123 45 67")
    answer = served(weighed(cast), cast)
    assert Slot.CONTACT not in begun_with(answer, cast, "warning")
    assert "020 123 45 67" in str(begun_with(answer, cast, "reporter_confirmation")[Slot.CONTACT])
    first, second = written(answer, cast), written(answer, cast)
    told = written(answer, cast, "reporter_confirmation")

    of = {one.row: one.written for one in letters_of(answer, cast.greet)}

    assert of[told].reference == answer.case.reference
    assert len({one.reference for one in of.values()}) == 3
    assert cast.desk.name not in of[first].sender
    assert cast.desk.name in of[told].sender
    for letter in (first, second):
        shown = text_of_pdf(as_file(of[letter], organisation_of(cast), form="pdf"))
        assert "".join(answer.case.reference.split()) not in shown


@pytest.mark.parametrize(("name", "law"), [("damage_claim", "6:162"), ("area_ban_request", "172a")])
def test_a_letter_on_a_law_of_its_own_keeps_that_law(cast: make.Cast, name: str, law: str) -> None:
    answer = put(weighed(cast), cast)

    assert law in str(begun_with(answer, cast, name)[Slot.GROUND])


def begun_with(answer: Answer, cast: make.Cast, name: str) -> Mapping[Slot, Value]:
    text = text_of(organisation_of(cast), name)
    assert text is not None
    return beginning(text, open_answers([Answer.objects.get(pk=answer.pk)], cast.greet)[0], cast.greet, on=TODAY)


def test_an_old_letter_makes_no_other_decision_known(cast: make.Cast) -> None:
    answer = banned(cast)
    first = agreed(answer, cast, ChangeKind.EXTEND, date(2026, 7, 9), at=TOMORROW)
    letter = written(answer, cast, "extension", at=TOMORROW)
    measures.tell_change(first, told="Gebeld.", on=TOMORROW.date(), ring=cast.greet, at=TOMORROW)
    second = agreed(Answer.objects.get(pk=answer.pk), cast, ChangeKind.EXTEND, date(2026, 8, 9), at=TOMORROW)

    send(letter, cast, on=TOMORROW.date())

    second.refresh_from_db()
    assert second.state == ChangeState.AGREED
    again = written(answer, cast, "extension", at=TOMORROW)
    measures.tell_change(second, told="Gebeld.", on=TOMORROW.date(), ring=cast.greet, at=TOMORROW)
    assert again.change == second
    with pytest.raises(NotThisLetter, match="Maak de brief opnieuw"):
        send(written_before(letter), cast, on=TOMORROW.date())


def written_before(letter: Letter) -> Letter:
    """The letter as if it had not gone out yet."""
    Letter.objects.filter(pk=letter.pk).update(sent_on=None)
    return Letter.objects.get(pk=letter.pk)


def test_a_ban_made_known_later_than_its_letter_says_needs_a_new_letter(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast, "building_ban")
    with pytest.raises(NotThisLetter, match="Maak de brief opnieuw"):
        send(written(answer, cast, "building_ban"), cast, on=TOMORROW.date())
    answer.refresh_from_db()
    assert answer.state == State.DECIDED

    send(written(answer, cast, "building_ban", at=TOMORROW), cast, on=TOMORROW.date())

    answer.refresh_from_db()
    assert (answer.state, answer.begins_on) == (State.RUNNING, TOMORROW.date())


def test_a_lift_says_the_day_on_which_it_was_told(cast: make.Cast) -> None:
    answer = banned(cast)
    agreed(answer, cast, ChangeKind.LIFT, at=make.MIDDAY)
    with pytest.raises(NotThisLetter, match="Maak de brief opnieuw"):
        send(written(answer, cast, "lift"), cast, on=TOMORROW.date())

    send(written(answer, cast, "lift", at=TOMORROW), cast, on=TOMORROW.date())

    answer.refresh_from_db()
    assert (answer.state, answer.ended_on) == (State.LIFTED, TOMORROW.date())


def test_the_letter_of_a_decision_that_was_taken_back_does_not_go_out(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    letter = written(answer, cast)
    measures.withdraw(answer, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(NotThisLetter, match="ingetrokken"):
        send(letter, cast, on=TOMORROW.date())
    assert Letter.objects.get(pk=letter.pk).sent_on is None


def test_who_decides_or_only_looks_after_a_measure_never_reads_what_the_reporter_is_told(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    told = written(answer, cast, "reporter_confirmation")
    other = written(answer, cast)

    (opened,) = open_answers([Answer.objects.get(pk=answer.pk)], cast.bas)
    assert [one.row for one in letters_of(answer, cast.bas)] == [other]
    assert "reporter_confirmation" not in [one.id for one in letters_for(opened, cast.bas)]
    assert {one.row for one in letters_of(answer, cast.greet)} == {told, other}


def test_a_letter_to_the_reporter_follows_the_case_to_its_next_key(cast: make.Cast) -> None:
    answer = served(weighed(cast), cast)
    written(answer, cast, "reporter_confirmation")
    case = fresh(answer.case, cast.greet)

    renew_key(case, ring=cast.greet, at=make.MIDDAY)

    assert len(letters_of(answer, StaffRing.of(cast.greet.membership, cast.greet.secret))) == 1


def test_letters_go_with_their_case(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = served(case, cast)
    written(answer, cast)
    written(answer, cast, "reporter_confirmation")
    cases.start_handling(case, ring=cast.greet, at=make.MIDDAY)
    cases.start_aftercare(case, ring=cast.greet, at=make.MIDDAY)
    cases.close(case, outcome="settled", ring=cast.greet, at=make.MIDDAY)
    Clock.objects.filter(ended_at=None).update(ended_at=make.MIDDAY, outcome="stopped", wake_at=None)

    measures.destroy_due(at=make.MIDDAY + timedelta(days=740))

    assert not Letter.objects.exists()
    assert not Key.objects.filter(kind=KeyKind.DECISION).exists()
