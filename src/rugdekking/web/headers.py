"""Headers of every page: nothing is kept by the browser or a proxy, and nothing is shared with other sites."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[[HttpRequest], HttpResponseBase]

HEADERS = {
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


def to_be_found(response: HttpResponseBase) -> None:
    """Let search engines show this page: it helps people who do not know yet where to go."""
    response.headers["X-Robots-Tag"] = "all"


def private(get_response: View) -> View:
    """Adds the headers that a page did not set itself. Static files never come here: WhiteNoise answers earlier."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
