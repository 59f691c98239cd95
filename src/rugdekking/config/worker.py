"""The second process: it does what is due by time, and never holds a key that opens what people wrote."""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connections
from django.utils import timezone

from rugdekking.aftercare import operations as aftercare
from rugdekking.audit import operations as audit
from rugdekking.cases import operations as cases
from rugdekking.clocks import operations as clocks
from rugdekking.keys import operations as keys
from rugdekking.measures import operations as measures
from rugdekking.notify import operations as notify
from rugdekking.people import operations as people
from rugdekking.plans import operations as plans
from rugdekking.reports import operations as reports
from rugdekking.reports import queries as report_queries
from rugdekking.vault import files

log = logging.getLogger(__name__)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done again and again, with `every` between two starts."""

    name: str
    run: Callable[[datetime], object]
    every: timedelta


def _destroy_what_is_due(at: datetime) -> None:
    """From the top of the line down, so that nothing points at what is gone already."""
    for part in (aftercare, measures, plans, cases, reports, keys, people, notify):
        part.destroy_due(at=at)


def _remove_orphan_files(_at: datetime) -> None:
    """A file that nothing points at belonged to a send that was never finished."""
    known = report_queries.known_files()
    files.remove_orphans(settings.SEALED_FILES_FOLDER, known, older_than=ONE_DAY.total_seconds())


JOBS = (
    Job("send mails", lambda at: notify.send_waiting(at=at), timedelta(seconds=5)),
    Job("remind and escalate", lambda at: clocks.remind_and_escalate(at=at), timedelta(minutes=1)),
    Job("link the audit log", lambda at: audit.link_new_entries(at=at), timedelta(minutes=1)),
    Job("destroy what is due", _destroy_what_is_due, timedelta(minutes=10)),
    Job("remove orphan files", _remove_orphan_files, timedelta(hours=1)),
)


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


def until_stopped() -> None:
    """Work until the process gets TERM or INT. A job that is under way is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    schedule = Schedule(JOBS)
    while not stop.is_set():
        schedule.run_due(at=timezone.now())
        stop.wait(schedule.seconds_until_next(at=timezone.now()))


def once() -> int:
    """Every job one time; 1 when one of them failed."""
    return 1 if Schedule(JOBS).run_due(at=timezone.now()) else 0


def _succeeds(job: Job, *, at: datetime) -> bool:
    try:
        job.run(at)
    except Exception as error:  # noqa: BLE001  (one job that breaks may not stop the alarms of the others)
        # The name alone: the text of an error can quote what somebody wrote.
        log.error("The job %r failed: %s", job.name, type(error).__name__)  # noqa: TRY400
        connections.close_all()
        return False
    return True
