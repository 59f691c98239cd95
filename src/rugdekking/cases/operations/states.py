"""Moving a case on. Each step checks and changes its state in one statement, so that one of two people wins."""

from datetime import datetime

from django.db import transaction

from rugdekking.audit.actor import Actor
from rugdekking.cases.models import Case, Outcome
from rugdekking.cases.operations.standing import must_handle, record, refresh_due
from rugdekking.cases.queries.standing import reports_of
from rugdekking.cases.status import OPEN, State, before
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.reports import operations as reports
from rugdekking.reports.actors import actor_of
from rugdekking.reports.models import Report
from rugdekking.reports.status import State as ReportState


@transaction.atomic
def start_handling(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """The intake is done: from now on people work on it. Also for a case in aftercare that needs more work."""
    must_handle(case, ring)
    _move(case, State.HANDLING, only_from=OPEN)
    record("case.handling", case, by=ring, at=at)


@transaction.atomic
def start_aftercare(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """The work is done, care goes on."""
    must_handle(case, ring)
    _move(case, State.AFTERCARE)
    record("case.aftercare", case, by=ring, at=at)


@transaction.atomic
def close(case: Case, *, outcome: Outcome, ring: StaffRing, at: datetime) -> None:
    """Close the case and its reports. `aftercare.operations.finish` asks whether that may be, and calls this."""
    must_handle(case, ring)
    _move(case, State.CLOSED, closed_on=day_of(at), outcome=outcome, waiting=False, unsafe_now=False)
    for report in _in_state(case, ReportState.TAKEN):
        reports.close_report(report, by=actor_of(ring), at=at)
    record("case.closed", case, by=ring, at=at)
    refresh_due([case.pk])


@transaction.atomic
def reopen(case: Case, *, by: Actor, at: datetime) -> None:
    """Work on a closed case again, because somebody is not satisfied or there is news. Its handlers stay."""
    reopened = Case.objects.filter(pk=case.pk, state=State.CLOSED)
    if not reopened.update(state=State.HANDLING, closed_on=None, outcome=""):
        raise JustChanged("Deze zaak is niet gesloten.")
    for report in _in_state(case, ReportState.CLOSED):
        reports.reopen_report(report, by=by, at=at)
    record("case.reopened", case, by=by, at=at)
    refresh_due([case.pk])
    case.refresh_from_db()


@transaction.atomic
def mark_safe_now(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """Whoever was not safe is safe for now: the alarm of this case goes off."""
    must_handle(case, ring)
    if not Case.objects.filter(pk=case.pk, unsafe_now=True).update(unsafe_now=False):
        raise JustChanged("Deze zaak staat al op veilig.")
    for report in reports_of(case):
        clocks.keep(ClockKind.ALARM, subject=report.pk, at=at)
    record("case.safe_now", case, by=ring, at=at)
    refresh_due([case.pk])
    case.refresh_from_db()


def _move(case: Case, state: State, *, only_from: frozenset[State] = frozenset(State), **also: object) -> None:
    allowed = before(state) & only_from
    if not Case.objects.filter(pk=case.pk, state__in=allowed).update(state=state, **also):
        raise JustChanged("De zaak is intussen veranderd. Bekijk hoe zij er nu voor staat.")
    case.refresh_from_db()


def _in_state(case: Case, state: ReportState) -> list[Report]:
    """The reports of the case in this state: one that was withdrawn meanwhile neither closes nor opens."""
    return [report for report in reports_of(case) if report.state == state]
