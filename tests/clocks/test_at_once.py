"""Two people, or two workers, at the same moment: exactly one wins, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.notify.models import Mail
from tests.clocks.desk import MONDAY, TheDesk, hours

THREADS = 4

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(act: Callable[[], object]) -> list[object]:
    """What each thread got, started together; a refusal counts as an answer."""
    ready = Barrier(THREADS)

    def one(_number: int) -> object:
        ready.wait()
        try:
            return act()
        except JustChanged:
            return "just changed"
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


def test_of_four_people_who_end_the_same_clock_one_wins(desk: TheDesk) -> None:
    clock = desk.start(ClockKind.PLAN)

    answers = all_at_once(lambda: clocks.keep_one(clock.pk, at=MONDAY))

    assert sorted(answers, key=str) == [None, "just changed", "just changed", "just changed"]


def test_of_four_workers_one_rings(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)

    rang = all_at_once(lambda: clocks.remind_and_escalate(at=MONDAY + hours(24)))

    assert sorted(rang, key=str) == [0, 0, 0, 1]
    assert Mail.objects.count() == 1
    assert Clock.objects.get().reminded_at == MONDAY + hours(24)
