"""Speaking and writing with who reported: messages, questions, talks, and dates that were promised."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations import ToReporter
from rugdekking.cases.queries import promises_in, reports_of
from rugdekking.reports import operations as reports
from rugdekking.reports.models import Report
from rugdekking.reports.queries import holders_of
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.forms import MoveForm, PromiseForm, WriteForm
from rugdekking.web.office.case.frame import of_case, question_of_case, report_in, show_case
from rugdekking.web.office.letters import conversation


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    """Every conversation. What the reporter wrote is read from now on."""
    held = [report for report in reports_of(case) if report.is_open_to_desk]
    talks = [{"report": report, "letters": conversation(report, visit.ring)} for report in held]
    for report in held:
        reports.read_messages(report, at=timezone.now())
    context = {"talks": talks, "promises": promises_in(case, visit.ring)}
    return show_case(request, visit, case, "office/case/contact.html", context)


@question_of_case
def write(request: HttpRequest, visit: Visit, case: Case, report: str) -> Question:
    about = _report(visit, case, report)
    form = filled(request, WriteForm, holders=holders_of(about))

    def send() -> None:
        said = form.cleaned_data
        letter = ToReporter(about, said["text"], asks=said["asks"], to=form.holder)
        cases.write_to_reporter(case, letter=letter, ring=visit.ring, at=timezone.now())

    return Question(
        heading="Een bericht schrijven",
        button="Versturen",
        form=form,
        act=send,
        done="Verstuurd. Wie daarom vroeg, krijgt een mail dat er iets klaarstaat.",
        to=at(visit, "case-contact", case.reference),
    )


@question_of_case
def spoke(request: HttpRequest, visit: Visit, case: Case, report: str) -> Question:
    about = _report(visit, case, report)
    return Question(
        heading="Ik heb de melder gesproken",
        button="Vastleggen",
        form=filled(request, Sure),
        act=lambda: cases.record_contact(case, report=about, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd. Schrijf in een notitie wat u hebt afgesproken.",
        to=at(visit, "case-contact", case.reference),
        around={"intro": "Hebt u de melder gebeld of gezien? Dan is de belofte van persoonlijk contact nagekomen."},
    )


@question_of_case
def promise(request: HttpRequest, visit: Visit, case: Case, report: str) -> Question:
    about = _report(visit, case, report)
    form = filled(request, PromiseForm)

    def make() -> None:
        said = form.cleaned_data
        cases.promise(
            case, report=about, text=said["text"], due_on=said["due_on"], ring=visit.ring, at=timezone.now()
        )

    return Question(
        heading="Iets beloven",
        button="Beloven",
        form=form,
        act=make,
        done="Beloofd. De melder ziet de dag ook.",
        to=at(visit, "case-contact", case.reference),
    )


@question_of_case
def move_promise(request: HttpRequest, visit: Visit, case: Case, promised: UUID) -> Question:
    made = next((one.row for one in promises_in(case, visit.ring) if one.row.pk == promised), None)
    if made is None:
        raise Http404
    form = filled(request, MoveForm)
    return Question(
        heading="Een andere dag afspreken",
        button="Dag wijzigen",
        form=form,
        act=lambda: cases.move_promise(
            made, due_on=form.cleaned_data["due_on"], reason=form.why, ring=visit.ring, at=timezone.now()
        ),
        done="De nieuwe dag staat er. De melder ziet hem ook.",
        to=at(visit, "case-contact", case.reference),
    )


@question_of_case
def stop_waiting(request: HttpRequest, visit: Visit, case: Case) -> Question:
    return Question(
        heading="Niet langer wachten op de melder",
        button="Verder zonder antwoord",
        form=filled(request, Sure),
        act=lambda: cases.stop_waiting(case, ring=visit.ring, at=timezone.now()),
        done="De zaak wacht niet meer op de melder.",
        to=at(visit, "case-contact", case.reference),
        around={"intro": "De zaak staat dan weer gewoon in de werkvoorraad. Antwoorden kan de melder altijd nog."},
    )


def _report(visit: Visit, case: Case, reference: str) -> Report:
    return report_in(visit, reports_of(case), reference)
