"""What the pages of one police file have around them: who opens it, whose it is, and its own pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.cases.models import Case
from rugdekking.cases.queries import people
from rugdekking.police import operations as police
from rugdekking.police.choosing import taken_back_on
from rugdekking.police.duty import duty_of
from rugdekking.police.models import Dossier
from rugdekking.police.queries import dossier_in
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at
from rugdekking.web.office.case.care_forms import called
from rugdekking.web.office.case.frame import Link, View, ask_in_case, of_case, show_case

# The pages of one file, by the name of their address, in the groups and the order in which one needs them.
GROUPS = (
    ("Overzicht", (("dossier", "Overzicht"),)),
    (
        "Kiezen",
        (
            ("dossier-choice", "De wegen en de wens"),
            ("dossier-offences", "Mogelijk strafbaar"),
            ("dossier-terms", "Termijnen"),
        ),
    ),
    (
        "Dossier",
        (
            ("dossier-file", "Wat erin staat"),
            ("dossier-log", "Logboek"),
            ("dossier-online", "Wat online staat"),
            ("dossier-check", "Nakijken en overdragen"),
        ),
    ),
    ("Opvolgen", (("dossier-follow", "Nieuws en afspraken"), ("dossier-costs", "Schade en kosten"))),
    ("Veiligheid en ondermijning", (("dossier-routes", "Veiligheid en ondermijning"),)),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together; the address is that of the first."""

    text: str
    pages: tuple[Link, ...]

    @property
    def address(self) -> str:
        return self.pages[0].address

    @property
    def here(self) -> bool:
        return any(page.here for page in self.pages)


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
    groups = [Group(text, tuple(_link(request, visit, dossier, *page) for page in pages)) for text, pages in GROUPS]
    return {
        "dossier": dossier,
        "whose": whose(visit, dossier),
        "taken_back": taken_back_on(dossier, ring=visit.ring),
        "duty": duty_of(dossier, ring=visit.ring),
        "groups": groups,
        "pages": next((group.pages for group in groups if group.here and len(group.pages) > 1), ()),
    }


def _link(request: HttpRequest, visit: Visit, dossier: Dossier, name: str, text: str) -> Link:
    """One page; pages below it, as one letter or one route, stand under it too."""
    address = at(visit, name, dossier.case.reference, dossier.pk)
    below = name != "dossier" and request.path.startswith(address)
    return Link(text, address, request.path == address or below)


def whose(visit: Visit, dossier: Dossier) -> str:
    """How the desk calls the person of this file."""
    return next(called(one) for one in people(dossier.case, visit.ring) if one.person.pk == dossier.person_id)
