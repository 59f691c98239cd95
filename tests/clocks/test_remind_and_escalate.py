"""A clock about to be missed goes to its owner, then to the deputy; nobody barred ever hears of it."""

import pytest
from django.db import DatabaseError, connection, transaction

from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import ringing
from rugdekking.clocks.status import ClockKind
from rugdekking.notify.models import Kind, Mail
from tests.clocks.desk import MONDAY, TheDesk, hours


def told() -> list[str]:
    return sorted(address.split("@")[0] for address in Mail.objects.values_list("address", flat=True))


def empty_the_outbox() -> None:
    Mail.objects.all().delete()


def ring_without_an_outbox() -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE notify_mail RENAME TO elsewhere")
        clocks.remind_and_escalate(at=MONDAY + hours(24))


def test_the_owner_is_reminded_before_the_clock_is_due(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)

    assert clocks.remind_and_escalate(at=MONDAY + hours(23)) == 0
    assert clocks.remind_and_escalate(at=MONDAY + hours(24)) == 1

    assert told() == ["fatma"]


def test_the_same_warning_is_given_once(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)
    clocks.remind_and_escalate(at=MONDAY + hours(24))

    assert clocks.remind_and_escalate(at=MONDAY + hours(25)) == 0


def test_after_the_due_moment_the_deputy_hears_it_too(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)
    clocks.remind_and_escalate(at=MONDAY + hours(24))
    empty_the_outbox()

    clocks.remind_and_escalate(at=MONDAY + hours(52))

    assert told() == ["fatma", "jan"]
    assert clocks.remind_and_escalate(at=MONDAY + hours(500)) == 0


def test_a_worker_that_slept_tells_once_and_not_everything_it_missed(desk: TheDesk) -> None:
    desk.start(ClockKind.COMPLAINT_TERM, owner=desk.fatma)

    clocks.remind_and_escalate(at=MONDAY + hours(24 * 80))

    clock = Clock.objects.get()
    assert Mail.objects.count() == 1
    assert clock.wake_at is not None
    assert clock.wake_at > MONDAY + hours(24 * 80)


def test_a_deputy_who_cannot_open_the_subject_is_passed_over_for_the_desk(desk: TheDesk) -> None:
    desk.take_key(desk.jan)
    desk.start(ClockKind.PLAN, owner=desk.fatma)

    clocks.remind_and_escalate(at=MONDAY + hours(60))

    assert told() == ["fatma", "mirjam"]


def test_a_clock_without_an_owner_warns_those_of_the_desk_who_may_know(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN)

    clocks.remind_and_escalate(at=MONDAY + hours(24))

    assert told() == ["fatma", "jan", "mirjam"]


def test_somebody_who_is_kept_out_never_hears_of_the_clock(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)
    desk.bar(desk.fatma)

    clocks.remind_and_escalate(at=MONDAY + hours(24))
    clocks.remind_and_escalate(at=MONDAY + hours(60))

    assert told() == ["jan", "mirjam"]


def test_the_keeper_of_a_closed_case_is_told_instead_of_the_owner(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.PLAN, owner=desk.fatma)
    clocks.name_keeper(clock.pk, keeper=desk.mirjam.pk)

    clocks.remind_and_escalate(at=MONDAY + hours(24))

    assert told() == ["mirjam"]


def test_an_alarm_goes_to_all_who_may_know_again_and_again_until_somebody_opens_it(desk: TheDesk) -> None:
    desk.start(ClockKind.ALARM)
    for minutes in (1, 10, 16):
        empty_the_outbox()
        clocks.remind_and_escalate(at=MONDAY + hours(minutes / 60))
        assert told() == ([] if minutes == 10 else ["fatma", "jan", "mirjam"])
    assert set(Mail.objects.values_list("kind", flat=True)) == {Kind.ALARM}

    clocks.keep(ClockKind.ALARM, subject=desk.report, at=MONDAY + hours(1))

    assert clocks.remind_and_escalate(at=MONDAY + hours(2)) == 0


def test_one_run_rings_no_more_than_it_may_and_the_next_goes_on(desk: TheDesk) -> None:
    for _ in range(3):
        desk.start(ClockKind.PLAN, owner=desk.fatma)

    assert clocks.remind_and_escalate(at=MONDAY + hours(24), at_most=2) == 2
    assert clocks.remind_and_escalate(at=MONDAY + hours(24), at_most=2) == 1


def test_of_two_workers_that_read_the_same_clock_only_one_rings(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)
    first, second = Clock.objects.get(), Clock.objects.get()

    assert ringing._ring(first, MONDAY + hours(24))
    assert not ringing._ring(second, MONDAY + hours(24))

    assert Mail.objects.count() == 1


def test_a_worker_that_fails_while_it_rings_leaves_the_clock_to_the_next(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)

    with pytest.raises(DatabaseError):
        ring_without_an_outbox()

    assert Clock.objects.get().reminded_at is None
    assert clocks.remind_and_escalate(at=MONDAY + hours(24)) == 1
