"""Clocks start with the term of the organisation, end once, and move only with a reason."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from rugdekking.audit.models import Entry
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, MoveReason, Outcome, SubjectKind
from rugdekking.content.schema import Span, Unit
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import AMSTERDAM
from tests.clocks.desk import MONDAY, SYSTEM, TheDesk, hours
from tests.content import shipped


def test_somebody_calls_before_the_next_working_day_ends(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.CONTACT)

    assert clock.due_at == datetime(2026, 3, 3, 17, 0, tzinfo=AMSTERDAM)
    assert clock.is_promise


def test_the_organisation_sets_its_own_terms(desk: TheDesk) -> None:
    desk.organisation.reaction_hours = 24

    assert desk.start(ClockKind.REACTION).due_at == MONDAY + hours(24)


def test_a_clock_does_not_tell_at_which_minute_somebody_reported(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.PLAN, at=datetime(2026, 3, 2, 9, 41, 7, tzinfo=UTC))

    assert clock.started_at == MONDAY
    assert clock.due_at == MONDAY + hours(48)


def test_a_task_may_bring_its_own_length(desk: TheDesk) -> None:
    clock = clocks.start(
        ClockKind.TASK,
        organisation=desk.organisation,
        subject=clocks.Subject(SubjectKind.TASK, uuid4(), file=desk.report),
        owner=desk.fatma.pk,
        at=MONDAY,
        due=Span(amount=1, unit=Unit.WEEKS),
    )

    assert clock.due_at == datetime(2026, 3, 9, 17, 0, tzinfo=AMSTERDAM)
    assert clock.file == desk.report


def test_a_promise_cannot_lie_in_the_past(desk: TheDesk) -> None:
    with pytest.raises(clocks.NoTimeLeft):
        clocks.start(
            ClockKind.PROMISE,
            organisation=desk.organisation,
            subject=clocks.Subject(SubjectKind.REPORT, desk.report),
            owner=None,
            at=MONDAY,
            due=MONDAY - hours(1),
        )

    assert not Clock.objects.exists()


def test_the_end_of_a_measure_is_always_a_date_that_somebody_picked(desk: TheDesk) -> None:
    with pytest.raises(clocks.NoTimeLeft):
        desk.start(ClockKind.MEASURE_END)


@pytest.mark.parametrize(("after", "outcome"), [(30, Outcome.KEPT), (60, Outcome.MISSED)])
def test_a_promise_is_kept_in_time_or_missed(desk: TheDesk, after: int, outcome: Outcome) -> None:
    clock = desk.start(ClockKind.CONTACT)

    assert clocks.keep(ClockKind.CONTACT, subject=desk.report, at=MONDAY + hours(after)) == 1

    clock.refresh_from_db()
    assert clock.outcome == outcome
    assert clock.wake_at is None


def test_a_clock_ends_once(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.CONTACT)
    clocks.keep_one(clock.pk, at=MONDAY)

    with pytest.raises(JustChanged):
        clocks.stop_one(clock.pk, at=MONDAY)

    clock.refresh_from_db()
    assert clock.outcome == Outcome.KEPT


def test_withdrawing_stops_every_clock_of_the_report(desk: TheDesk) -> None:
    desk.start(ClockKind.CONTACT)
    desk.start(ClockKind.PLAN)

    assert clocks.stop_all([desk.report], at=MONDAY) == 2

    assert set(Clock.objects.values_list("outcome", flat=True)) == {Outcome.STOPPED}


def test_moving_a_clock_takes_a_reason_and_is_in_the_log(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.SUPPORT_FIRST)

    clocks.move(clock, due=MONDAY + hours(96), reason=MoveReason.ASKED, by=SYSTEM, at=MONDAY + hours(1))

    assert clock.due_at == MONDAY + hours(96)
    assert clock.wake_at == MONDAY + hours(72)
    assert Entry.objects.filter(action="clock.moved", subject=desk.report).count() == 1


def test_two_people_cannot_move_the_same_clock(desk: TheDesk) -> None:
    first = desk.start(ClockKind.SUPPORT_FIRST)
    second = Clock.objects.get(pk=first.pk)
    clocks.move(first, due=MONDAY + hours(96), reason=MoveReason.ASKED, by=SYSTEM, at=MONDAY)

    with pytest.raises(JustChanged):
        clocks.move(second, due=MONDAY + hours(120), reason=MoveReason.AGREED, by=SYSTEM, at=MONDAY)

    assert Entry.objects.count() == 1


def test_a_clock_is_not_moved_to_a_moment_that_has_passed(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.PLAN)

    with pytest.raises(clocks.NoTimeLeft):
        clocks.move(clock, due=MONDAY, reason=MoveReason.AGREED, by=SYSTEM, at=MONDAY + hours(2))


def test_a_clock_that_outlives_its_case_gets_a_keeper(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.COMPLAINT_TERM, owner=desk.fatma)

    clocks.name_keeper(clock.pk, keeper=desk.mirjam.pk)

    clock.refresh_from_db()
    assert clock.keeper == desk.mirjam.pk
    assert clock.outlives_case


def test_an_ended_clock_takes_no_keeper(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.COMPLAINT_TERM)
    clocks.stop_one(clock.pk, at=MONDAY)

    with pytest.raises(JustChanged):
        clocks.name_keeper(clock.pk, keeper=desk.mirjam.pk)


def test_clocks_go_along_when_a_case_is_opened_and_handed_over(desk: TheDesk) -> None:
    clock, case = desk.start(ClockKind.PLAN), uuid4()

    clocks.regroup(desk.report, case=case)
    clocks.hand_over([desk.report], owner=desk.jan.pk)

    clock.refresh_from_db()
    assert (clock.file, clock.owner) == (case, desk.jan.pk)


def test_destroyed_subjects_leave_no_clock(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN)

    assert clocks.destroy([desk.report]) == 1


def test_every_kind_of_clock_has_a_term_and_every_term_a_kind() -> None:
    assert {clock.code for clock in shipped.terms().clocks} == set(ClockKind.values)
