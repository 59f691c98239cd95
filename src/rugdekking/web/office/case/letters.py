"""Letters about an answer of this case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.cases.models import Case
from rugdekking.measures.letters.about import AboutAnswer
from rugdekking.perpetrators.queries import in_case
from rugdekking.perpetrators.sealing import Known
from rugdekking.web.access import Visit
from rugdekking.web.office import correspondence
from rugdekking.web.office.asking import Question, at
from rugdekking.web.office.case.answers import answer_in
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.correspondence import Place


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> HttpResponse:
    return correspondence.overview(_place(request, visit, case, answer))


@require_http_methods(["GET", "POST"])
@of_case
def write(request: HttpRequest, visit: Visit, case: Case, answer: UUID, text: str) -> HttpResponse:
    return correspondence.write(_place(request, visit, case, answer), text)


@require_safe
@of_case
def one(request: HttpRequest, visit: Visit, case: Case, answer: UUID, letter: UUID) -> HttpResponse:
    return correspondence.one(_place(request, visit, case, answer), letter)


@require_safe
@of_case
def file(request: HttpRequest, visit: Visit, case: Case, answer: UUID, letter: UUID, form: str) -> HttpResponse:
    return correspondence.file(_place(request, visit, case, answer), letter, form)


@question_of_case
def send(request: HttpRequest, visit: Visit, case: Case, answer: UUID, letter: UUID) -> Question:
    return correspondence.sending(_place(request, visit, case, answer), letter)


@question_of_case
def drop(request: HttpRequest, visit: Visit, case: Case, answer: UUID, letter: UUID) -> Question:
    return correspondence.dropping(_place(request, visit, case, answer), letter)


def _place(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Place:
    opened = answer_in(visit, case, answer)

    def to(name: str, *more: object) -> str:
        page = "case-answer" if name == "about" else f"case-{name}"
        return at(visit, page, case.reference, answer, *more)

    return Place(
        request,
        AboutAnswer(opened, visit.ring),
        to,
        lambda template, context: show_in_case(request, visit, case, template, context),
        known=_known(visit, case),
    )


def show_in_case(
    request: HttpRequest, visit: Visit, case: Case, template: str, context: dict[str, Any]
) -> HttpResponse:
    """A page of letters, drawn as a page of this case."""
    around = {"base": "office/case/base.html", "whose": f" – zaak {case.reference}"}
    return show_case(request, visit, case, template, {**around, **context})


def on_envelope(known: Known) -> str:
    return "\n".join(filter(None, (known.name, known.address)))


def _known(visit: Visit, case: Case) -> str:
    """The name and address of who did it, when the case names one."""
    known = [one.known for one in in_case(case, visit.ring)]
    return on_envelope(known[0]) if len(known) == 1 else ""
