"""What somebody gets who comes to an address at which a page stood: the way to where it is now, or to the search."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from rugdekking.knowledge.queries import moved_to, was_there
from rugdekking.web.headers import to_be_found
from rugdekking.web.help import answers
from rugdekking.web.public.places import Place


def now_at(
    request: HttpRequest, place: Place, slug: str, *, route: str = "help:page", role: str = ""
) -> HttpResponse:
    """Leads on to the page that stood at `slug`, or says that it is gone. Raises Http404 when none ever stood there.

    `role` is whose steps of a guide were asked for.
    """
    page = moved_to(place.organisation, slug)
    if page is not None:
        name = "help:plan" if role else route
        way = HttpResponsePermanentRedirect(reverse(name, args=[place.slug, page.slug, *filter(None, [role])]))
        to_be_found(way)
        return way
    if not was_there(place.organisation, slug):
        raise Http404
    response = answers.drawn(request, "gone", place, {})
    response.status_code = 410
    return response
