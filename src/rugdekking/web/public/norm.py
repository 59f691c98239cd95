"""The norm page: what this organisation accepts and what not, from the same protocol that its cases follow."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.schema import Level
from rugdekking.kernel.time import day_of
from rugdekking.protocols.queries import current, is_own, ladder_of
from rugdekking.rendering.qr import qr_svg
from rugdekking.web.public.pages import show
from rugdekking.web.public.places import place_at


@require_safe
def norm(request: HttpRequest, organisation: str) -> HttpResponse:
    """Readable for everybody, also for who is angry; printed it is a poster with the way to report."""
    place = place_at(organisation)
    protocol = current(place.organisation, on=day_of(timezone.now()))
    home = request.build_absolute_uri(place.site.home)
    context = {
        "protocol": protocol,
        "is_own": is_own(protocol),
        "allowed": [one for one in protocol.categories if one.level is Level.EMOTIONAL],
        "not_allowed": [one for one in protocol.categories if one.level is Level.NORM_CROSSING],
        "ladder": ladder_of(protocol),
        "home": home,
        "qr": qr_svg(home, title="QR-code met het adres van het steunpunt"),
    }
    return show(request, "norm", place, context)
