"""Conversation guides: what a group does together, step by step, and the cards for on the table."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.content.schema import Conversation
from rugdekking.scans.queries import guide_of, guides_of
from rugdekking.web.meetings.pages import shown_to_all
from rugdekking.web.public.places import Place, place_at


@require_safe
def overview(request: HttpRequest, organisation: str) -> HttpResponse:
    place = place_at(organisation)
    context = {"guides": guides_of(place.organisation)}
    return shown_to_all(request, "guides", place, context, page="gesprek")


@require_safe
def guide(request: HttpRequest, organisation: str, guide: str) -> HttpResponse:
    place = place_at(organisation)
    context = {"guide": guide_at(place, guide), "slug": guide}
    return shown_to_all(request, "guide", place, context, page=f"gesprek/{guide}")


@require_safe
def cards(request: HttpRequest, organisation: str, guide: str) -> HttpResponse:
    """The cards alone, four to a sheet, to print and cut."""
    place = place_at(organisation)
    found = guide_at(place, guide)
    if not found.cards:
        raise Http404
    context = {"guide": found, "slug": guide}
    return shown_to_all(request, "guide_cards", place, context, page=f"gesprek/{guide}/kaarten")


def guide_at(place: Place, slug: str) -> Conversation:
    """The guide at this address. Raises Http404 when there is none."""
    found = guide_of(place.organisation, slug)
    if found is None:
        raise Http404
    return found
