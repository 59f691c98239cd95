"""What the pages of one police file have around them: who opens it, whose it is, and its own pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.cases.models import Case
from rugdekking.cases.queries import people
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier
from rugdekking.police.queries import dossier_in
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at
from rugdekking.web.office.case.care_forms import called
from rugdekking.web.office.case.frame import Link, View, ask_in_case, of_case, show_case

# The pages of one file, by the name of their address, in the order in which one needs them.
PAGES = (
    ("dossier", "Overzicht"),
    ("dossier-choice", "Kiezen"),
    ("dossier-offences", "Mogelijk strafbaar"),
    ("dossier-terms", "Termijnen"),
    ("dossier-file", "Dossier"),
    ("dossier-log", "Logboek"),
    ("dossier-check", "Nakijken en overdragen"),
    ("dossier-online", "Wat online staat"),
    ("dossier-costs", "Schade en kosten"),
    ("dossier-follow", "Volgen en afspraken"),
    ("dossier-routes", "Veiligheid en ondermijning"),
)


def of_dossier(page: View) -> View:
    """For the pages of one police file: the page gets `visit`, `case` and `dossier`. Opening one is a look."""

    @of_case
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, case: Case, dossier: UUID, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        found = dossier_in(case, dossier)
        if found is None:
            raise Http404
        if request.method != "POST":
            police.look(found, ring=visit.ring, at=timezone.now())
        return page(request, visit, case, found, **names)

    return opened


def question_of_dossier(page: Callable[..., Question]) -> View:
    """For a page of a police file that is one question."""

    @require_http_methods(["GET", "POST"])
    @of_dossier
    @wraps(page)
    def asked(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier, **names: Any) -> HttpResponse:  # noqa: ANN401
        return ask_in_case(request, visit, case, page(request, visit, case, dossier, **names))

    return asked


def show_dossier(
    request: HttpRequest,
    visit: Visit,
    dossier: Dossier,
    template: str,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answer with a page of this file."""
    return show_case(request, visit, dossier.case, template, {**around(request, visit, dossier), **(context or {})})


def around(request: HttpRequest, visit: Visit, dossier: Dossier) -> dict[str, Any]:
    links = [(at(visit, name, dossier.case.reference, dossier.pk), text) for name, text in PAGES]
    return {
        "dossier": dossier,
        "whose": whose(visit, dossier),
        "pages": [Link(text, address, request.path == address) for address, text in links],
    }


def whose(visit: Visit, dossier: Dossier) -> str:
    """How the desk calls the person of this file."""
    return next(called(one) for one in people(dossier.case, visit.ring) if one.person.pk == dossier.person_id)
