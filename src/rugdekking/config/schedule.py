"""Jobs that are done again and again, each at its own pace, whatever happens to the others."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done again and again, with `every` between two starts."""

    name: str
    run: Callable[[datetime], object]
    every: timedelta


class Schedule:
    """Remembers when each job is due. A job that fails is tried again at its next turn; the others go on."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._due: dict[Job, datetime | None] = dict.fromkeys(jobs)

    def run_due(self, *, at: datetime) -> list[str]:
        """Run what is due at `at`; gives the names of the jobs that failed."""
        due = [job for job, moment in self._due.items() if moment is None or moment <= at]
        for job in due:
            self._due[job] = at + job.every
        return [job.name for job in due if not _succeeds(job, at=at)]

    def seconds_until_next(self, *, at: datetime) -> float:
        waiting = [moment for moment in self._due.values() if moment is not None]
        return max(0.0, (min(waiting) - at).total_seconds()) if waiting else 0.0


def _succeeds(job: Job, *, at: datetime) -> bool:
    try:
        job.run(at)
    except Exception as error:  # noqa: BLE001  (one job that breaks may not stop the alarms of the others)
        # The name alone: the text of an error can quote what somebody wrote.
        log.error("The job %r failed: %s", job.name, type(error).__name__)  # noqa: TRY400
        connections.close_all()
        return False
    return True
