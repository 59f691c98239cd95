"""What somebody reads when it goes wrong: what happened, that it is not their fault, and how to go on.

These pages ask no database and no session, so that they still come when those are the trouble.
"""

import logging
from collections.abc import Callable
from functools import cache

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from rugdekking.vault.storage import NotStored
from rugdekking.web.ui import assets

View = Callable[[HttpRequest], HttpResponseBase]
logger = logging.getLogger(__name__)

# Longer than any code, share or password; what is shorter is typed again quickly.
_A_TEXT = 40
# Where passwords and passphrases are typed, which may be long.
_OF_SECRETS = "/account/"


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(_text(template), status=status)


@cache
def _text(template: str) -> str:
    """Says the same to everybody, so it is made once: a flood of addresses that lead nowhere costs little."""
    return render_to_string(f"errors/{template}.html", {"assets": assets.addresses()})


def unclear(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what the browser sent makes no sense, or is more text than any form takes."""
    if isinstance(exception, RequestDataTooBig):
        return too_long(request)
    return _page("unclear", 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form was open too long, or came from another site. What was typed here is given back to copy."""
    context = {"assets": assets.addresses(), "typed": _typed_here(request)}
    return HttpResponse(render_to_string("errors/forged.html", context), status=403)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403: this page is for somebody else."""
    return _page("not_allowed", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: no such page, or somebody else's: the answer is the same."""
    return _page("not_found", 404)


def too_large(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """413: a file larger than settings.LARGEST_FILE, refused before it was taken in."""
    return _page("too_large", 413)


def too_long(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """413: more typed text than any form takes, refused before it was taken in."""
    return _page("too_long", 413)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: a fault of ours."""
    return _page("broken", 500)


def no_files(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """503: the storage of sealed files does not answer."""
    return _page("no_storage", 503)


def without_files(get_response: View) -> View:
    """Middleware: a page that needs a file says so when the storage does not answer; every other page goes on."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotStored):
            return None
        logger.error("The storage of sealed files does not do its work: %r", exception.__cause__ or exception)
        return no_files(request)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _typed_here(request: HttpRequest) -> list[str]:
    """The texts that somebody typed into a form of this site: the browser tells, and no other site can pretend."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin" or request.path_info.startswith(_OF_SECRETS):
        return []
    values = [value for _, listed in request.POST.lists() for value in listed]
    return [value for value in values if len(value) > _A_TEXT and len(value.split()) > 1]
