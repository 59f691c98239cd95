"""Several people at the same moment, on both databases."""

import pytest

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import Moment, MomentKind, Track
from rugdekking.aftercare.operations import NotReadyToClose
from rugdekking.aftercare.status import MomentState, TrackState
from rugdekking.cases.models import Case, Outcome
from rugdekking.cases.status import State
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.measures.models import Answer
from tests import make
from tests.aftercare.props import in_aftercare, offered, supported, told
from tests.at_once import all_at_once
from tests.measures.props import put, taken

TODAY = make.MIDDAY.date()

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded(transactional_db: None) -> None:
    make.content()


def ready_to_close(cast: make.Cast) -> Case:
    case = in_aftercare(cast)
    clocks.keep(ClockKind.PLAN, subject=case.pk, at=make.MIDDAY)
    aftercare.answer_offer(offered(case, cast), accepts=False, ring=cast.greet, at=make.MIDDAY)
    told(case, cast)
    return case


def close(case: Case, cast: make.Cast) -> None:
    aftercare.finish(case, outcome=Outcome.SETTLED, confirmed={}, ring=cast.greet, at=make.MIDDAY)


def test_of_three_who_close_a_case_one_closes_it(cast: make.Cast) -> None:
    case = ready_to_close(cast)

    results = all_at_once(*[lambda: close(case, cast)] * 3)

    assert results == ["CaseIsClosed", "CaseIsClosed", "won"]


def test_no_case_closes_under_an_answer_that_is_put_at_the_same_moment(cast: make.Cast) -> None:
    case = ready_to_close(cast)

    results = all_at_once(lambda: close(case, cast), lambda: put(case, cast, "norm_statement"))

    case.refresh_from_db()
    is_closed = case.state == State.CLOSED
    assert results == sorted(["won", "CaseIsClosed" if is_closed else NotReadyToClose.__name__])
    assert Answer.objects.filter(code="norm_statement").exists() is not is_closed


def test_a_talk_that_two_people_record_is_recorded_once(cast: make.Cast) -> None:
    track = supported(taken(cast), cast)
    first = Moment.objects.get(track=track, kind=MomentKind.FIRST)

    results = all_at_once(
        *[lambda: aftercare.hold_moment(first, on=TODAY, ring=cast.nora, at=make.MIDDAY)] * 2,
        lambda: aftercare.miss_moment(first, reason="Ziek.", ring=cast.greet, at=make.MIDDAY),
    )

    assert results == ["JustChanged", "JustChanged", "won"]


def test_planning_at_the_moment_of_a_no_leaves_nothing_planned(cast: make.Cast) -> None:
    track = offered(taken(cast), cast)
    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)

    all_at_once(
        lambda: aftercare.plan_moments(Track.objects.get(pk=track.pk), ring=cast.greet, at=make.MIDDAY),
        lambda: aftercare.stop_support(Track.objects.get(pk=track.pk), ring=cast.greet, at=make.MIDDAY),
    )

    track.refresh_from_db()
    assert track.state == TrackState.STOPPED
    assert not Moment.objects.filter(state=MomentState.PLANNED).exists()
    assert not Clock.objects.filter(subject_kind="moment", ended_at=None).exists()


def test_two_carers_who_are_assigned_at_once_leave_one_with_the_key(cast: make.Cast) -> None:
    track = offered(taken(cast), cast)
    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)
    otto = make.newcomer(cast.desk, make.Role.CARER, name="Otto", title="collegiale opvang")

    all_at_once(
        *[
            lambda carer=carer: aftercare.assign_carer(
                Track.objects.get(pk=track.pk), carer=carer.membership, ring=cast.greet, at=make.MIDDAY
            )
            for carer in (cast.nora, otto)
        ]
    )

    track.refresh_from_db()
    holding = [ring for ring in (cast.nora, otto) if queries.open_tracks([track], ring)]
    assert [ring.membership.pk for ring in holding] == [track.carer_id]
