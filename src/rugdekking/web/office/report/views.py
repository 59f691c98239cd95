"""A report that nobody took on yet: reading it, taking it on, stepping aside, bringing it into a case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.aftercare import operations as aftercare
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.queries import case_for, case_of, is_handler
from rugdekking.kernel.refusal import Refused
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.models import Report
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, a_question, at, filled
from rugdekking.web.office.letters import conversation
from rugdekking.web.office.page import show
from rugdekking.web.office.police.danger import call_lists
from rugdekking.web.office.report.access import of_report
from rugdekking.web.office.report.forms import JoinForm
from rugdekking.web.office.report.telling import answers


class NotMine(Refused):
    """No case with this reference is handled by this member."""


@require_safe
@of_report
def one(request: HttpRequest, visit: Visit, report: Report) -> HttpResponse:
    """Reading is looked upon as an act: the reporter sees in which role and on which day."""
    case = case_of(report.pk)
    if case is not None:
        return redirect(at(visit, "case", case.reference))
    story = reports.look(report, ring=visit.ring, at=timezone.now())
    context: dict[str, Any] = {
        "report": report,
        "answers": answers(story, visit.membership.organisation),
        "unsafe": story.unsafe_now,
        "to_call": call_lists(visit.membership.organisation, [story])[0].calls if story.unsafe_now else (),
        "files": queries.evidence(report, visit.ring),
        "letters": conversation(report, visit.ring),
        "readers": queries.readers(report),
        "form": Sure(),
    }
    return show(request, visit, "office/report/one.html", context)


@a_question(of_report)
def take(request: HttpRequest, visit: Visit, report: Report) -> Question:
    """Of two who press at once one gets the case; the other reads that it was taken on."""
    taken: list[Case] = []
    form = filled(request, Sure)
    return Question(
        heading=f"Melding {report.reference} oppakken",
        button="Ik pak deze melding op",
        form=form,
        act=lambda: taken.append(cases.open_for(report, ring=visit.ring, at=timezone.now())),
        done="U behandelt deze zaak nu. Neem eerst persoonlijk contact op.",
        to=at(visit, "report", report.reference),
        template="office/report/take.html",
    )


@a_question(of_report)
def step_aside(request: HttpRequest, visit: Visit, report: Report) -> Question:
    return Question(
        heading="Ik stap opzij",
        button="Ik stap opzij",
        form=filled(request, Sure),
        act=lambda: cases.keep_out_of_report(report, membership=visit.membership, ring=visit.ring, at=timezone.now()),
        done="U bent niet meer bij die melding betrokken. U ziet haar niet meer.",
        to=at(visit, "queue"),
        back=at(visit, "report", report.reference),
        template="office/report/step_aside.html",
    )


@a_question(of_report)
def join(request: HttpRequest, visit: Visit, report: Report) -> Question:
    form = filled(request, JoinForm)

    def bring_in() -> None:
        case = case_for(visit.membership, form.cleaned_data["reference"])
        if case is None or not is_handler(case, visit.membership):
            raise NotMine("U behandelt geen zaak met dit kenmerk. Kijk het kenmerk nog even na.")
        aftercare.join(case, report, ring=visit.ring, at=timezone.now())

    return Question(
        heading="Bij een zaak voegen",
        button="Bij deze zaak voegen",
        form=form,
        act=bring_in,
        done="De melding hoort nu bij deze zaak.",
        to=at(visit, "report", report.reference),
        around={"intro": "Gaat de melding over een gebeurtenis die u al behandelt? Voeg haar dan bij die zaak."},
    )
