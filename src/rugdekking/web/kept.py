"""Pages of help that are the same for everybody are made once a minute, and counted each time they are read.

Only what a view hands to `the_same_for_everybody` is kept, in the memory of this process: nothing of a reporter or of
the office is ever made by those views, and an answer that sets a cookie is not kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from rugdekking.visits.counting import TALLY, Seen

View = Callable[[HttpRequest], HttpResponseBase]

# Seconds after which a change by an editor shows.
KEPT_FOR: Final = 60.0
# Together at most about 32 MB.
MOST: Final = 512
LARGEST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    body: bytes
    headers: Mapping[str, str]
    seen: Seen | None
    until: float


_pages: dict[tuple[str, str, str], Kept] = {}


def the_same_for_everybody(response: HttpResponse, *, seen: Seen | None = None) -> HttpResponse:
    """Say that this answer may be given to whoever asks for the same address, and what it counts for when read."""
    response.seen = seen  # type: ignore[attr-defined]
    return response


def pages_of_help(get_response: View) -> View:
    """Middleware, before everything that looks at cookies: gives a kept page, or makes it and keeps it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET":
            return get_response(request)
        name = (request.scheme or "", request.META.get("HTTP_HOST", ""), request.path)
        # With a question behind the address there are as many pages as there are questions: each is made anew.
        kept = _pages.get(name) if not request.META.get("QUERY_STRING") else None
        if kept is not None and monotonic() < kept.until:
            _count(request, kept.seen)
            return HttpResponse(kept.body, headers=kept.headers)
        response = get_response(request)
        if isinstance(response, HttpResponse) and hasattr(response, "seen"):
            _count(request, response.seen)
            if not request.META.get("QUERY_STRING"):
                _keep(name, response)
        return response

    return middleware


def forget() -> None:
    """Make every page anew at the next request."""
    _pages.clear()


def _keep(name: tuple[str, str, str], response: HttpResponse) -> None:
    if response.status_code != 200 or response.cookies or len(response.content) > LARGEST:
        return
    while len(_pages) >= MOST:
        _pages.pop(next(iter(_pages)), None)
    _pages.pop(name, None)
    _pages[name] = Kept(response.content, dict(response.headers), response.seen, monotonic() + KEPT_FOR)  # type: ignore[attr-defined]


def _count(request: HttpRequest, seen: Seen | None) -> None:
    """Nobody reads what a browser fetches in case it is asked for."""
    if seen is not None and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        TALLY.note(seen, at=timezone.now())
