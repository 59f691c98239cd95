"""The second process: it does what is due by time, and never holds a key that opens what people wrote."""

import signal
import threading
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from rugdekking.aftercare import operations as aftercare
from rugdekking.audit import operations as audit
from rugdekking.cases import operations as cases
from rugdekking.clocks import operations as clocks
from rugdekking.config import logs
from rugdekking.config.schedule import Job, Schedule
from rugdekking.drills import operations as drills
from rugdekking.keys import operations as keys
from rugdekking.knowledge import operations as knowledge
from rugdekking.measures import operations as measures
from rugdekking.notify import operations as notify
from rugdekking.organisations.log_heads import send_log_heads
from rugdekking.people import operations as people
from rugdekking.perpetrators import operations as perpetrators
from rugdekking.plans import operations as plans
from rugdekking.police import operations as police
from rugdekking.reports import operations as reports
from rugdekking.scans.rooms import operations as rooms
from rugdekking.visits import operations as visits


def _destroy_what_is_due(at: datetime) -> None:
    """From the top of the line down, so that nothing points at what is gone already."""
    for part in (aftercare, measures, police, perpetrators, plans, cases, reports, keys, people, notify):
        part.destroy_due(at=at)


JOBS = (
    Job("send mails", lambda at: notify.send_waiting(at=at), timedelta(seconds=5)),
    Job("remind and escalate", lambda at: clocks.remind_and_escalate(at=at), timedelta(minutes=1)),
    Job("end measures", lambda at: measures.end_due(at=at), timedelta(minutes=10)),
    Job("end terms of police files", lambda at: police.end_due(at=at), timedelta(minutes=10)),
    Job("link the audit log", lambda at: audit.link_new_entries(at=at), timedelta(minutes=1)),
    Job("send the heads of the log", lambda at: send_log_heads(at=at), timedelta(hours=1)),
    Job("destroy what is due", _destroy_what_is_due, timedelta(minutes=10)),
    Job("throw away rooms", lambda at: rooms.destroy_due(at=at), timedelta(minutes=10)),
    Job("destroy old counts of read pages", lambda at: visits.destroy_due(at=at), timedelta(hours=1)),
    Job("destroy old logs", lambda at: logs.destroy_due(settings.LOG_FOLDER, at=at), timedelta(hours=1)),
    Job("remind to review pages", lambda at: knowledge.remind_to_review(at=at), timedelta(hours=1)),
    Job("publish planned pages", lambda at: knowledge.publish_planned(at=at), timedelta(minutes=1)),
    Job("throw away drills", lambda at: drills.destroy_due(at=at), timedelta(hours=1)),
    Job("remove orphan files", lambda _at: reports.remove_orphan_files(), timedelta(hours=1)),
)


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
