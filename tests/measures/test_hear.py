"""Hearing the other side before a measure."""

from datetime import date, timedelta

import pytest

from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import NoTimeLeft
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.status import Outcome as ClockOutcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.models import Hearing
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import State
from tests import make
from tests.measures.props import decided, put, weighed

TODAY = make.MIDDAY.date()
LATER = date(2026, 3, 20)


def clocks_of(subject: object) -> dict[str, str]:
    return dict(Clock.objects.filter(subject_id=subject).values_list("kind", "outcome"))


def test_what_the_other_side_said_reaches_the_decider_and_the_decision_clock_starts(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    measures.hear(answer, view="Het spijt hem.", on=TODAY, ring=cast.greet, at=make.MIDDAY)

    assert (answer.state, answer.hearing, answer.heard_on) == (State.HEARD, Hearing.HELD, TODAY)
    assert measures.look(answer, ring=cast.bas, at=make.MIDDAY).hearing == "Het spijt hem."
    assert clocks_of(answer.pk) == {ClockKind.HEARING: ClockOutcome.KEPT, ClockKind.DECISION: ClockOutcome.RUNNING}


def test_a_hearing_is_skipped_only_with_a_reason(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    with pytest.raises(TextMissing):
        measures.skip_hearing(answer, reason=" ", later_on=LATER, ring=cast.greet, at=make.MIDDAY)
    measures.skip_hearing(answer, reason="Er is acuut gevaar.", later_on=LATER, ring=cast.greet, at=make.MIDDAY)

    assert (answer.state, answer.hearing) == (State.HEARD, Hearing.SKIPPED)
    assert measures.look(answer, ring=cast.bas, at=make.MIDDAY).hearing == "Er is acuut gevaar."
    kinds = Clock.objects.filter(subject_id=answer.pk).values_list("kind", "outcome")
    assert sorted(kinds) == [
        (ClockKind.DECISION, ClockOutcome.RUNNING),
        (ClockKind.HEARING, ClockOutcome.RUNNING),
        (ClockKind.HEARING, ClockOutcome.STOPPED),
    ]


def test_a_hearing_is_not_put_off_to_a_day_that_has_passed(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    with pytest.raises(NoTimeLeft):
        measures.skip_hearing(
            answer, reason="Er is gevaar.", later_on=TODAY - timedelta(days=1), ring=cast.greet, at=make.MIDDAY
        )


def test_who_was_not_heard_first_is_heard_afterwards_by_the_day_that_was_named(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)
    measures.skip_hearing(answer, reason="Er is acuut gevaar.", later_on=LATER, ring=cast.greet, at=make.MIDDAY)
    waiting = Clock.objects.get(subject_id=answer.pk, kind=ClockKind.HEARING, ended_at=None)
    assert waiting.due_at.date() == LATER

    later = make.MIDDAY + timedelta(days=3)
    measures.hear(answer, view="Hij is het er niet mee eens.", on=later.date(), ring=cast.greet, at=later)

    (read,) = queries.open_answers([answer], cast.greet)
    assert (answer.hearing, read.hearing) == (Hearing.LATER, "Hij is het er niet mee eens.")
    assert not Clock.objects.filter(subject_id=answer.pk, kind=ClockKind.HEARING, ended_at=None).exists()


def test_nobody_is_heard_tomorrow(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    with pytest.raises(NotThatDay):
        measures.hear(answer, view="Nog niets.", on=TODAY + timedelta(days=1), ring=cast.greet, at=make.MIDDAY)


def test_a_hearing_that_was_held_is_not_held_or_skipped_again(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)

    with pytest.raises(JustChanged):
        measures.hear(answer, view="Nog eens.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        measures.skip_hearing(answer, reason="Toch niet.", later_on=LATER, ring=cast.greet, at=make.MIDDAY)


def test_a_response_needs_no_hearing(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast, "norm_statement")

    with pytest.raises(JustChanged):
        measures.hear(answer, view="Niets.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
