"""The two shortest ways in: "bel mij" and "ik voel me niet veilig". One page, sent at once."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.kernel.refusal import Refused
from rugdekking.reports.story import Story
from rugdekking.vault.codes import AccessCode
from rugdekking.web import sessions
from rugdekking.web.public import steps
from rugdekking.web.public.delivery import deliver
from rugdekking.web.public.pages import ask, onward
from rugdekking.web.public.places import Place, place_at
from rugdekking.web.public.steps import Question
from rugdekking.web.public.writing import Writing


@require_http_methods(["GET", "POST"])
def call_me(request: HttpRequest, organisation: str) -> HttpResponse:
    return _sent_at_once(request, steps.CALL_ME, place_at(organisation))


@require_http_methods(["GET", "POST"])
def feeling(request: HttpRequest, organisation: str) -> HttpResponse:
    return _sent_at_once(request, steps.FEELING, place_at(organisation))


def _sent_at_once(request: HttpRequest, question: Question, place: Place) -> HttpResponse:
    """Every talk and feeling gets a code of its own; sent twice it is one report."""
    if request.method == "GET" and not place.is_open:
        return onward("front", place)
    at = timezone.now()
    code = AccessCode(sessions.visit(request).code_bytes())
    writing = Writing(place, at, code, code, Story(code_kept=True))
    form = question.form(request.POST or None, place=place, story=Story(), at=at)
    if form.is_valid():
        try:
            deliver(request, writing, form.told())
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return onward("sent", place)
    return ask(request, question, form, writing=writing)
