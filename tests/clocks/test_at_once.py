"""Two people, or two workers, at the same moment: exactly one wins, on both databases."""

import pytest

from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.notify.models import Mail
from tests.at_once import all_at_once, outcomes
from tests.clocks.desk import MONDAY, TheDesk, hours

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_four_people_who_end_the_same_clock_one_wins(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.PLAN)

    got = all_at_once(*[lambda: clocks.keep_one(clock.pk, at=MONDAY)] * 4)

    assert got == ["JustChanged"] * 3 + ["won"]


def test_of_four_workers_one_rings(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)

    rang = outcomes(*[lambda: clocks.remind_and_escalate(at=MONDAY + hours(24))] * 4)

    assert sorted(rang, key=str) == [0, 0, 0, 1]
    assert Mail.objects.count() == 1
    assert Clock.objects.get().reminded_at == MONDAY + hours(24)
