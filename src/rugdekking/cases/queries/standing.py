"""How a case stands: who handles it, which reports it holds, and what the reporter is told of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from rugdekking.cases.models import Case, CaseReport, Handler
from rugdekking.cases.status import State
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.kernel.time import add_months, day_of, start_of
from rugdekking.kernel.written import Prepared
from rugdekking.keys.models import Wrap
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.reports.choices import Answer, Step
from rugdekking.reports.models import Consent, Report
from rugdekking.reports.status import State as ReportState


@dataclass(frozen=True, slots=True)
class HandlerRow:
    """Somebody who handles a case. `waits`: nobody has wrapped the case key to them yet."""

    membership: Membership
    since: date
    waits: bool


def _handlers(case: UUID, key: UUID) -> QuerySet[Any]:
    wrapped = Wrap.objects.filter(key=key, holder=OuterRef("membership"), wrapped__isnull=False)
    rows = Handler.objects.filter(case=case, until=None).annotate(opens=Exists(wrapped))
    return rows.select_related("membership__person").order_by("since", "pk")


def _reports(case: UUID) -> QuerySet[Report]:
    held = CaseReport.objects.filter(case=case).values("report")
    return Report.objects.filter(pk__in=held).select_related("key").order_by("received_at", "pk")


def _reports_and_yes(case: UUID) -> QuerySet[Any]:
    anew = Consent.objects.filter(report=OuterRef("report"), step=OuterRef("step"), state=Answer.GIVEN)
    taken_back = Consent.objects.filter(
        ~Exists(anew), report=OuterRef("pk"), step__in=(Step.POLICE, Step.COMPLAINT), state=Answer.WITHDRAWN
    )
    latest = taken_back.order_by("-answered_at").values("answered_at")[:1]
    return _reports(case).annotate(taken_back_at=Subquery(latest))


def _held(report: UUID) -> QuerySet[CaseReport]:
    return CaseReport.objects.filter(report=report).select_related("case__desk", "case__key", "case__organisation")


_HANDLERS = Prepared(_handlers, UUID, UUID)
_REPORTS = Prepared(_reports, UUID)
_REPORTS_AND_YES = Prepared(_reports_and_yes, UUID)
_HELD = Prepared(_held, UUID)


def handlers_of(case: Case) -> list[HandlerRow]:
    """Who handles the case now, the longest first."""
    rows = _HANDLERS.rows(case.pk, case.key_id)
    return [HandlerRow(row.membership, row.since, waits=not row.opens) for row in rows]


def reports_of(case: Case) -> list[Report]:
    """The reports in the case, the first received first."""
    return _REPORTS.rows(case.pk)


def reports_and_yes(case: Case) -> list[tuple[Report, date | None]]:
    """The reports in the case, each with the day on which a yes to the police was taken back and not given anew."""
    rows: list[Any] = _REPORTS_AND_YES.rows(case.pk)
    return [(row, None if row.taken_back_at is None else day_of(row.taken_back_at)) for row in rows]


def case_of(report: UUID) -> Case | None:
    """The case that holds this report, if somebody has taken it on."""
    row = _HELD.first(report)
    return None if row is None else row.case


def may_leave_desk(case: Case) -> bool:
    """Whether anything of the case may go to somebody outside the desk.

    Not while a text that the desk typed for somebody waits for that person's confirmation, and not when everybody
    withdrew.
    """
    running = running_reports(case)
    return bool(running) and not any(report.awaits_confirmation for report in running)


def running_reports(case: Case) -> list[Report]:
    """The reports in the case that nobody withdrew."""
    gone = (ReportState.WITHDRAWN, ReportState.DESTROYED)
    return [report for report in reports_of(case) if report.state not in gone]


class Stage(models.TextChoices):
    """The state of a report in plain words, for the reporter's own page."""

    RECEIVED = "received", "Uw melding is binnen. Er is nog niemand mee bezig."
    TAKEN = "taken", "Iemand van het steunpunt heeft uw melding opgepakt."
    HANDLING = "handling", "Het steunpunt werkt aan uw melding."
    WAITING = "waiting", "Het steunpunt wacht op uw antwoord."
    AFTERCARE = "aftercare", "Er is gereageerd. Het steunpunt houdt contact met u."
    CLOSED = "closed", "Uw melding is afgesloten."
    WITHDRAWN = "withdrawn", "U hebt uw melding ingetrokken."


_OF_REPORT = {
    ReportState.RECEIVED: Stage.RECEIVED,
    ReportState.WITHDRAWN: Stage.WITHDRAWN,
    ReportState.DESTROYED: Stage.WITHDRAWN,
}
_OF_CASE = {
    State.INTAKE: Stage.TAKEN,
    State.HANDLING: Stage.HANDLING,
    State.AFTERCARE: Stage.AFTERCARE,
    State.CLOSED: Stage.CLOSED,
}


def state_for_reporter(report: Report) -> Stage:
    """How the report stands, as its reporter reads it."""
    own = _OF_REPORT.get(ReportState(report.state))
    if own is not None:
        return own
    case = case_of(report.pk)
    if case is None:
        return Stage.CLOSED if report.state == ReportState.CLOSED else Stage.TAKEN
    return Stage.WAITING if case.waiting else _OF_CASE[State(case.state)]


def due_for_destruction(*, at: datetime) -> list[UUID]:
    """The cases that go now: kept as long as their organisation keeps them and with no clock running any more, or
    with nothing left but reports that were withdrawn and whose day has come.

    A case in which a measure ended after it closed, is kept as long from that end. So is one that everybody
    withdrew from: withdrawing lifts no measure, and whoever it was served to keeps the review, the end and the term
    to object.
    """
    due: set[UUID] = set()
    clocks = Clock.objects.filter(file=OuterRef("pk"))
    running = clocks.filter(ended_at=None)
    of_measures = running.filter(subject_kind=SubjectKind.MEASURE, outlives_case=True)
    emptied = _emptied(at=at)
    for organisation in Organisation.objects.order_by("pk"):
        last = add_months(day_of(at), -organisation.closed_months)
        measured = clocks.filter(kind=ClockKind.MEASURE_END, ended_at__gte=start_of(last))
        cases = Case.objects.filter(~Exists(measured), organisation=organisation)
        due.update(cases.filter(~Exists(running), closed_on__lt=last).values_list("pk", flat=True))
        due.update(cases.filter(~Exists(of_measures), pk__in=emptied).values_list("pk", flat=True))
    return list(due)


def _emptied(*, at: datetime) -> set[UUID]:
    """The cases in which no report is left but those that were withdrawn and whose day has come, or came before."""
    over = withdrawn_for_good(at=at)
    remaining = CaseReport.objects.filter(case=OuterRef("case")).exclude(report__state=ReportState.DESTROYED)
    staying = remaining.exclude(pk__in=over.values("pk"))
    gone = CaseReport.objects.filter(report__state=ReportState.DESTROYED)
    return {case for rows in (over, gone) for case in rows.filter(~Exists(staying)).values_list("case", flat=True)}


def withdrawn_for_good(*, at: datetime) -> QuerySet[CaseReport]:
    """The reports in cases that were withdrawn, and whose shown day of destruction has come."""
    day = day_of(at)
    return CaseReport.objects.filter(report__state=ReportState.WITHDRAWN, report__destroy_on__lte=day)
