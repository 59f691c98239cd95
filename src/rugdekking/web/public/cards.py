"""Acute cards: what to do now, per place. They can be printed, and open on a phone without a connection.

A service worker keeps these pages and their style sheet, and nothing else: its scope is this folder, so a report or a
reporter's own page never passes through it. The names on the phone say nothing: "Kaarten", with a card as its icon.
"""

import hashlib
import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rugdekking.content.queries import everything, latest
from rugdekking.content.schema import Card, Services
from rugdekking.web.public.pages import address, show
from rugdekking.web.public.places import Place, place_at
from rugdekking.web.ui import assets


@require_safe
def overview(request: HttpRequest, organisation: str) -> HttpResponse:
    place = place_at(organisation)
    return show(request, "cards", place, {"cards": listed(place)})


@require_safe
def card(request: HttpRequest, organisation: str, place: str) -> HttpResponse:
    where = place_at(organisation)
    found = next((one for one in in_order() if one.address == place), None)
    if found is None:
        raise Http404
    services = latest(Services, "support")
    calls = [(services.service(ring.service), ring.when) for ring in found.call]
    return show(request, "acute_card", where, {"card": found, "calls": calls})


@require_safe
def manifest(_request: HttpRequest, organisation: str) -> HttpResponse:
    """How the cards look when somebody keeps them on a phone: a neutral name and icon."""
    home = address("acute-cards", place_at(organisation))
    icon = {"src": assets.addresses()["card"], "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": "Kaarten",
        "short_name": "Kaarten",
        "lang": "nl",
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#3d4852",
        "icons": [icon],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest, organisation: str) -> HttpResponse:
    """The script that keeps the cards. It changes with a card, a number or the look, and then keeps them anew."""
    place = place_at(organisation)
    kept = [address("acute-cards", place), *(address("acute-card", place, place=one.address) for one in in_order())]
    look = [place.site.public_css or assets.addresses()["public"], assets.addresses()["short"]]
    versions = [(one.id, one.version) for one in (*in_order(), latest(Services, "support"))]
    desk = [place.desk.name, place.desk.phone, place.desk.hours, place.is_open]
    mark = hashlib.sha256(json.dumps([kept, look, versions, desk]).encode()).hexdigest()[:12]
    context = {"kept": json.dumps([*kept, *look]), "mark": mark, "place": place}
    return render(request, "public/worker.js", context, content_type="text/javascript; charset=utf-8")


def in_order() -> list[Card]:
    return sorted(everything(Card), key=lambda one: one.order)


def listed(place: Place) -> list[tuple[str, str]]:
    """Every card with its address."""
    return [(one.title, address("acute-card", place, place=one.address)) for one in in_order()]
