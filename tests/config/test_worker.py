"""The worker on an installation where nothing has happened yet."""

from datetime import UTC, datetime

import pytest

from rugdekking.config.schedule import Schedule
from rugdekking.config.worker import JOBS
from rugdekking.content.operations import load_content

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_every_job_of_the_worker_runs_on_a_new_installation() -> None:
    load_content(at=NOON)

    assert Schedule(JOBS).run_due(at=NOON) == []
