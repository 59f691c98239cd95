"""Documents, made by the site itself or kept on another one: the link says how large they are, and a click counts."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.schema import Generated
from rugdekking.documents.sheets import About, sheet
from rugdekking.kernel.time import MONTHS, day_of
from rugdekking.knowledge.models import Document, ToolkitPage
from rugdekking.knowledge.queries import page_at
from rugdekking.rendering.sheet import Printed, printed
from rugdekking.visits.counting import Seen
from rugdekking.visits.models import Act
from rugdekking.visits.queries import WHOLE_MONTHS, Rounded, times_per_page, whole_months
from rugdekking.web.downloads import to_save
from rugdekking.web.help import former
from rugdekking.web.kept import the_same_for_everybody
from rugdekking.web.presenting import COLOUR
from rugdekking.web.public.places import Place, place_at
from rugdekking.web.ui.site import colours_of

_NUMBERS = {f"{number:02}" for number in range(1, 13)}


@require_safe
def file(request: HttpRequest, organisation: str, page: str) -> HttpResponse:
    """The document of such a page, to save; it is made anew when the desk or its protocol changed."""
    place = place_at(organisation)
    document = page_at(place.organisation, page)
    if document is None:
        return former.now_at(request, place, page, route="help:sheet")
    made = _made(request, place, document)
    if made is None:
        raise Http404
    answer = to_save(made.content, f"{page}.pdf", "application/pdf")
    return the_same_for_everybody(answer, seen=Seen(place.organisation.pk, page, Act.FETCHED))


@require_safe
def elsewhere(request: HttpRequest, organisation: str, page: str) -> HttpResponse:
    """Leads on to a document on another site, and counts that. Only to what a published page names."""
    place = place_at(organisation)
    document = page_at(place.organisation, page)
    if document is None:
        return former.now_at(request, place, page, route="help:elsewhere")
    if not isinstance(document, Document) or not document.elsewhere:
        raise Http404
    way = HttpResponseRedirect(document.elsewhere, headers={"Referrer-Policy": "no-referrer"})
    return the_same_for_everybody(way, seen=Seen(place.organisation.pk, page, Act.FETCHED))


def about(request: HttpRequest, place: Place, page: ToolkitPage) -> dict[str, Any]:
    """What the page of a document tells of it; nothing for other pages."""
    if not isinstance(page, Document):
        return {}
    made = _made(request, place, page)
    return {
        "sheet": made,
        "pages": made.pages if made else page.pages,
        "month": _written_out(str(page.month)),
        "other_site": urlsplit(page.elsewhere).hostname,
        "octets": (page.kilobytes or 0) * 1000,
        "fetched": _fetched(place, page) if made or page.elsewhere else None,
        "months": WHOLE_MONTHS,
    }


def _fetched(place: Place, page: Document) -> Rounded | None:
    """How often it was saved in the last whole months, in tens; None below ten, where 0 would tell of 1 as well."""
    since, until = whole_months(day_of(timezone.now()))
    counts = times_per_page(place.organisation.pk, since=since, until=until, act=Act.FETCHED)
    found = counts.get(str(page.slug))
    return found if found and found.tens else None


def _made(request: HttpRequest, place: Place, page: ToolkitPage | None) -> Printed | None:
    if not isinstance(page, Document) or not page.generated:
        return None
    told = About(
        place.desk,
        home=request.build_absolute_uri(place.site.home),
        colour=colours_of(place.organisation).get("brand", COLOUR),
        day=day_of(timezone.now()),
    )
    return printed(sheet(Generated(page.generated), told))


def _written_out(month: str) -> str:
    """ "november 2026" of "2026-11"; what an editor wrote otherwise stays as it is."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if number in _NUMBERS else month
