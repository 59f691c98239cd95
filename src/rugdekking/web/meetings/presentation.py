"""A presentation about the desk, for whoever wants to talk about it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.visits.counting import Seen
from rugdekking.visits.models import Act
from rugdekking.web.kept import the_same_for_everybody
from rugdekking.web.meetings.pages import shown_to_all
from rugdekking.web.presenting import as_file, deck_of, sizes
from rugdekking.web.public.places import place_at

PAGE = "presentatie"


@require_safe
def presentation(request: HttpRequest, organisation: str) -> HttpResponse:
    """What is in it, slide by slide with what the speaker says, and the two files."""
    place = place_at(organisation)
    deck = deck_of(place.desk, request)
    context = {"deck": deck, "sizes": sizes(deck)}
    return shown_to_all(request, "presentation", place, context, page=PAGE)


@require_safe
def file(request: HttpRequest, organisation: str, form: str) -> HttpResponse:
    place = place_at(organisation)
    answer = as_file(deck_of(place.desk, request), form)
    return the_same_for_everybody(answer, seen=Seen(place.organisation.pk, PAGE, Act.FETCHED))
