"""Two sessions that never meet: colleagues under `/werk/`, `/account/` and `/redactie/`, reporters everywhere else.

Each has its own cookie, and the other one is not even read. So a public page never learns that a
colleague opened it, and nothing of a reporter reaches the office through a browser they share.
"""

from collections.abc import Callable
from typing import Final, cast

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from rugdekking.people.sessions import SessionStore
from rugdekking.web.sessions.reporter import Visit, forget, open_reporter, reporter_code, visit

__all__ = [
    "STAFF_PATHS",
    "TwoSessions",
    "Visit",
    "forget",
    "is_staff_path",
    "open_reporter",
    "reporter_code",
    "staff_session",
    "visit",
]

# Lax, not Strict: a colleague follows the link in an invitation, or a bookmark on the intranet.
SAME_SITE: Final = "Lax"
STAFF_PATHS = ("/werk/", "/account/", "/redactie/")


def is_staff_path(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF_PATHS)


def staff_session(request: HttpRequest) -> SessionStore:
    """The colleague's session. Only on staff paths."""
    if not isinstance(request.session, SessionStore):
        raise TypeError("There is no colleague's session on a public path.")
    return request.session


class TwoSessions:
    """Gives each request the session of its own side, and sets a cookie only when there is something to keep."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        if not is_staff_path(request):
            reporter = Visit(request, at=at)
            request.session = cast("SessionStore", reporter)
            response = self.get_response(request)
            reporter.finish(response)
            return response
        session = SessionStore(request.COOKIES.get(settings.STAFF_COOKIE), at=at)
        request.session = session
        response = self.get_response(request)
        _finish(request, session, response)
        return response


def _finish(request: HttpRequest, session: SessionStore, response: HttpResponse) -> None:
    patch_vary_headers(response, ("Cookie",))
    if session.is_empty():
        if settings.STAFF_COOKIE in request.COOKIES:
            response.delete_cookie(settings.STAFF_COOKIE, samesite=SAME_SITE)
        return
    # What a failed request wanted to remember is not kept.
    if response.status_code < 500:
        _keep(request, session, response)


def _keep(request: HttpRequest, session: SessionStore, response: HttpResponse) -> None:
    session.touch()
    if session.modified:
        try:
            session.save()
        except UpdateError as error:
            raise SessionInterrupted("The session was ended while this request ran.") from error
    if session.session_key and session.session_key != request.COOKIES.get(settings.STAFF_COOKIE):
        response.set_cookie(
            settings.STAFF_COOKIE,
            session.session_key,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite=SAME_SITE,
        )
