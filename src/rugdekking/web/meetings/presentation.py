"""A presentation about the desk, for whoever wants to talk about it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.web.meetings.pages import show
from rugdekking.web.presenting import as_file, deck_of, sizes
from rugdekking.web.public.places import place_at


@require_safe
def presentation(request: HttpRequest, organisation: str) -> HttpResponse:
    """What is in it, slide by slide with what the speaker says, and the two files."""
    place = place_at(organisation)
    deck = deck_of(place.desk, request)
    return show(request, "presentation", place, {"deck": deck, "sizes": sizes(deck)})


@require_safe
def file(request: HttpRequest, organisation: str, form: str) -> HttpResponse:
    return as_file(deck_of(place_at(organisation).desk, request), form)
