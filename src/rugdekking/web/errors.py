"""What somebody reads when it goes wrong: what happened, that it is not their fault, and how to go on.

These pages ask no database and no session, so that they still come when those are the trouble.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from rugdekking.web.ui import assets


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"errors/{template}.html", {"assets": assets.addresses()}), status=status)


def unclear(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what the browser sent makes no sense, or is more text than any form takes."""
    if isinstance(exception, RequestDataTooBig):
        return too_long(request)
    return _page("unclear", 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form was open too long, or came from another site."""
    return _page("forged", 403)


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
