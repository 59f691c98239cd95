"""Colleagues who read take turns, so that a busy morning at the office never makes a reporter wait.

Opening a case is nearly all computing, and a process computes one thing at a time whatever is asked of it. Four
pages at once are not ready sooner than four in a row; but somebody who sends a report would share with all four.
"""

from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rugdekking.web.sessions import is_staff_path

View = Callable[[HttpRequest], HttpResponseBase]

# Only reading: a form may bring a file with it, and then a slow connection would hold up everybody.
_READING = frozenset({"GET", "HEAD"})
_turn = Lock()
# Seconds. A page that waits for something, such as a database that does not answer, must not stop the whole office.
_PATIENCE = 2


class _Turn:
    def __init__(self) -> None:
        self._taken = _turn.acquire(timeout=_PATIENCE)

    def over(self) -> None:
        taken, self._taken = self._taken, False
        if taken:
            _turn.release()


def give_way(request: HttpRequest) -> None:
    """Let colleagues go on: this page waits for something else than computing, such as a film that is looked into."""
    turn = getattr(request, "turn", None)
    if turn is not None:
        turn.over()


def colleagues_take_turns(get_response: View) -> View:
    """Middleware: one page of the office at a time is made, but who waited long enough goes on all the same."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in _READING or not is_staff_path(request):
            return get_response(request)
        turn = _Turn()
        request.turn = turn  # type: ignore[attr-defined]
        try:
            return get_response(request)
        finally:
            turn.over()

    return middleware
