"""The pages that anybody reads: which organisation, and its front page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rugdekking.content.queries import latest
from rugdekking.content.schema import Services
from rugdekking.organisations.queries import all_organisations
from rugdekking.web.headers import to_be_found
from rugdekking.web.public.pages import show
from rugdekking.web.public.places import place_at


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Which organisation? In the demo a list; elsewhere everybody gets the address from their own organisation."""
    organisations = all_organisations() if settings.DEMO else []
    return render(request, "public/landing.html", {"organisations": organisations})


@require_safe
def front(request: HttpRequest, organisation: str) -> HttpResponse:
    """The ways to reach a person, the quickest first. While the form is closed only the numbers show."""
    place = place_at(organisation)
    response = show(request, "front", place, {"support_team": latest(Services, "support").service("support_team")})
    to_be_found(response)
    return response
