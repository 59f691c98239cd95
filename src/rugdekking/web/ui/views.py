"""The pages that belong to the look itself: an organisation's sheet and logo, and the gallery of components."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rugdekking.organisations import queries
from rugdekking.organisations.models import Organisation
from rugdekking.web.ui import assets, gallery, house_style
from rugdekking.web.ui.site import colours_of

FOR_EVER = "public, max-age=31536000, immutable"
IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@require_safe
def sheet(request: HttpRequest, organisation: str, kind: str, mark: str) -> HttpResponse:
    """The style sheet with the organisation's colours: one file instead of the default one, so no extra request."""
    colours = colours_of(_organisation(organisation))
    if mark != house_style.mark(colours):
        raise Http404
    text = _dressed(kind, house_style.house_style_css(colours))
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(_packed(text), content_type="text/css; charset=utf-8")
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOR_EVER
    return response


@require_safe
def logo(request: HttpRequest, organisation: str, mark: str) -> HttpResponse:  # noqa: ARG001
    """The organisation's logo. Only what begins as a PNG or JPEG is ever served."""
    image = bytes(_organisation(organisation).logo)
    kind = next((kind for start, kind in IMAGES.items() if image.startswith(start)), None)
    if kind is None or mark != hashlib.sha256(image).hexdigest()[:12]:
        raise Http404
    return HttpResponse(image, content_type=kind, headers={"Cache-Control": FOR_EVER})


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """All components on one page, for who builds pages. Only in the demo."""
    if not settings.DEMO:
        raise Http404
    return render(request, "ui/gallery.html", gallery.samples(wrong="fout" in request.GET))


@require_safe
def question(request: HttpRequest) -> HttpResponse:
    """A page of the reporter's path as an example, with `?fout` for one that came back with errors."""
    if not settings.DEMO:
        raise Http404
    return render(request, "ui/gallery_question.html", gallery.question(wrong="fout" in request.GET))


@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """The office's components as an example."""
    if not settings.DEMO:
        raise Http404
    return render(request, "ui/gallery_office.html", gallery.office())


def _organisation(slug: str) -> Organisation:
    desk = queries.desk_at(slug)
    if desk is None:
        raise Http404
    return desk.organisation


@lru_cache(maxsize=64)
def _dressed(kind: str, colours: str) -> bytes:
    path = assets.addresses()[kind].removeprefix(settings.STATIC_URL)
    return (Path(assets.MANIFEST).parent / path).read_bytes() + colours.encode()


@lru_cache(maxsize=64)
def _packed(text: bytes) -> bytes:
    return gzip.compress(text, mtime=0)
