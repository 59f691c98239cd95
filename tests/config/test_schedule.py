"""Each job is done in its time, and one broken job stops nothing else."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from rugdekking.config.schedule import Job, Schedule

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_job_is_done_at_once_and_then_at_its_own_pace() -> None:
    done: list[datetime] = []
    schedule = Schedule([Job("write", done.append, every=MINUTE)])

    for seconds in (0, 59, 60, 61):
        schedule.run_due(at=NOON + timedelta(seconds=seconds))

    assert done == [NOON, NOON + MINUTE]


def test_the_worker_sleeps_until_the_next_job() -> None:
    schedule = Schedule([Job("often", id, every=MINUTE), Job("seldom", id, every=60 * MINUTE)])

    schedule.run_due(at=NOON)

    assert schedule.seconds_until_next(at=NOON + timedelta(seconds=20)) == 40
    assert schedule.seconds_until_next(at=NOON + 2 * MINUTE) == 0


def test_a_job_that_breaks_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    done: list[datetime] = []

    def breaks(_at: datetime) -> None:
        raise ValueError("what somebody wrote")

    failed = Schedule([Job("breaks", breaks, every=MINUTE), Job("goes on", done.append, every=MINUTE)]).run_due(
        at=NOON
    )

    assert failed == ["breaks"]
    assert done == [NOON]
    assert caplog.record_tuples == [
        ("rugdekking.config.schedule", logging.ERROR, "The job 'breaks' failed: ValueError")
    ]


def test_a_job_that_broke_is_tried_again_at_its_next_turn() -> None:
    tries: list[datetime] = []

    def breaks_once(at: datetime) -> None:
        tries.append(at)
        if len(tries) == 1:
            raise OSError

    schedule = Schedule([Job("breaks once", breaks_once, every=MINUTE)])

    assert schedule.run_due(at=NOON) == ["breaks once"]
    assert schedule.run_due(at=NOON + MINUTE) == []
