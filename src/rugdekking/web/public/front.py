"""The pages that anybody reads: which organisation, its front page, and what is done with a report."""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rugdekking.content.queries import latest
from rugdekking.content.schema import Services
from rugdekking.organisations.queries import all_organisations
from rugdekking.web.public.pages import show
from rugdekking.web.public.places import place_at

# The plain pages by their address, each with its template.
PAGES: Mapping[str, str] = {
    "contact": "contact",
    "privacy": "privacy",
    "toegankelijkheid": "accessibility",
    "kwetsbaarheid-melden": "weakness",
    "over": "about",
    "wie-leest-mee": "readers",
    "snel-weg": "quick_exit",
}


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Which organisation? In the demo a list; elsewhere everybody gets the address from their own organisation."""
    organisations = all_organisations() if settings.DEMO else []
    return render(request, "public/landing.html", {"organisations": organisations})


@require_safe
def front(request: HttpRequest, organisation: str) -> HttpResponse:
    """The ways to reach a person, the quickest first. While the form is closed only the numbers show."""
    place = place_at(organisation)
    return show(request, "front", place, {"support_team": latest(Services, "support").service("support_team")})


@require_safe
def page(request: HttpRequest, name: str, organisation: str = "") -> HttpResponse:
    """One of the plain pages, of an organisation or of the installation."""
    if name not in PAGES:
        raise Http404
    template = f"public/pages/{PAGES[name]}.html"
    if not organisation:
        return render(request, template, {"place": None})
    place = place_at(organisation)
    context = {"site": place.site, "place": place, "services": latest(Services, "support").services}
    return render(request, template, context)
