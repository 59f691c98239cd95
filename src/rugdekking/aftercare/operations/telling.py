"""Telling the reporter what was done, and hearing afterwards how it was."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from rugdekking.aftercare.models import Feedback, FeedbackWay
from rugdekking.aftercare.operations.rows import give_own_key, record
from rugdekking.aftercare.sealing import seal
from rugdekking.cases import operations as case_operations
from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations import ToReporter
from rugdekking.cases.operations.at_work import handled
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.measures.sealing import needed
from rugdekking.notify import operations as notify
from rugdekking.notify.models import Kind as MailKind
from rugdekking.reports import operations as reports
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Score
from rugdekking.reports.models import Rating, Report


class NotInThisCase(Refused):
    """The report is not one of this case."""


@transaction.atomic
def give_feedback(
    case: Case, *, report: Report, way: FeedbackWay, text: str, ring: StaffRing, at: datetime
) -> Feedback:
    """Record what this reporter was told about what was done, and how. By mailbox it is sent at once.

    Raises `TextMissing` and `NotInThisCase`.
    """
    case = handled(case, ring)
    if report.pk not in {one.pk for one in cases.reports_of(case)}:
        raise NotInThisCase("Deze melding hoort niet bij deze zaak.")
    told = needed(text, what="wat u hebt verteld")
    row = Feedback(
        id=uuid4(),
        organisation_id=case.organisation_id,
        case=case,
        report=report,
        way=way,
        given_by=ring.membership,
        given_on=day_of(at),
    )
    row.sealed = seal(row, "sealed", told, under=give_own_key(row, case=case, ring=ring, at=at))
    row.save(force_insert=True)
    if way == FeedbackWay.MAILBOX:
        case_operations.write_to_reporter(case, letter=ToReporter(report, told), ring=ring, at=at)
    record("feedback.given", row, by=actor_of(ring), at=at)
    return row


@transaction.atomic
def rate(
    report: Report, *, ring: Ring, score: Score, comment: str = "", reopen: bool = False, at: datetime
) -> Rating:
    """Look back after closing. With `reopen` the case opens again, contact is promised, and its handlers hear it.

    Raises what `reports.operations.rate` raises.
    """
    rating = reports.rate(report, ring=ring, score=score, comment=comment, reopen=reopen, at=at)
    case = cases.case_of(report.pk)
    if reopen and case is not None:
        case_operations.reopen(case, by=actor_of(ring), at=at)
        _promise_contact(case, report, at)
    return rating


def _promise_contact(case: Case, report: Report, at: datetime) -> None:
    clocks.start(
        ClockKind.CONTACT,
        organisation=case.organisation,
        subject=Subject(SubjectKind.REPORT, report.pk, file=case.pk),
        owner=None,
        at=at,
    )
    case_operations.refresh_due([case.pk])
    for row in cases.handlers_of(case):
        notify.enqueue(
            MailKind.SOMETHING_WAITS,
            organisation=case.organisation_id,
            address=row.membership.person.email,
            at=at,
            subject=case.pk,
        )
