"""How the pages of guides and rooms are put together: the public look, with a sheet of their own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rugdekking.web.help.answers import for_everybody
from rugdekking.web.public.places import Place


def show(
    request: HttpRequest, template: str, place: Place, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    around = {"site": place.site, "place": place}
    return render(request, f"meetings/{template}.html", {**around, **context}, status=status)


def shown_to_all(
    request: HttpRequest, template: str, place: Place, context: Mapping[str, Any], *, page: str
) -> HttpResponse:
    """A page that is the same for everybody; `page` is its address below the help of the organisation."""
    return for_everybody(show(request, template, place, context), place, page)


def address(page: str, place: Place, /, **more: object) -> str:
    return reverse(f"meetings:{page}", kwargs={"organisation": place.slug, **more})
