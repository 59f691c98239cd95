"""Coming in with a code, replacing a code for first use, and leaving."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.rendering.qr import qr_svg
from rugdekking.reports import operations as reports
from rugdekking.reports.queries import draft, next_code
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.secrets import hashed
from rugdekking.web import limits, sessions
from rugdekking.web.mailbox.door import Visitor, onward, show, visitor_of, with_code
from rugdekking.web.public import pages
from rugdekking.web.public.guard import CODE_FIELD, typed_code
from rugdekking.web.public.places import Place, place_at
from rugdekking.web.public.writing import Writing, open_code

TOO_MANY = (
    "Er zijn vanaf deze plek veel verkeerde codes ingevuld. Kijk uw code rustig na. Een goede code werkt altijd."
)


@require_http_methods(["GET", "POST"])
def home(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Type the code; with a code that is open: the reports under it."""
    place = place_at(organisation, drill=True)
    if request.method == "POST":
        return _enter(request, place)
    visitor = visitor_of(request, place)
    if visitor is None:
        return _ask(request, place, waited=sessions.visit(request).locked)
    return onward("own-code", place) if visitor.must_replace else _reports(request, visitor)


def _reports(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The reports under a code; a single one shows itself, unless another one was begun."""
    unfinished = _has_draft(visitor)
    if len(visitor.reports) == 1 and not unfinished:
        return onward("report", visitor.place, reference=visitor.reports[0].report.reference)
    return show(request, "list", visitor.place, {"reports": visitor.reports, "unfinished": unfinished})


@require_POST
def leave(request: HttpRequest, organisation: str) -> HttpResponse:
    """Nothing of the report stays in this browser."""
    sessions.forget(request)
    place = place_at(organisation, drill=True)
    return onward("home", place) if place.site.real_work else pages.onward("front", place)


@require_http_methods(["GET", "POST"])
@with_code
def own_code(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A code of one's own instead of one for first use: it is shown first, and counts from "kept" on."""
    if not visitor.must_replace:
        return onward("home", visitor.place)
    new = _coming_code(request)
    if request.method == "POST":
        organisation = visitor.place.organisation
        try:
            reports.replace_code(visitor.code, by=new, organisation=organisation, at=visitor.at)
        except Refused as refusal:
            return show(request, "own_code", visitor.place, {"code": new.text, "refusal": refusal.reason})
        sessions.open_reporter(request, new.raw, organisation=organisation.pk, at=visitor.at)
        return onward("home", visitor.place)
    return show(request, "own_code", visitor.place, {"code": new.text})


@require_safe
@with_code
def card(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The code on a page to print: the own one that is coming, or the one that is open."""
    code = _coming_code(request) if visitor.must_replace else visitor.code
    where = f"{request.get_host()}{visitor.place.own_page}"
    text = f"{visitor.place.desk.name}\n{where}\nCode: {code.text}"
    qr = qr_svg(text, title="QR-code met het adres en uw code als tekst")
    return pages.show(request, "card", visitor.place, {"code": code.text, "address": where, "qr": qr})


def _enter(request: HttpRequest, place: Place) -> HttpResponse:
    at = timezone.now()
    typed = request.POST.get(CODE_FIELD, "")
    result = typed_code(typed, place, at=at)
    if isinstance(result, Writing):
        open_code(request, result)
        # Of a report that was never sent only the draft is there.
        return onward("home", place) if result.sent or result.is_further else pages.onward("check", place)
    over = limits.WRONG_CODES.is_over(limits.address_of(request), organisation=place.organisation.pk, at=at)
    return _ask(request, place, typed=typed, wrong=TOO_MANY if over else result, status=429 if over else 200)


def _ask(
    request: HttpRequest, place: Place, *, typed: str = "", wrong: str = "", waited: bool = False, status: int = 200
) -> HttpResponse:
    context = {"typed": typed, "wrong": wrong, "waited": waited, "field": CODE_FIELD}
    return show(request, "enter", place, context, status=status)


def _has_draft(visitor: Visitor) -> bool:
    further = next_code(visitor.place.organisation.pk, visitor.code)
    organisation = visitor.place.organisation.pk
    return further is not None and draft(further, organisation=organisation, on=day_of(visitor.at)) is not None


def _coming_code(request: HttpRequest) -> AccessCode:
    """The own code of this visit: the same at every look, so that what was written down is what will work.

    It comes from the browser's secret, so whoever gave the first code does not know it.
    """
    return AccessCode(hashed("own-code", sessions.visit(request).code_bytes())[:15])
