"""The first page of a case: what next, and in a few lines what it is about."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.queries import reports_and_yes
from rugdekking.clocks.queries import running_in
from rugdekking.reports.queries import stories
from rugdekking.reports.status import State
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import at
from rugdekking.web.office.case.frame import of_case, show_case
from rugdekking.web.office.case.next_steps import next_steps
from rugdekking.web.office.police.danger import HEAVY, call_lists


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    with_yes = reports_and_yes(case)
    reports = [report for report, _ in with_yes]
    going_on = [report for report in reports if report.is_open_to_desk]
    told = stories(going_on, visit.ring)
    context = {
        "steps": next_steps(visit, case, running_in(case.pk), now=timezone.now()),
        # What weighs heaviest lies sealed with the facts; this page, opened most, goes by the coarse class alone.
        "to_call": call_lists(case.organisation, told.values())[0].calls if case.unsafe_now else (),
        "may_be_in_danger": case.behaviour_class in HEAVY,
        "told": [{"report": report, "story": told[report.pk]} for report in reports if report.pk in told],
        "taken_back": [day for _, day in with_yes if day is not None],
        "police": at(visit, "case-police", case.reference),
        "withdrawn": [report for report in reports if report.state == State.WITHDRAWN],
        "all_withdrew": not going_on,
        "destroyed": sum(report.key_id is None for report in reports),
    }
    return show_case(request, visit, case, "office/case/overview.html", context)
