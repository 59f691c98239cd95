"""How a report stands: taken up, closed, opened again, withdrawn; and how somebody looks back at it."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Case, Value, When

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of, to_the_hour
from rugdekking.keys.rings import Ring
from rugdekking.notify.operations import forget_reporter
from rugdekking.reports import texts
from rugdekking.reports.actors import NotYours, actor_of, holder_of
from rugdekking.reports.choices import Score
from rugdekking.reports.models import CodeHolder, Rating, Report
from rugdekking.reports.queries import clock_subject, secret_of
from rugdekking.reports.readers import tell_readers
from rugdekking.reports.sealing import place
from rugdekking.reports.status import State, before
from rugdekking.reports.story import Words


@transaction.atomic
def take_up(report: Report, *, by: Actor, at: datetime) -> None:
    """Somebody starts working on the report. Raises `JustChanged` when somebody else did first."""
    _step(report, State.TAKEN, only_from=State.RECEIVED, taken_on=day_of(at))
    _record("report.taken", report, by, at)


@transaction.atomic
def release(report: Report, *, by: Actor, at: datetime) -> None:
    """Put the report back among the new ones. Raises `JustChanged`."""
    _step(report, State.RECEIVED, only_from=State.TAKEN, taken_on=None)
    _record("report.released", report, by, at)


@transaction.atomic
def close_report(report: Report, *, by: Actor, at: datetime) -> None:
    """The work is done. Raises `JustChanged` when the report was not being worked on."""
    _step(report, State.CLOSED, closed_on=day_of(at))
    _record("report.closed", report, by, at)


@transaction.atomic
def reopen_report(report: Report, *, by: Actor, at: datetime) -> None:
    """Work starts again. Raises `JustChanged` when the report was not closed."""
    _step(report, State.TAKEN, only_from=State.CLOSED, closed_on=None)
    _record("report.reopened", report, by, at)


@transaction.atomic
def contacted(report: Report, *, by: Actor, at: datetime) -> None:
    """Somebody of the desk spoke with the reporter: the promise of contact is kept, or was missed."""
    clocks.keep(ClockKind.CONTACT, subject=report.pk, at=at)
    _record("report.contacted", report, by, at)


@transaction.atomic
def withdraw(report: Report, *, ring: Ring, at: datetime) -> None:
    """Take the report back. On `report.destroy_on` its keys are destroyed; until then one can think again.

    Steps that were taken cannot be undone, and the mail address goes at once. Raises `NotYours` for a member.
    """
    if holder_of(ring) is None:
        raise NotYours("Alleen wie meldde of om wie het gaat, kan een melding intrekken.")
    day = day_of(at)
    destroy_on = day + timedelta(days=report.organisation.withdrawn_days)
    _step(report, State.WITHDRAWN, withdrawn_on=day, destroy_on=destroy_on)
    clocks.stop_all([report.pk], at=at)
    for holder in CodeHolder.objects.filter(report=report):
        forget_reporter(holder.pk)
    CodeHolder.objects.filter(report=report).update(sealed_address=None)
    _record("report.withdrawn", report, actor_of(ring), at)
    tell_readers(report, at=at)


@transaction.atomic
def stay(report: Report, *, ring: Ring, at: datetime) -> None:
    """Think again after withdrawing: the report goes on where it was, and contact is promised anew."""
    if holder_of(ring) is None:
        raise NotYours("Alleen wie meldde of om wie het gaat, kan dit doen.")
    goes_on = Case(When(taken_on=None, then=Value(State.RECEIVED)), default=Value(State.TAKEN))
    withdrawn = Report.objects.filter(pk=report.pk, state=State.WITHDRAWN)
    if not withdrawn.update(state=goes_on, withdrawn_on=None, destroy_on=None, closed_on=None):
        raise JustChanged("Deze melding is niet ingetrokken, of al vernietigd.")
    report.refresh_from_db()
    about = clock_subject(report)
    hour = to_the_hour(at)
    clocks.start(ClockKind.CONTACT, organisation=report.organisation, subject=about, owner=None, at=hour)
    _record("report.stayed", report, actor_of(ring), at)
    tell_readers(report, at=at)


@transaction.atomic
def rate(
    report: Report, *, ring: Ring, score: Score, comment: str = "", reopen: bool = False, at: datetime
) -> Rating:
    """Look back after closing, once. `reopen`: the person wants the work to go on; who asked reopens the case.

    Raises `JustChanged` when the report is not closed or was rated before, and what `texts.check` raises.
    """
    holder = holder_of(ring)
    if holder is None:
        raise NotYours("Alleen de melder kan terugkijken.")
    if report.state != State.CLOSED or report.closed_on is None:
        raise JustChanged("Deze melding is niet afgesloten.")
    row = Rating(
        id=uuid4(),
        organisation_id=report.organisation_id,
        report=report,
        holder=holder,
        score=score,
        wants_reopening=reopen,
        closed_on=report.closed_on,
        given_on=day_of(at),
    )
    if comment.strip():
        row.sealed = secret_of(report, ring).seal(Words(text=texts.check(comment)).to_bytes(), place(row))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise JustChanged("U hebt deze vraag al beantwoord.") from error
    _record("report.rated", report, actor_of(ring), at)
    return row


def _step(report: Report, to: State, *, only_from: State | None = None, **also: object) -> None:
    allowed = before(to) if only_from is None else {only_from}
    if not Report.objects.filter(pk=report.pk, state__in=allowed).update(state=to, **also):
        raise JustChanged("Deze melding is intussen veranderd. Bekijk hoe die er nu voor staat.")
    report.refresh_from_db()


def _record(action: str, report: Report, by: Actor, at: datetime) -> None:
    audit.record(action, organisation=report.organisation_id, subject=report.pk, by=by, at=at)
