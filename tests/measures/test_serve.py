"""Making known what was decided; responses; and the reasoned none."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations.at_work import CaseIsClosed, NotThatDay
from rugdekking.cases.queries import reports_of
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.status import Outcome as ClockOutcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.letters.operations import send_letter
from rugdekking.measures.models import Answer, Nature
from rugdekking.measures.operations.rows import NotAnAnswerHere
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import State
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from tests import make
from tests.measures.letter_props import written
from tests.measures.props import BEHAVIOUR, CRITICISM, decided, heard, served, talked, weighed

TODAY = make.MIDDAY.date()


def reaction(case: Case) -> Clock:
    return Clock.objects.get(subject_id=case.pk, kind=ClockKind.REACTION)


def test_a_served_measure_is_the_reaction_and_keeps_its_clock(cast: make.Cast) -> None:
    case = weighed(cast)
    assert not queries.reaction_recorded(case)

    answer = served(case, cast)

    assert (answer.state, answer.served_on) == (State.SERVED, TODAY)
    assert queries.reaction_recorded(case)
    assert reaction(case).outcome == ClockOutcome.KEPT


def test_a_decision_that_nobody_heard_of_is_no_reaction(cast: make.Cast) -> None:
    case = weighed(cast)

    decided(case, cast)

    assert not queries.reaction_recorded(case)
    assert reaction(case).outcome == ClockOutcome.RUNNING


def test_nothing_is_served_before_it_was_decided_or_tomorrow(cast: make.Cast) -> None:
    case = weighed(cast)
    waiting, ready = heard(case, cast), decided(case, cast, "order_talk")

    with pytest.raises(JustChanged):
        measures.serve(waiting, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(NotThatDay):
            measures.serve(ready, told="Brief.", on=day, ring=cast.greet, at=make.MIDDAY)


def test_a_measure_is_not_served_when_the_facts_turn_out_to_be_criticism(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = decided(case, cast)
    cases.record_facts(case, recorded=CRITICISM, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(NotAnAnswerHere):
        measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    measures.withdraw(answer, ring=cast.greet, at=make.MIDDAY)
    assert not queries.reaction_recorded(case)


def test_a_served_measure_is_not_withdrawn_or_served_again(cast: make.Cast) -> None:
    answer = served(weighed(cast), cast)

    with pytest.raises(JustChanged):
        measures.withdraw(answer, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        measures.serve(answer, told="Nog eens.", on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_a_conversation_is_a_response_and_keeps_the_clock_of_the_day_it_was_held(cast: make.Cast) -> None:
    case = weighed(cast, CRITICISM)
    three_days_later = make.MIDDAY + timedelta(days=3)

    response = measures.Response("grievance_talk", BEHAVIOUR, "Hij wil gehoord worden.", "Er komt antwoord.", TODAY)
    answer = measures.respond(case, response=response, ring=cast.greet, at=three_days_later)

    assert (answer.nature, answer.state) == (Nature.RESPONSE, State.SERVED)
    assert reaction(case).outcome == ClockOutcome.KEPT
    assert queries.reaction_recorded(case)
    assert Entry.objects.filter(subject=answer.pk, action="answer.responded").exists()


def invited(case: Case, cast: make.Cast, code: str = "grievance_talk") -> Answer:
    asked = measures.Invitation(code, BEHAVIOUR, "Hij wil gehoord worden.")
    return measures.invite(case, invitation=asked, ring=cast.greet, at=make.MIDDAY)


def test_whoever_has_a_complaint_is_first_invited_and_the_case_waits_until_the_talk_was_held(cast: make.Cast) -> None:
    case = weighed(cast, CRITICISM)
    answer = invited(case, cast)

    letter = written(answer, cast, "grievance_invitation")
    send_letter(letter, on=TODAY, told="Per post.", ring=cast.greet, at=make.MIDDAY)

    answer.refresh_from_db()
    assert (answer.nature, answer.state, answer.served_on) == (Nature.RESPONSE, State.DECIDED, None)
    assert reaction(case).outcome != ClockOutcome.KEPT
    assert not queries.reaction_recorded(case)
    assert queries.waiting_in(case) == [answer]

    measures.serve(answer, told="We hebben gepraat.", on=TODAY, ring=cast.greet, at=make.MIDDAY)

    assert (answer.state, answer.served_on) == (State.SERVED, TODAY)
    assert reaction(case).outcome == ClockOutcome.KEPT


def test_an_invitation_that_came_to_nothing_is_withdrawn(cast: make.Cast) -> None:
    case = weighed(cast, CRITICISM)
    answer = invited(case, cast)

    measures.withdraw(answer, ring=cast.greet, at=make.MIDDAY)

    assert queries.waiting_in(case) == []
    assert reaction(case).ended_at is None


def test_nobody_is_invited_to_what_somebody_else_decides(cast: make.Cast) -> None:
    with pytest.raises(NotAnAnswerHere):
        invited(weighed(cast), cast, "written_warning")


def test_a_platform_is_asked_only_with_consent_and_the_letter_that_asks_is_the_reaction(cast: make.Cast) -> None:
    case = weighed(cast)
    with pytest.raises(measures.AskFirst):
        invited(case, cast, "takedown_request")
    (report,) = reports_of(case)
    reports.record_consent(report, step=Step.PLATFORM, given=True, note="Ja.", ring=cast.greet, at=make.MIDDAY)
    answer = invited(case, cast, "takedown_request")

    letter = written(answer, cast, "takedown_request")
    send_letter(letter, on=TODAY, told="Per formulier.", ring=cast.greet, at=make.MIDDAY)

    answer.refresh_from_db()
    assert answer.state == State.SERVED


def test_a_conversation_that_came_too_late_misses_the_clock(cast: make.Cast) -> None:
    case = weighed(cast, CRITICISM)

    talked(case, cast, "grievance_talk", at=make.MIDDAY + timedelta(days=3))

    assert reaction(case).outcome == ClockOutcome.MISSED


@pytest.mark.parametrize("code", ["written_warning", "norm_statement", "unknown"])
def test_what_somebody_else_decides_is_not_recorded_as_a_conversation(cast: make.Cast, code: str) -> None:
    case = weighed(cast)

    with pytest.raises(NotAnAnswerHere):
        talked(case, cast, code)


def test_no_reaction_at_all_has_a_reason(cast: make.Cast) -> None:
    case = weighed(cast)

    with pytest.raises(TextMissing):
        measures.no_reaction(case, reason="", ring=cast.greet, at=make.MIDDAY)
    measures.no_reaction(case, reason="De dader is onbekend.", ring=cast.greet, at=make.MIDDAY)

    assert queries.reaction_recorded(case)
    assert queries.no_reaction_in(case, cast.greet) == "De dader is onbekend."
    assert queries.no_reaction_in(case, cast.bas) == ""
    assert reaction(case).outcome == ClockOutcome.KEPT
    with pytest.raises(JustChanged):
        measures.no_reaction(case, reason="Nog een reden.", ring=cast.greet, at=make.MIDDAY)


def test_nothing_is_answered_in_a_closed_case(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = decided(case, cast)
    cases.start_handling(case, ring=cast.greet, at=make.MIDDAY)
    cases.start_aftercare(case, ring=cast.greet, at=make.MIDDAY)
    cases.close(case, outcome="settled", ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(CaseIsClosed):
        measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(CaseIsClosed):
        talked(case, cast)


def test_a_change_behind_the_back_of_the_rules_meets_the_database(cast: make.Cast) -> None:
    answer = heard(weighed(cast), cast)
    attempts = (
        {"state": State.DECIDED},
        {"state": State.SERVED},
        {"remedy": ""},
        {"remedy_text": None},
        {"hearing": "none"},
        {"heard_on": None},
        {"decided_by": cast.nora.membership},
        {"served_on": TODAY},
    )

    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=answer.pk).update(**attempt)
