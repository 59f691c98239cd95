"""Which report a member may open here. Somebody else's, and one that is gone, are as no report."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from rugdekking.cases.models import Case
from rugdekking.cases.queries import case_of, sees
from rugdekking.organisations.roles import READERS
from rugdekking.reports.models import Report
from rugdekking.reports.queries import report_for
from rugdekking.reports.status import State
from rugdekking.web.access import Visit, office

View = Callable[..., HttpResponseBase]


def of_report(page: View) -> View:
    """For pages about one report, also when it lies in a case: the page gets `visit` and `report`."""

    @office(*READERS, unlocked=True)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, reference: str, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        report, _ = find(visit, reference)
        return page(request, visit, report, **names)

    return opened


def find(visit: Visit, reference: str) -> tuple[Report, Case | None]:
    """The report and its case. Who opens neither the report nor its case finds nothing."""
    report = report_for(visit.membership, reference)
    if report is None or report.key_id is None or not report.is_open_to_desk:
        raise Http404
    case = None if report.state == State.RECEIVED else case_of(report.pk)
    if case is not None:
        may = sees(visit.membership, case)
    else:
        may = report.state == State.RECEIVED and report.key_id in visit.ring.open_all([report.key_id])
    if not may:
        raise Http404
    return report, case
