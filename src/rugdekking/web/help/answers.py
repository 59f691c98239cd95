"""How pages of help are answered: in the look of the desk, for search engines to find, and made once a minute."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rugdekking.visits.counting import Seen
from rugdekking.web.headers import to_be_found
from rugdekking.web.kept import the_same_for_everybody
from rugdekking.web.public.places import Place


def drawn(request: HttpRequest, template: str, place: Place, context: Mapping[str, Any]) -> HttpResponse:
    return render(request, f"help/{template}.html", {"site": place.site, "place": place, **context})


def for_everybody(response: HttpResponse, place: Place, name: str = "") -> HttpResponse:
    """`response` may be found by search engines and given to whoever asks; it is counted under `name`, if any."""
    to_be_found(response)
    return the_same_for_everybody(response, seen=Seen(place.organisation.pk, name) if name else None)
