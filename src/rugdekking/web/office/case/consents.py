"""Steps that need a yes, each time anew, per report: what was asked, and what the person concerned said."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.queries import reports_of
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.case.forms import ConsentForm, SpokenConsentForm
from rugdekking.web.office.case.frame import of_case, question_of_case, report_in, show_case


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    held = [report for report in reports_of(case) if report.is_open_to_desk]
    asked = [{"report": report, "consents": queries.consents(report, visit.ring)} for report in held]
    return show_case(request, visit, case, "office/case/consents.html", {"asked": asked})


@question_of_case
def ask(request: HttpRequest, visit: Visit, case: Case, report: str) -> Question:
    about = report_in(visit, reports_of(case), report)
    form = filled(request, ConsentForm)
    return Question(
        heading="Toestemming vragen",
        button="Vragen",
        form=form,
        act=lambda: reports.ask_consent(
            about, step=form.chosen, note=form.cleaned_data["note"], ring=visit.ring, at=timezone.now()
        ),
        done="De vraag staat op de eigen pagina van de betrokkene.",
        to=at(visit, "case-consents", case.reference),
        around={"intro": "De betrokkene beslist. Zonder ja gebeurt de stap niet."},
    )


@question_of_case
def record(request: HttpRequest, visit: Visit, case: Case, report: str) -> Question:
    about = report_in(visit, reports_of(case), report)
    form = filled(request, SpokenConsentForm)
    return Question(
        heading="Vastleggen wat de betrokkene zei",
        button="Vastleggen",
        form=form,
        act=lambda: reports.record_consent(
            about,
            step=form.chosen,
            given=form.agreed,
            note=form.cleaned_data["note"],
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Vastgelegd. De betrokkene ziet het ook.",
        to=at(visit, "case-consents", case.reference),
        around={"intro": "Alleen voor wat de betrokkene zelf aan u zei, aan de telefoon of in een gesprek."},
    )
