"""A site has one name, however a request spells it.

Django lets `NOORDMEER.NL:1` pass for `noordmeer.nl`. Addresses in documents, codes and feeds would then carry that
spelling, and for each spelling everything that is kept ready would be made anew.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase

View = Callable[[HttpRequest], HttpResponseBase]


def by_its_own_name(get_response: View) -> View:
    """Middleware: small letters, and no port but one that the settings name. On http, in a demo, any port is kept."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        host = request.META.get("HTTP_HOST")
        if host is not None:
            request.META["HTTP_HOST"] = _plain(host.lower())
        return get_response(request)

    return middleware


def _plain(host: str) -> str:
    return host if host in settings.HOSTS or not settings.HTTPS else split_domain_port(host)[0]
