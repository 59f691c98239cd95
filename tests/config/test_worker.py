"""The worker on an installation where nothing has happened yet."""

from datetime import UTC, datetime

import pytest

from rugdekking.config.schedule import Schedule
from rugdekking.config.worker import JOBS

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_every_job_of_the_worker_runs_on_an_empty_installation() -> None:
    assert Schedule(JOBS).run_due(at=NOON) == []
