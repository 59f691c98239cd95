"""The clocks of a police file: they follow from the answers, warn in time, and outlive the case."""

from datetime import date, timedelta

import pytest

from rugdekking.aftercare.queries import closing
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import NoTimeLeft
from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.terms import closing_of
from rugdekking.content.schema import Reply
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.police import operations as police
from rugdekking.police.hinting import hints_of
from rugdekking.police.models import Dossier
from rugdekking.police.operations import NotATermHere
from rugdekking.police.sheets import Answers
from tests import make
from tests.measures.props import weighed
from tests.police.props import filed_for

STALKED = Answers(also=("stalking",))
TODAY = day_of(make.MIDDAY)


def answer(dossier: Dossier, cast: make.Cast, answers: Answers) -> None:
    police.answer_questions(dossier, answers=answers, ring=cast.greet, at=make.MIDDAY)


def until(dossier: Dossier) -> list[date]:
    return [day_of(one.due_at) for one in running_of(dossier.pk) if one.kind == ClockKind.COMPLAINT_TERM]


@pytest.fixture
def dossier(cast: make.Cast) -> Dossier:
    return filed_for(weighed(cast), cast)


def test_the_term_runs_from_the_day_of_the_report_as_soon_as_something_may_need_a_complaint(
    cast: make.Cast, dossier: Dossier
) -> None:
    answer(dossier, cast, Answers())
    assert until(dossier) == []

    answer(dossier, cast, STALKED)

    assert until(dossier) == [date(2026, 6, 10)]
    assert hints_of(dossier, ring=cast.greet, at=make.MIDDAY).assumed
    (clock,) = running_of(dossier.pk)
    assert clock.outlives_case
    assert clock.wake_at == closing_of(date(2026, 6, 10)) - timedelta(weeks=6)


def test_another_day_of_knowing_moves_the_term_and_other_answers_end_it(cast: make.Cast, dossier: Dossier) -> None:
    answer(dossier, cast, STALKED)
    answer(dossier, cast, Answers(also=("stalking",), known_on=date(2026, 2, 28)))
    assert until(dossier) == [date(2026, 5, 28)]

    answer(dossier, cast, Answers(also=("stalking",), answers={"repeated": Reply.NO}))

    assert until(dossier) == []


def test_a_term_that_is_over_does_not_run_and_the_day_still_shows(cast: make.Cast, dossier: Dossier) -> None:
    answer(dossier, cast, Answers(also=("stalking",), known_on=date(2025, 11, 30)))

    assert until(dossier) == []
    assert hints_of(dossier, ring=cast.greet, at=make.MIDDAY).complaint_until == date(2026, 2, 28)


def test_a_day_that_cannot_be_is_refused(cast: make.Cast, dossier: Dossier) -> None:
    tomorrow = TODAY + timedelta(days=1)

    with pytest.raises(NotThatDay):
        answer(dossier, cast, Answers(happened_on=tomorrow))
    with pytest.raises(NotThatDay):
        answer(dossier, cast, Answers(happened_on=TODAY, known_on=TODAY - timedelta(days=1)))


def test_a_running_term_is_among_the_clocks_that_a_closing_case_hands_to_a_keeper(
    cast: make.Cast, dossier: Dossier
) -> None:
    answer(dossier, cast, STALKED)

    assert ClockKind.COMPLAINT_TERM in {one.kind for one in closing(dossier.case, at=make.MIDDAY).clocks}


def test_the_way_to_the_court_of_appeal_is_three_months_from_when_one_was_told(
    cast: make.Cast, dossier: Dossier
) -> None:
    told_on = date(2026, 3, 2)
    police.start_term(dossier, kind=ClockKind.ARTICLE_12, told_on=told_on, ring=cast.greet, at=make.MIDDAY)
    police.start_term(dossier, kind=ClockKind.OBJECTION, told_on=told_on, ring=cast.greet, at=make.MIDDAY)

    due = {one.kind: day_of(one.due_at) for one in running_of(dossier.pk)}
    assert due == {ClockKind.ARTICLE_12: date(2026, 6, 2), ClockKind.OBJECTION: date(2026, 4, 13)}
    with pytest.raises(NoTimeLeft):
        police.start_term(
            dossier, kind=ClockKind.ARTICLE_12, told_on=date(2025, 1, 1), ring=cast.greet, at=make.MIDDAY
        )
    with pytest.raises(NotATermHere):
        police.start_term(dossier, kind=ClockKind.REVIEW, told_on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_a_term_that_the_person_does_not_use_is_let_go_once(cast: make.Cast, dossier: Dossier) -> None:
    answer(dossier, cast, STALKED)
    police.let_go(dossier, kind=ClockKind.COMPLAINT_TERM, ring=cast.greet, at=make.MIDDAY)

    assert not Clock.objects.filter(subject_id=dossier.pk, ended_at=None).exists()
    with pytest.raises(JustChanged):
        police.let_go(dossier, kind=ClockKind.COMPLAINT_TERM, ring=cast.greet, at=make.MIDDAY)
