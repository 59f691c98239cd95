"""Terms that pass: they do not run for ever, and whoever keeps one after closing can open the case."""

from datetime import timedelta

import pytest

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare.operations import ClocksNotConfirmed
from rugdekking.aftercare.queries import closing
from rugdekking.cases.models import Case, Outcome
from rugdekking.cases.status import State
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier
from rugdekking.police.operations.timing import start_clock
from rugdekking.police.sheets import Answers
from tests import make
from tests.aftercare.props import in_aftercare
from tests.aftercare.test_finish import cared_for
from tests.measures.props import fresh
from tests.police.props import filed_for
from tests.recording import a_step

LATER = make.MIDDAY + timedelta(days=120)


@a_step
def stalked(cast: make.Cast, case: Case) -> Dossier:
    """A term for a complaint runs in this case."""
    dossier = filed_for(case, cast)
    police.answer_questions(dossier, answers=Answers(also=("stalking",)), ring=cast.greet, at=make.MIDDAY)
    return dossier


def test_a_complaint_that_can_no_longer_be_taken_back_needs_nobody(cast: make.Cast) -> None:
    dossier = filed_for(in_aftercare(cast), cast)
    last = make.MIDDAY.date() + timedelta(days=8)
    start_clock(dossier, ClockKind.COMPLAINT_BACK, last=last, ring=cast.greet, at=make.MIDDAY)

    assert police.end_due(at=make.MIDDAY + timedelta(days=8)) == 0
    assert police.end_due(at=make.MIDDAY + timedelta(days=9)) == 1
    assert running_of(dossier.pk) == []


def test_in_an_open_case_a_term_that_passed_waits_for_somebody_to_let_it_go(cast: make.Cast) -> None:
    dossier = stalked(cast, in_aftercare(cast))

    assert police.end_due(at=LATER) == 0
    assert [one.kind for one in running_of(dossier.pk)] == [ClockKind.COMPLAINT_TERM]


def test_in_a_closed_case_a_term_ends_two_weeks_after_it_passed_and_who_keeps_it_can_open_the_case(
    cast: make.Cast,
) -> None:
    case, _ = cared_for(cast)
    dossier = stalked(cast, case)
    clocks = closing(case, at=make.MIDDAY).clocks
    carer = {one.pk: cast.nora.membership for one in clocks}
    with pytest.raises(ClocksNotConfirmed):
        aftercare.finish(case, outcome=Outcome.SETTLED, confirmed=carer, ring=cast.greet, at=make.MIDDAY)

    everyone = {one.pk: cast.greet.membership for one in clocks}
    aftercare.finish(case, outcome=Outcome.SETTLED, confirmed=everyone, ring=cast.greet, at=make.MIDDAY)

    assert fresh(case, cast.greet).state == State.CLOSED
    due = Clock.objects.get(kind=ClockKind.COMPLAINT_TERM).due_at
    assert police.end_due(at=due + timedelta(days=13)) == 0
    assert police.end_due(at=due + timedelta(days=15)) == 1
    assert running_of(dossier.pk) == []
