"""What every page of a case has around it: who may open it, the bar that says which case it is, and the menu."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.models.case import NO_TERM
from rugdekking.cases.queries import HandlerRow, Opened, handlers_of, open_case
from rugdekking.cases.status import State
from rugdekking.kernel.refusal import Refused
from rugdekking.measures import operations as measures
from rugdekking.measures.cards import lies_astray
from rugdekking.organisations.roles import READERS
from rugdekking.perpetrators import operations as perpetrators
from rugdekking.reports.models import Report
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, ask, at
from rugdekking.web.office.page import show
from rugdekking.web.ui.parts import Mood
from rugdekking.web.ui.site import Site

View = Callable[..., HttpResponseBase]

MENU = (
    ("case", "Overzicht"),
    ("case-people", "Meldingen en mensen"),
    ("case-contact", "Contact met de melder"),
    ("case-consents", "Toestemming"),
    ("case-facts", "Feiten"),
    ("case-perpetrators", "Veroorzaker"),
    ("case-police", "Politie en aangifte"),
    ("case-answers", "Reactie op het gedrag"),
    ("case-tasks", "Taken"),
    ("case-care", "Opvang en nazorg"),
    ("case-notes", "Notities"),
    ("case-handlers", "Behandelaars"),
    ("case-timeline", "Tijdlijn"),
    ("case-course", "Voortgang en afsluiten"),
)
MOODS: dict[str, Mood] = {State.INTAKE: "info", State.HANDLING: "info", State.AFTERCARE: "good"}


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    address: str
    here: bool


def of_case(page: View) -> View:
    """For the pages of one case: the page gets `visit` and `case`. Opening one is a look, which the log keeps."""

    @office(*READERS, unlocked=True)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, reference: str, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        found = open_case(visit.membership, reference, roles=visit.roles)
        if found is None:
            raise Http404
        case = found.case
        if case.key_id not in visit.ring.open_all([case.key_id]):
            return show(request, visit, "office/case/no_key.html", {"case": case, "colleagues": _openers(case)})
        try:
            if request.method != "POST":
                _look(request, visit, found)
        except Refused as refusal:
            return show(request, visit, "office/case/not_yet.html", {"case": case, "reason": refusal.reason})
        return page(request, visit, case, **names)

    return opened


def question_of_case(page: Callable[..., Question]) -> View:
    """For a page of a case that is one question: the page gives the question, this shows it and does what it asks."""

    @require_http_methods(["GET", "POST"])
    @of_case
    @wraps(page)
    def asked(request: HttpRequest, visit: Visit, case: Case, **names: Any) -> HttpResponse:  # noqa: ANN401
        return ask_in_case(request, visit, case, page(request, visit, case, **names))

    return asked


def show_case(
    request: HttpRequest, visit: Visit, case: Case, template: str, context: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer with a page of this case."""
    return show(request, visit, template, {**frame(request, visit, case), **(context or {})})


def ask_in_case(request: HttpRequest, visit: Visit, case: Case, question: Question) -> HttpResponse:
    """A page of this case with one form."""
    around = {"intro": "", **frame(request, visit, case), **question.around}
    template = "office/case/form.html" if question.template == "office/form.html" else question.template
    return ask(request, visit, replace(question, template=template, around=around))


def frame(request: HttpRequest, visit: Visit, case: Case) -> dict[str, Any]:
    now = timezone.now()
    handlers = handlers_of(case)
    due = case.urgent_at if case.closed_on is None and not case.unsafe_now and case.urgent_at < NO_TERM else None
    return {
        "site": Site.of(case.desk),
        "case": case,
        "mood": MOODS.get(case.state, "plain"),
        "due": due,
        "late": due is not None and due <= now,
        "handlers": handlers,
        "handles": any(row.membership.pk == visit.membership.pk for row in handlers),
        "menu": _menu(request, visit, case),
    }


def report_in(visit: Visit, reports: list[Report], reference: str) -> Report:
    """One of the reports of a case, by its reference."""
    found = next((one for one in reports if one.reference == reference and one.is_open_to_desk), None)
    if found is None or found.key_id is None or found.key_id not in visit.ring.open_all([found.key_id]):
        raise Http404
    return found


def _menu(request: HttpRequest, visit: Visit, case: Case) -> list[Link]:
    links = [(name, text, at(visit, name, case.reference)) for name, text in MENU]
    below = [address for _, _, address in links if request.path.startswith(address)]
    nearest = max(below, key=len, default="")
    return [Link(text, address, address == nearest) for _, text, address in links]


def _look(request: HttpRequest, visit: Visit, found: Opened) -> None:
    """What lies under a key of somebody who may not know any more is moved. The overview, which shows none of it and
    is opened most, leaves that to the page after it."""
    if found.in_order:
        cases.note_look(found.case, by=visit.actor, at=timezone.now())
    else:
        cases.look(found.case, ring=visit.ring, at=timezone.now())
    overview = request.resolver_match is not None and request.resolver_match.url_name == MENU[0][0]
    if not found.in_order or (not overview and lies_astray(found.case)):
        perpetrators.bring_in_line(found.case, ring=visit.ring, at=timezone.now())
        measures.bring_cards_in_line(measures.cards_in(found.case), ring=visit.ring, at=timezone.now())


def _openers(case: Case) -> list[HandlerRow]:
    return [row for row in handlers_of(case) if not row.waits]
