"""The letter that tells somebody what was written down of them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.cases.models import Case
from rugdekking.measures.letters.about import AboutRecord
from rugdekking.perpetrators.queries import one_in
from rugdekking.web.access import Visit
from rugdekking.web.office import correspondence
from rugdekking.web.office.asking import Question, at
from rugdekking.web.office.case.frame import of_case, question_of_case
from rugdekking.web.office.case.letters import on_envelope, show_in_case
from rugdekking.web.office.correspondence import Place


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> HttpResponse:
    return correspondence.overview(_place(request, visit, case, perpetrator))


@require_http_methods(["GET", "POST"])
@of_case
def write(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> HttpResponse:
    place = _place(request, visit, case, perpetrator)
    (text,) = place.about.offered()
    return correspondence.write(place, text.id)


@require_safe
@of_case
def one(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID, notice: UUID) -> HttpResponse:
    return correspondence.one(_place(request, visit, case, perpetrator), notice)


@require_safe
@of_case
def file(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID, notice: UUID, form: str) -> HttpResponse:
    return correspondence.file(_place(request, visit, case, perpetrator), notice, form)


@question_of_case
def send(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID, notice: UUID) -> Question:
    return correspondence.sending(_place(request, visit, case, perpetrator), notice)


@question_of_case
def drop(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID, notice: UUID) -> Question:
    return correspondence.dropping(_place(request, visit, case, perpetrator), notice)


def _place(request: HttpRequest, visit: Visit, case: Case, perpetrator: UUID) -> Place:
    found = one_in(case, perpetrator, visit.ring)
    if found is None:
        raise Http404

    def to(name: str, *more: object) -> str:
        if name == "about":
            return at(visit, "case-perpetrators", case.reference)
        if name == "letter-write":
            return at(visit, "case-record-letter-write", case.reference, perpetrator)
        return at(visit, f"case-record-{name}", case.reference, perpetrator, *more)

    return Place(
        request,
        AboutRecord(found, visit.ring),
        to,
        lambda template, context: show_in_case(request, visit, case, template, context),
        known=on_envelope(found.known),
    )
