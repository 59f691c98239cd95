"""The access code: keeping it, printing it, and coming back with it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe
from msgspec.structs import replace

from rugdekking.rendering.qr import qr_svg
from rugdekking.web.public import steps
from rugdekking.web.public.guard import writes
from rugdekking.web.public.pages import SeeOther, address_of, onward, show
from rugdekking.web.public.places import Place
from rugdekking.web.public.writing import Writing, begin, kept


@require_safe
@writes
def card(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The code on a page to print: address and code as text, and both as the text of a QR code, never as one link."""
    text = f"{writing.place.desk.name}\n{_address(request, writing.place)}\nCode: {writing.code.text}"
    context = {
        "code": writing.code.text,
        "address": _address(request, writing.place),
        "qr": qr_svg(text, title="QR-code met het adres en uw code als tekst"),
    }
    return show(request, "card", writing.place, context)


@require_POST
@writes
def code_kept(request: HttpRequest, writing: Writing) -> HttpResponse:
    """ "Ik heb mijn code bewaard", on the check page."""
    if writing.stored:
        kept(request, writing, replace(writing.story, code_kept=True))
    return onward("check", writing.place)


@require_POST
@writes
def again(request: HttpRequest, writing: Writing) -> HttpResponse:
    """A further report: under the code of the earlier one, or under a new one."""
    if writing.sent:
        begin(request, writing, new_code=request.POST.get("code") == "nieuw")
    if request.POST.get("kort"):
        return onward("short", writing.place)
    return SeeOther(address_of(steps.STEPS[0], writing.place))


def _address(request: HttpRequest, place: Place) -> str:
    return f"{request.get_host()}{place.own_page}"
