"""Facts, notes with three visibilities, people, messages and promises."""

from datetime import date, timedelta

import pytest

from rugdekking.audit import operations as audit
from rugdekking.cases import operations, queries
from rugdekking.cases.models import Case, Facts, Note, PersonConcerned, PersonKind, Promise, Visibility
from rugdekking.cases.operations import ForWhichReporter, NoBehaviour, NotInThisProtocol, NotYourCase, ToReporter
from rugdekking.cases.sealing import Recorded, Who
from rugdekking.clocks.operations import NoTimeLeft
from rugdekking.clocks.queries import promises, running_in
from rugdekking.clocks.status import ClockKind, MoveReason, Outcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.keys.operations.wraps import MustNotKnow
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.notify.models import Mail
from rugdekking.organisations.roles import Role
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import BehaviourClass
from rugdekking.reports.queries import evidence, messages
from rugdekking.reports.texts import CodePasted, NoText
from rugdekking.vault.secrets import CannotOpen
from tests import make
from tests.cases.props import FACTS, LATER, SOON, afresh, colleague, opened
from tests.reports.props import STORY, filed, stored

NEXT_WEEK = make.MIDDAY + timedelta(days=7)


def test_facts_pin_the_protocol_and_show_only_a_coarse_class(cast: make.Cast) -> None:
    case = opened(cast).case

    row = operations.record_facts(case, recorded=FACTS, ring=cast.greet, at=LATER)

    case.refresh_from_db()
    assert (case.protocol, case.protocol_version) == ("model", 3)
    assert case.behaviour_class == BehaviourClass.THREAT
    assert b"adres" not in bytes(row.sealed)
    assert queries.facts(case, afresh(cast.cor)) == FACTS


def test_earlier_facts_stay_readable(cast: make.Cast) -> None:
    case = opened(cast).case
    again = Recorded(categories=frozenset({"threat", "weapon"}), summary="Er was ook een mes.")
    operations.record_facts(case, recorded=FACTS, ring=cast.greet, at=LATER)

    operations.record_facts(case, recorded=again, ring=cast.greet, at=NEXT_WEEK)

    assert [known.recorded for known in queries.facts_versions(case, cast.greet)] == [again, FACTS]
    case.refresh_from_db()
    assert case.behaviour_class == BehaviourClass.DEEDS


@pytest.mark.parametrize("category", ["emotion", "criticism", "protest"])
def test_emotion_criticism_and_protest_can_be_recorded(cast: make.Cast, category: str) -> None:
    case = opened(cast).case

    operations.record_facts(case, recorded=Recorded(categories=frozenset({category})), ring=cast.greet, at=LATER)

    case.refresh_from_db()
    assert case.behaviour_class == BehaviourClass.WORDS


def test_facts_speak_the_words_of_the_protocol(cast: make.Cast) -> None:
    case = opened(cast).case

    for wrong, refusal in (
        (Recorded(categories=frozenset()), NoBehaviour),
        (Recorded(categories=frozenset({"witchcraft"})), NotInThisProtocol),
        (Recorded(categories=frozenset({"threat"}), channels=frozenset({"pigeon"})), NotInThisProtocol),
    ):
        with pytest.raises(refusal):
            operations.record_facts(case, recorded=wrong, ring=cast.greet, at=LATER)

    assert not Facts.objects.exists()


def test_only_who_handles_the_case_records_facts(cast: make.Cast) -> None:
    case = opened(cast).case

    for ring in (cast.cor, cast.tim, colleague(cast)):
        with pytest.raises(NotYourCase):
            operations.record_facts(case, recorded=FACTS, ring=ring, at=LATER)


def note(case: Case, ring: StaffRing, visibility: Visibility, text: str) -> Note:
    report = queries.reports_of(case)[0] if visibility == Visibility.REPORTER else None
    return operations.write_note(case, text=text, visibility=visibility, report=report, ring=ring, at=LATER)


def test_each_note_is_read_by_exactly_those_whom_it_is_for(cast: make.Cast) -> None:
    it = opened(cast)
    for visibility in Visibility:
        note(it.case, cast.greet, visibility, visibility.label)

    mine = {one.text for one in queries.notes_in(it.case, afresh(cast.greet))}
    colleagues = {one.text for one in queries.notes_in(it.case, afresh(cast.cor))}
    reporters = {one.text for one in queries.notes_for(it.report, it.own.ring)}
    assert mine == {Visibility.REPORTER.label, Visibility.TEAM.label, Visibility.PRIVATE.label}
    assert colleagues == {Visibility.REPORTER.label, Visibility.TEAM.label}
    assert reporters == {Visibility.REPORTER.label}


def test_a_private_note_comes_back_with_own_codes_and_in_no_other_way(cast: make.Cast) -> None:
    it = opened(cast)
    own = make.member(cast.desk, Role.COORDINATOR, name="Dora")
    made = keys.set_up_person(own.person, passphrase=make.PASSPHRASE, at=make.MIDDAY)
    dora = StaffRing.of(own, made.secret)
    keys.let_in(own, desk=cast.desk, ring=cast.greet, at=make.MIDDAY)
    operations.welcome(own, ring=cast.greet, at=LATER)
    private = note(it.case, dora, Visibility.PRIVATE, "Mijn twijfel.")

    secret = keys.unlock_with_code(own.person, typed=made.codes[0].text, passphrase="een heel nieuwe zin", at=LATER)
    assert "Mijn twijfel." in {one.text for one in queries.notes_in(it.case, StaffRing.of(own, secret))}

    anew = keys.start_over(own.person, passphrase=make.PASSPHRASE, at=LATER)
    keys.let_in(own, desk=cast.desk, ring=cast.greet, at=LATER)
    operations.welcome(own, ring=cast.greet, at=LATER)
    back = StaffRing.of(own, anew.secret)
    assert queries.people(it.case, back)
    assert private.pk not in {one.row.pk for one in queries.notes_in(it.case, back)}
    assert private.key_id not in afresh(cast.greet).open_all([private.key_id])


def test_a_note_refuses_a_code_and_emptiness(cast: make.Cast) -> None:
    it = opened(cast)

    for text, refusal in ((" ", NoText), (f"De code is {it.own.code.text}.", CodePasted)):
        for visibility in Visibility:
            with pytest.raises(refusal):
                note(it.case, cast.greet, visibility, text)

    assert not Note.objects.exists()


def test_a_note_for_the_reporter_is_for_a_reporter_of_this_case(cast: make.Cast) -> None:
    case, other = opened(cast).case, opened(cast)

    for report in (None, other.report):
        with pytest.raises(ForWhichReporter):
            operations.write_note(
                case, text="Dag.", visibility=Visibility.REPORTER, report=report, ring=cast.greet, at=LATER
            )


def test_a_relative_is_added_and_corrected(cast: make.Cast) -> None:
    case = opened(cast).case
    person = operations.add_person(case, kind=PersonKind.RELATIVE, who=Who(name="Pien"), ring=cast.greet, at=LATER)

    operations.correct_person(person, who=Who(name="Pien", contact="06"), ring=cast.greet, at=LATER)

    (relative,) = [one for one in queries.people(case, cast.cor) if one.person.kind == PersonKind.RELATIVE]
    assert (relative.name, relative.contact) == ("Pien", "06")


def test_asking_the_reporter_puts_the_case_on_waiting_until_they_answer(cast: make.Cast) -> None:
    it = opened(cast)
    operations.write_to_reporter(
        it.case, letter=ToReporter(it.report, "Hebt u een foto?", asks=True), ring=cast.greet, at=LATER
    )
    it.case.refresh_from_db()
    assert it.case.waiting
    assert queries.state_for_reporter(it.report) == queries.Stage.WAITING

    operations.receive_message(it.report, ring=it.own.ring, text="Ja, hier.", at=NEXT_WEEK)

    it.case.refresh_from_db()
    assert not it.case.waiting
    kinds = {clock.kind for clock in running_in(it.case.pk)}
    assert ClockKind.REPORTER not in kinds
    assert ClockKind.ANSWER in kinds
    assert Mail.objects.filter(address=cast.greet.membership.person.email, subject_id=it.case.pk).exists()


def test_a_file_is_an_answer_as_well(cast: make.Cast) -> None:
    it = opened(cast)
    letter = ToReporter(it.report, "Hebt u een foto?", asks=True)
    operations.write_to_reporter(it.case, letter=letter, ring=cast.greet, at=LATER)

    operations.receive_file(it.report, ring=it.own.ring, file=stored(), at=NEXT_WEEK)

    it.case.refresh_from_db()
    assert not it.case.waiting
    assert [piece.file.name for piece in evidence(it.report, afresh(cast.greet))] == ["foto.jpg"]


def test_two_who_are_asked_both_answer_before_the_case_goes_on(cast: make.Cast) -> None:
    it, second = opened(cast), filed(cast)
    operations.join(it.case, second.report, ring=cast.greet, at=LATER)
    for report in (it.report, second.report):
        letter = ToReporter(report, "Hebt u een foto?", asks=True)
        operations.write_to_reporter(it.case, letter=letter, ring=cast.greet, at=LATER)

    operations.receive_message(it.report, ring=it.own.ring, text="Nee.", at=NEXT_WEEK)
    it.case.refresh_from_db()
    assert it.case.waiting
    operations.receive_message(second.report, ring=second.ring, text="Ja.", at=NEXT_WEEK)
    it.case.refresh_from_db()
    assert not it.case.waiting


def test_the_desk_goes_on_without_an_answer(cast: make.Cast) -> None:
    it = opened(cast)
    letter = ToReporter(it.report, "Hebt u een foto?", asks=True)
    operations.write_to_reporter(it.case, letter=letter, ring=cast.greet, at=LATER)

    operations.stop_waiting(it.case, ring=cast.greet, at=NEXT_WEEK)

    assert not it.case.waiting
    with pytest.raises(JustChanged):
        operations.stop_waiting(it.case, ring=cast.greet, at=NEXT_WEEK)


def test_an_answer_of_the_desk_ends_the_promise_of_an_answer(cast: make.Cast) -> None:
    it = opened(cast)
    operations.receive_message(it.report, ring=it.own.ring, text="Is er nieuws?", at=LATER)

    operations.write_to_reporter(it.case, letter=ToReporter(it.report, "Ja."), ring=cast.greet, at=NEXT_WEEK)

    assert not {ClockKind.ANSWER, ClockKind.CONTACT} & {clock.kind for clock in running_in(it.case.pk)}
    texts = [letter.words.text for letter in messages(it.report, it.own.ring)]
    assert texts == ["Is er nieuws?", "Ja."]


def test_both_sides_see_a_promise_and_a_talk_keeps_it(cast: make.Cast) -> None:
    it = opened(cast)
    operations.promise(it.case, report=it.report, text="Wij bellen u.", due_on=SOON, ring=cast.greet, at=LATER)
    for ring in (it.own.ring, afresh(cast.cor)):
        (promised,) = queries.promises_to(it.report, ring)
        assert promised.text == "Wij bellen u."
        assert promised.clock.due_at.date() == SOON
        assert promised.clock.outcome == Outcome.RUNNING

    operations.record_contact(it.case, report=it.report, ring=cast.greet, at=LATER)

    (promised,) = queries.promises_to(it.report, it.own.ring)
    assert promised.clock.outcome == Outcome.KEPT
    month = {"since": make.MIDDAY, "until": make.MIDDAY + timedelta(days=31), "at": make.MIDDAY + timedelta(days=31)}
    figures = promises(organisation=it.case.organisation_id, **month)
    assert figures.kept == 2


def test_a_promise_kept_too_late_counts_as_missed(cast: make.Cast) -> None:
    it = opened(cast)
    operations.promise(it.case, report=it.report, text="Wij bellen u.", due_on=SOON, ring=cast.greet, at=LATER)

    operations.write_to_reporter(it.case, letter=ToReporter(it.report, "Sorry."), ring=cast.greet, at=NEXT_WEEK)

    (promised,) = queries.promises_to(it.report, it.own.ring)
    assert promised.clock.outcome == Outcome.MISSED


def test_another_date_is_agreed_with_a_reason(cast: make.Cast) -> None:
    it = opened(cast)
    made = operations.promise(it.case, report=it.report, text="Wij bellen.", due_on=SOON, ring=cast.greet, at=LATER)

    later = date(2026, 3, 16)
    operations.move_promise(made, due_on=later, reason=MoveReason.ASKED, ring=cast.greet, at=LATER)

    (promised,) = queries.promises_to(it.report, it.own.ring)
    assert promised.clock.due_at.date() == later
    assert promised.clock.move_reason == MoveReason.ASKED


def test_a_promise_lies_ahead(cast: make.Cast) -> None:
    it = opened(cast)

    with pytest.raises(NoTimeLeft):
        operations.promise(
            it.case, report=it.report, text="Gisteren.", due_on=date(2026, 3, 9), ring=cast.greet, at=LATER
        )
    assert not Promise.objects.exists()


def test_a_text_that_was_moved_or_changed_opens_no_more(cast: make.Cast) -> None:
    case, other = opened(cast).case, opened(cast).case
    facts = operations.record_facts(case, recorded=FACTS, ring=cast.greet, at=LATER)
    team = note(case, cast.greet, Visibility.TEAM, "Voor ons.")
    person = PersonConcerned.objects.filter(case=case).get()

    Note.objects.filter(pk=team.pk).update(sealed=bytes(facts.sealed))
    with pytest.raises(CannotOpen):
        queries.notes_in(case, cast.greet)
    Facts.objects.filter(pk=facts.pk).update(case=other)
    with pytest.raises(CannotOpen):
        queries.facts(other, cast.greet)
    changed = bytes(person.sealed)[:-1] + bytes([bytes(person.sealed)[-1] ^ 1])
    PersonConcerned.objects.filter(pk=person.pk).update(sealed=changed)
    with pytest.raises(CannotOpen):
        queries.people(case, cast.greet)


def test_the_timeline_tells_it_all_in_order(cast: make.Cast) -> None:
    it = opened(cast, STORY)
    operations.record_facts(it.case, recorded=FACTS, ring=cast.greet, at=LATER)
    note(it.case, cast.greet, Visibility.TEAM, "Rustig gebleven.")
    note(it.case, cast.greet, Visibility.PRIVATE, "Ik schrok.")
    operations.receive_message(it.report, ring=it.own.ring, text="Dank u.", at=NEXT_WEEK)

    told = queries.timeline(it.case, afresh(cast.cor))

    assert [moment.at for moment in told] == sorted(moment.at for moment in told)
    whats = [moment.what for moment in told]
    assert {"report.filed", "report.taken", "case.opened", "facts", "note", "message"} <= set(whats)
    texts = {moment.text for moment in told}
    assert {"Rustig gebleven.", "Dank u.", FACTS.summary} <= texts
    assert "Ik schrok." not in texts
    assert not any(what.endswith(".looked") for what in whats)


def test_what_is_known_to_the_hour_keeps_its_place_in_the_timeline(cast: make.Cast) -> None:
    it = opened(cast, STORY)
    noon = NEXT_WEEK.replace(minute=0)
    asked = noon + timedelta(minutes=20)
    operations.record_facts(it.case, recorded=FACTS, ring=cast.greet, at=asked)
    audit.link_new_entries(at=asked)
    audit.record(
        "report.withdrawn",
        organisation=it.report.organisation_id,
        subject=it.report.pk,
        by=actor_of(it.own.ring),
        at=noon + timedelta(minutes=40),
    )

    *_, before, last = queries.timeline(it.case, afresh(cast.cor))

    assert (before.what, last.what) == ("facts", "report.withdrawn")
    assert last.at == noon


def test_nobody_gives_a_key_to_who_must_not_know_by_hand(cast: make.Cast) -> None:
    case = opened(cast).case
    keys.bar_member(case.pk, membership=cast.bas.membership)

    with pytest.raises(MustNotKnow):
        keys.give(case.key, cast.greet.open(case.key_id), to=holders([cast.bas.membership]))
