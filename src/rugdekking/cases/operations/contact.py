"""The desk and the people who reported: writing, asking, speaking, and promising a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rugdekking.cases.models import Case, Promise
from rugdekking.cases.operations.standing import must_handle, record, refresh_due, tell
from rugdekking.cases.operations.writing import reporter_of
from rugdekking.cases.queries.standing import case_of, handlers_of
from rugdekking.cases.sealing import Words, seal
from rugdekking.cases.status import OPEN
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, MoveReason, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.reports import operations as reports
from rugdekking.reports import texts
from rugdekking.reports.about import About
from rugdekking.reports.actors import actor_of
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import CodeHolder, Evidence, Message, Report
from rugdekking.reports.queries import secret_of

# What a word from the desk, written or spoken, brings to an end.
_HEARD: Sequence[ClockKind] = (ClockKind.CONTACT, ClockKind.ANSWER, ClockKind.PROMISE)


@dataclass(frozen=True, slots=True)
class ToReporter:
    """What the desk writes to a reporter. `asks`: from now on the case waits for an answer. `to`: another holder of
    a code to this report than who reported, such as the person concerned."""

    report: Report
    text: str
    asks: bool = False
    to: CodeHolder | None = None


@transaction.atomic
def write_to_reporter(case: Case, *, letter: ToReporter, ring: StaffRing, at: datetime) -> Message:
    """Send a message to a reporter. That keeps what was promised to them, and their question is answered.

    Raises what `reports.post_message` raises.
    """
    must_handle(case, ring)
    report = reporter_of(case, letter.report)
    message = reports.post_message(report, ring=ring, text=letter.text, to=letter.to, at=at)
    _heard(report, at=at)
    if letter.asks:
        _wait(case, report, owner=ring, at=at)
    refresh_due([case.pk])
    return message


@transaction.atomic
def receive_message(report: Report, *, ring: Ring, text: str, at: datetime) -> Message:
    """A message from the reporter: the case no longer waits for it, and its handlers promise an answer."""
    message = reports.post_message(report, ring=ring, text=text, at=at)
    answered(report, at=at)
    return message


@transaction.atomic
def receive_file(report: Report, *, ring: Ring, file: StoredFile, at: datetime) -> Evidence:
    """A file from the reporter, sealed on disk already; the case hears of it as of a message."""
    row = reports.add_file(report, ring=ring, file=file, at=at)
    answered(report, at=at)
    return row


@transaction.atomic
def hand_in_file(report: Report, *, ring: StaffRing, file: StoredFile, at: datetime) -> Evidence:
    """A file that the desk adds, sealed on disk already: a photo handed over, a mail printed. The reporter sees it.

    In a case only its handlers do. Raises `NotYourCase` and what `reports.add_file` raises.
    """
    case = case_of(report.pk)
    if case is not None:
        must_handle(case, ring)
    return reports.add_file(report, ring=ring, file=file, at=at)


@transaction.atomic
def describe_file(report: Report, *, evidence: UUID, about: About, ring: StaffRing, at: datetime) -> None:
    """What the desk tells of a file. In a case only its handlers do. Raises what `reports.describe_file` raises."""
    case = case_of(report.pk)
    if case is not None:
        must_handle(case, ring)
    reports.describe_file(report, evidence=evidence, about=about, ring=ring, at=at)


@transaction.atomic
def answered(report: Report, *, at: datetime) -> None:
    """The reporter let hear of themselves, in words or files. Call it in the step that took them in."""
    case = case_of(report.pk)
    if case is None or case.state not in OPEN:
        return
    clocks.keep(ClockKind.REPORTER, subject=report.pk, at=at)
    waits = Clock.objects.filter(file=case.pk, kind=ClockKind.REPORTER, ended_at=None).exists()
    Case.objects.filter(pk=case.pk).update(waiting=waits)
    clocks.stop(ClockKind.ANSWER, subject=report.pk, at=at)
    handlers = [row.membership for row in handlers_of(case)]
    clocks.start(
        ClockKind.ANSWER,
        organisation=case.organisation,
        subject=_about(case, report),
        owner=handlers[0].pk if handlers else None,
        at=at,
    )
    tell(case, handlers, at=at)
    refresh_due([case.pk])


@transaction.atomic
def record_contact(case: Case, *, report: Report, ring: StaffRing, at: datetime) -> None:
    """Somebody of the desk spoke with the reporter: what was promised to them is kept, or was missed."""
    must_handle(case, ring)
    report = reporter_of(case, report)
    reports.contacted(report, by=actor_of(ring), at=at)
    _heard(report, at=at)
    refresh_due([case.pk])


@transaction.atomic
def stop_waiting(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """Go on without an answer of the reporter. Raises `JustChanged` when the case did not wait."""
    must_handle(case, ring)
    if not Case.objects.filter(pk=case.pk, waiting=True).update(waiting=False):
        raise JustChanged("Deze zaak wacht niet meer op de melder.")
    for clock in Clock.objects.filter(file=case.pk, kind=ClockKind.REPORTER, ended_at=None):
        clocks.stop_one(clock.pk, at=at)
    record("case.went_on", case, by=ring, at=at)
    refresh_due([case.pk])
    case.refresh_from_db()


@transaction.atomic
def promise(case: Case, *, report: Report, text: str, due_on: date, ring: StaffRing, at: datetime) -> Promise:
    """Promise the reporter something by a date that both sides see, until the desk closes that day.

    A message or a talk keeps it. Raises `NoTimeLeft` for a date that has passed, and what `texts.check` raises.
    """
    must_handle(case, ring)
    report = reporter_of(case, report)
    words = Words(text=texts.check(text))
    clock = clocks.start(
        ClockKind.PROMISE,
        organisation=case.organisation,
        subject=_about(case, report),
        owner=ring.membership.pk,
        at=at,
        due=closing_of(due_on),
    )
    row = Promise(organisation_id=case.organisation_id, case=case, report=report, clock=clock.pk, made_on=day_of(at))
    row.sealed = seal(row, words, under=secret_of(report, ring))
    row.save(force_insert=True)
    record("case.promised", case, by=ring, at=at)
    refresh_due([case.pk])
    return row


@transaction.atomic
def move_promise(made: Promise, *, due_on: date, reason: MoveReason, ring: StaffRing, at: datetime) -> None:
    """Agree on another date, with a reason that both sides see. Raises `NoTimeLeft` and `JustChanged`."""
    must_handle(made.case, ring)
    clock = Clock.objects.filter(pk=made.clock, ended_at=None).first()
    if clock is None:
        raise JustChanged("Deze toezegging loopt niet meer.")
    clocks.move(clock, due=closing_of(due_on), reason=reason, by=actor_of(ring), at=at)
    refresh_due([made.case_id])


def _heard(report: Report, *, at: datetime) -> None:
    for kind in _HEARD:
        clocks.keep(kind, subject=report.pk, at=at)


def _wait(case: Case, report: Report, *, owner: StaffRing, at: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(waiting=True)
    clocks.stop(ClockKind.REPORTER, subject=report.pk, at=at)
    about = _about(case, report)
    clocks.start(ClockKind.REPORTER, organisation=case.organisation, subject=about, owner=owner.membership.pk, at=at)


def _about(case: Case, report: Report) -> clocks.Subject:
    return clocks.Subject(SubjectKind.REPORT, report.pk, file=case.pk)
