"""Letters about a measure that was made known, for whoever looks after it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.measures.letters.about import AboutAnswer
from rugdekking.measures.models import Answer
from rugdekking.measures.queries import open_answers
from rugdekking.web.access import Visit
from rugdekking.web.office import correspondence
from rugdekking.web.office.asking import Question, at
from rugdekking.web.office.correspondence import Place
from rugdekking.web.office.measure.frame import home, of_measure, question_of_measure
from rugdekking.web.office.page import show as show_page


@require_safe
@of_measure
def overview(request: HttpRequest, visit: Visit, row: Answer) -> HttpResponse:
    return correspondence.overview(_place(request, visit, row))


@require_http_methods(["GET", "POST"])
@of_measure
def write(request: HttpRequest, visit: Visit, row: Answer, text: str) -> HttpResponse:
    return correspondence.write(_place(request, visit, row), text)


@require_safe
@of_measure
def one(request: HttpRequest, visit: Visit, row: Answer, paper: UUID) -> HttpResponse:
    return correspondence.one(_place(request, visit, row), paper)


@require_safe
@of_measure
def file(request: HttpRequest, visit: Visit, row: Answer, paper: UUID, form: str) -> HttpResponse:
    return correspondence.file(_place(request, visit, row), paper, form)


@question_of_measure
def send(request: HttpRequest, visit: Visit, row: Answer, paper: UUID) -> Question:
    return correspondence.sending(_place(request, visit, row), paper)


@question_of_measure
def drop(request: HttpRequest, visit: Visit, row: Answer, paper: UUID) -> Question:
    return correspondence.dropping(_place(request, visit, row), paper)


def _place(request: HttpRequest, visit: Visit, row: Answer) -> Place:
    opened = open_answers([row], visit.ring)
    if not opened:
        raise Http404

    def to(name: str, *more: object) -> str:
        return home(visit, row) if name == "about" else at(visit, f"measure-{name}", row.pk, *more)

    def show(template: str, context: dict[str, Any]) -> HttpResponse:
        around = {"base": "office/measure/base.html", "whose": "", "handles": True}
        return show_page(request, visit, template, {**around, **context})

    return Place(request, AboutAnswer(opened[0], visit.ring), to, show)
