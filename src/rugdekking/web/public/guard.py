"""What comes before every page of the path: is the form open, and what is this browser writing?"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rugdekking.reports.operations.drafts import AlreadySent
from rugdekking.vault.codes import AccessCode, NotACode
from rugdekking.web.public.pages import SeeOther, onward, onward_to_sent, show
from rugdekking.web.public.places import Place, place_at
from rugdekking.web.public.writing import Locked, Writing, behind, found, open_code

View = Callable[..., HttpResponse]

# Where somebody types the code again; everything else that was posted waits in hidden fields.
CODE_FIELD = "toegangscode"
WRONG_CODE = (
    "Deze code klopt niet. Een code heeft 24 letters en cijfers, in zes groepjes van vier. "
    "Kleine letters en spaties zijn geen probleem."
)
NOTHING_FOUND = (
    "Bij deze code vinden wij niets. Kijk de code nog even na. Hebt u nog niet verstuurd? "
    "Dan bewaren wij uw tekst {days} dagen; daarna verdwijnt die."
)


def writes(view: View) -> View:
    """Gives the view what this browser is writing, after asking again for a code that was left open too long."""

    @wraps(view)
    def guarded(request: HttpRequest, organisation: str, **rest: Any) -> HttpResponse:  # noqa: ANN401
        place = place_at(organisation)
        if request.method == "GET" and not place.is_open:
            return onward("front", place)
        writing = found(request, place, at=timezone.now())
        if isinstance(writing, Locked):
            unlocked = _unlocked(request, writing)
            if isinstance(unlocked, HttpResponse):
                return unlocked
            writing = unlocked
        return view(request, writing, **rest)

    return guarded


def unsent(view: View) -> View:
    """As `writes`, for pages that ask: who sent a report here before first chooses a code for the next one.

    A form that is sent again after its report went out only hears that it arrived.
    """

    def asked(request: HttpRequest, writing: Writing, **rest: Any) -> HttpResponse:  # noqa: ANN401
        if writing.sent and request.method == "GET":
            return show(request, "which_code", writing.place, {"short": request.path.endswith("/kort/")})
        if writing.sent:
            return onward_to_sent(writing)
        try:
            return view(request, writing, **rest)
        except AlreadySent:
            return onward_to_sent(writing)

    return writes(wraps(view)(asked))


def typed_code(typed: str, place: Place, *, at: datetime) -> Writing | str:
    """What is behind a code that somebody typed, or a sentence that says what is wrong."""
    try:
        code = AccessCode.parse(typed)
    except NotACode:
        return WRONG_CODE
    writing = behind(code, place, at=at)
    if not writing.stored and not writing.sent:
        return NOTHING_FOUND.format(days=place.organisation.draft_days)
    return writing


def _unlocked(request: HttpRequest, locked: Locked) -> Writing | HttpResponse:
    if request.method != "POST":
        return SeeOther(locked.place.own_page)
    typed = request.POST.get(CODE_FIELD)
    writing = "" if typed is None else typed_code(typed, locked.place, at=locked.at)
    if isinstance(writing, Writing):
        open_code(request, writing)
        return writing
    apart = {"csrfmiddlewaretoken", CODE_FIELD}
    waiting = [(name, value) for name, values in request.POST.lists() if name not in apart for value in values]
    context = {"waiting": waiting, "typed": typed or "", "wrong": writing, "field": CODE_FIELD}
    return show(request, "locked", locked.place, context)
