"""The plain pages about the site itself: of an organisation, or of the installation."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.queries import latest
from rugdekking.content.schema import Passages, Services
from rugdekking.kernel.time import HALF_A_YEAR
from rugdekking.organisations.queries import all_organisations
from rugdekking.web.limits import BY_ADDRESS
from rugdekking.web.public.cookies import cookies
from rugdekking.web.public.places import place_at
from rugdekking.web.public.security import contacts, expires
from rugdekking.web.ui.wording import lasting

# Each page by its address, with its template.
PAGES: Mapping[str, str] = {
    "contact": "contact",
    "privacy": "privacy",
    "cookies": "cookies",
    "toegankelijkheid": "accessibility",
    "kwetsbaarheid-melden": "weakness",
    "over": "about",
    "wie-leest-mee": "readers",
    "snel-weg": "quick_exit",
}


@require_safe
def page(request: HttpRequest, name: str, organisation: str = "") -> HttpResponse:
    if name not in PAGES:
        raise Http404
    place = place_at(organisation) if organisation else None
    context = {"place": place, **_TOLD.get(name, dict)()}
    if place is not None:
        context |= {"site": place.site, "services": latest(Services, "support").services}
    return render(request, f"public/pages/{PAGES[name]}.html", context)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness, for programs that look (RFC 9116). It asks for https addresses everywhere."""
    site = f"https://{request.get_host()}"
    lines = [
        *(f"Contact: {contact}" for contact in contacts() or [f"{site}/kwetsbaarheid-melden/"]),
        f"Expires: {expires(timezone.now()):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {site}/.well-known/security.txt",
        f"Policy: {site}/kwetsbaarheid-melden/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _cookies() -> dict[str, Any]:
    return {"cookies": list(cookies()), "counts_stay": lasting(HALF_A_YEAR)}


def _privacy() -> dict[str, Any]:
    """What is counted and logged, and how long that stays: from what the program does with it."""
    counted = [f"{one.what} in {lasting(one.per)}" for one in BY_ADDRESS]
    return {
        "counted": f"{', '.join(counted[:-1])} en {counted[-1]}",
        "counts_stay": lasting(HALF_A_YEAR),
        "log_stays": lasting(HALF_A_YEAR) if settings.LOG_FOLDER else "",
    }


def _accessibility() -> dict[str, Any]:
    """What was looked at, by what, and when: of the release, not of today."""
    told = latest(Passages, "accessibility")
    return {
        "looked_at_on": told.reviewed_on,
        "looked_at": [told.passage(code) for code in ("pages", "documents", "people", "own_part")],
        "not_good_yet": [told.passage(code) for code in ("files", "style")],
    }


def _weakness() -> dict[str, Any]:
    """Which organisations there are stands here no more than on the landing page: in the demo alone."""
    return {
        "organisations": all_organisations() if settings.DEMO and not contacts() else [],
        "contacts": [(address, re.sub("^(mailto:|tel:|https://)", "", address)) for address in contacts()],
    }


# What a page tells beyond its place.
_TOLD: Mapping[str, Callable[[], dict[str, Any]]] = {
    "cookies": _cookies,
    "privacy": _privacy,
    "kwetsbaarheid-melden": _weakness,
    "toegankelijkheid": _accessibility,
}
