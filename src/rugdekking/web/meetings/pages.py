"""How the pages of guides and rooms are put together: the public look, with a sheet of their own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rugdekking.web.public.places import Place


def show(
    request: HttpRequest, template: str, place: Place, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    around = {"site": place.site, "place": place}
    return render(request, f"meetings/{template}.html", {**around, **context}, status=status)


def address(page: str, place: Place, /, **more: object) -> str:
    return reverse(f"meetings:{page}", kwargs={"organisation": place.slug, **more})
