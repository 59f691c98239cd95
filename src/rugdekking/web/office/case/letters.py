"""Letters about an answer of this case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.cases.models import Case
from rugdekking.perpetrators.queries import in_case
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


def _place(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Place:
    opened = answer_in(visit, case, answer)

    def to(name: str, *more: object) -> str:
        return at(visit, f"case-{name}", case.reference, answer, *more)

    def show(template: str, context: dict[str, Any]) -> HttpResponse:
        around = {"answer": opened, "base": "office/case/base.html", "whose": f" – zaak {case.reference}"}
        return show_case(request, visit, case, template, {**around, **context})

    return Place(request, visit, opened, to, show, known=_known(visit, case))


def _known(visit: Visit, case: Case) -> str:
    """The name and address of who did it, when the case names one."""
    known = [one.known for one in in_case(case, visit.ring)]
    return "\n".join(filter(None, (known[0].name, known[0].address))) if len(known) == 1 else ""
