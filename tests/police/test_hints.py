"""Hints about possible offences: what comes up and why, by the law of the day, and never a conclusion."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rugdekking.content.schema import Needed, Reply, Status, Target
from rugdekking.police.hints import Duty, Event, Hint, Standing, asked, complaint_may_be_needed, hints
from rugdekking.protocols.facts import Facts
from tests.content import shipped

OFFENCES = shipped.offences()
QUESTIONS = [one.code for one in OFFENCES.questions]
CATEGORIES = sorted({code for one in OFFENCES.offences for code in one.categories})
EVENTS = st.builds(
    Event,
    st.builds(
        Facts,
        st.frozensets(st.sampled_from(CATEGORIES)),
        st.frozensets(st.sampled_from(["email", "meeting", "home", "social_media", "outdoors"])),
        st.frozensets(st.sampled_from(list(Target))),
    ),
    on=st.none() | st.dates(date(2010, 1, 1), date(2030, 12, 31)),
)
ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(list(Reply)))


def one(code: str, found: tuple[Hint, ...]) -> Hint:
    return next(each for each in found if each.offence.code == code)


def about(*categories: str, on: date | None = None, targets: frozenset[Target] = frozenset()) -> Event:
    return Event(Facts(frozenset(categories), targets=targets), on=on)


@settings(max_examples=60)
@given(EVENTS, ANSWERS)
def test_every_event_with_every_answer_gets_hints_that_say_why(event: Event, answers: dict[str, Reply]) -> None:
    for hint in hints(OFFENCES, event, answers):
        assert {reason.question.code for reason in hint.reasons} == set(hint.offence.questions)
        assert hint.standing in Standing
        assert all(answers.get(reason.question.code, reason.reply) == reason.reply for reason in hint.reasons)
        assert hint.doubts or hint.offence.status is Status.CONFIRMED


@settings(max_examples=60)
@given(EVENTS, ANSWERS)
def test_not_to_know_never_rules_anything_out(event: Event, answers: dict[str, Reply]) -> None:
    open_minded = {code: Reply.UNKNOWN if reply is Reply.NO else reply for code, reply in answers.items()}

    fitting = {each.offence.code for each in hints(OFFENCES, event, answers) if each.fits}

    assert fitting <= {each.offence.code for each in hints(OFFENCES, event, open_minded) if each.fits}


def test_no_word_of_a_hint_concludes() -> None:
    words = [one.about for one in OFFENCES.offences] + [one.text for one in OFFENCES.questions]

    assert not [text for text in words if "strafbaar is dit" in text.lower() or "is schuldig" in text.lower()]
    assert {str(standing) for standing in Standing} == {"possible", "open", "no_fit", "not_yet"}


@pytest.mark.parametrize("code", ["insult", "defamation", "slander", "false_accusation"])
def test_office_or_private_person_decides_whether_an_insult_needs_a_complaint(code: str) -> None:
    event = Event(Facts(frozenset()), also=frozenset({code}))

    duties = {reply: one(code, hints(OFFENCES, event, {"office": reply})).duty for reply in Reply}

    assert duties == {Reply.YES: Duty.NOT_NEEDED, Reply.NO: Duty.NEEDED, Reply.UNKNOWN: Duty.MAYBE}


def test_while_nobody_knows_whom_an_insult_was_aimed_at_the_term_counts() -> None:
    assert complaint_may_be_needed(hints(OFFENCES, about("insult"), {}))
    assert not complaint_may_be_needed(hints(OFFENCES, about("insult"), {"office": Reply.YES}))
    assert complaint_may_be_needed(hints(OFFENCES, about("stalking"), {"office": Reply.YES}))


def test_what_the_facts_say_is_filled_in_and_somebody_can_change_it() -> None:
    event = about("insult", targets=frozenset({Target.OFFICE}))

    (told,) = [each for each in asked(OFFENCES, event, {}) if each.question.code == "office"]
    (changed,) = [each for each in asked(OFFENCES, event, {"office": Reply.NO}) if each.question.code == "office"]

    assert (told.reply, told.read) == (Reply.YES, True)
    assert (changed.reply, changed.read) == (Reply.NO, False)


def test_doxing_was_no_offence_of_its_own_before_2024() -> None:
    known = {"personal_data": Reply.YES, "to_frighten": Reply.YES}

    before = one("doxing", hints(OFFENCES, about("doxing", on=date(2023, 12, 31)), known))
    after = one("doxing", hints(OFFENCES, about("doxing", on=date(2024, 1, 1)), known))

    assert (before.standing, before.fits) == (Standing.NOT_YET, False)
    assert (after.standing, after.duty) == (Standing.POSSIBLE, Duty.NOT_NEEDED)


def test_the_punishment_shown_is_that_of_the_day_of_the_fact() -> None:
    def most(on: date) -> str:
        law = one("threat", hints(OFFENCES, about("threat", on=on), {})).law
        return "" if law is None else law.most

    assert most(date(2019, 12, 31)).startswith("Twee jaar")
    assert most(date(2020, 1, 1)).startswith("Drie jaar")
    assert most(date(2010, 1, 1)) == ""


def test_a_threat_that_never_reached_the_person_may_be_an_attempt() -> None:
    hint = one("threat", hints(OFFENCES, about("threat"), {"serious_threat": Reply.YES, "threat_heard": Reply.NO}))

    assert hint.attempt
    assert hint.fits


def test_an_opinion_about_public_affairs_does_not_fit_an_insult() -> None:
    hint = one("insult", hints(OFFENCES, about("insult"), {"about_policy": Reply.YES}))

    assert hint.standing is Standing.NO_FIT


def test_an_offence_that_somebody_adds_comes_up_whatever_was_recorded() -> None:
    event = Event(Facts(frozenset({"insult"})), also=frozenset({"arson"}))

    assert one("arson", hints(OFFENCES, event, {})).standing is Standing.OPEN


def test_the_offences_that_wait_for_a_complaint_are_those_of_the_law() -> None:
    always = {one.code for one in OFFENCES.offences if one.complaint.needed is Needed.ALWAYS}
    depends = {one.code for one in OFFENCES.offences if one.complaint.needed is Needed.DEPENDS}

    assert always == {"coercion_by_slander", "stalking", "blackmail"}
    assert depends == {"defamation", "slander", "insult", "false_accusation", "secrecy_broken"}


def test_what_rests_on_no_single_yes_says_nothing_yet() -> None:
    found = hints(OFFENCES, about("threat"), {one.code: Reply.UNKNOWN for one in OFFENCES.questions})

    assert found
    assert all(one.says_nothing_yet for one in found if one.fits)


def test_every_offence_comes_up_by_behaviour_that_the_protocols_know() -> None:
    known = {one.code for one in shipped.protocol().categories}

    assert set(CATEGORIES) <= known


def test_every_fact_that_was_not_confirmed_says_so_in_a_sentence() -> None:
    assert all(OFFENCES.doubt(one.doubt) for one in OFFENCES.offences if one.status is not Status.CONFIRMED)
