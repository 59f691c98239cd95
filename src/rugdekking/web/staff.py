"""The door of the office: closed, unless somebody is signed in with a second factor.

Every page under `/werk/` and `/account/` is behind it. The few that must open earlier say so beside their
address, with `open_to_anyone` or `before_second_factor`; a page that says nothing is closed.
"""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from rugdekking.people.models import Person
from rugdekking.web.sessions import is_staff_path

View = Callable[..., HttpResponseBase]


class Door(Enum):
    ANYONE = "anyone"
    SIGNED_IN = "signed in, also without a second factor"
    SECOND_FACTOR = "signed in with a second factor"


def open_to_anyone(view: View) -> View:
    """For pages that come before signing in: the form itself, a forgotten password, an invitation."""
    return _behind(Door.ANYONE, view)


def before_second_factor(view: View) -> View:
    """For pages on which somebody who just got an account sets up the second factor."""
    return _behind(Door.SIGNED_IN, view)


def door_of(view: View) -> Door:
    door: Door = getattr(view, "door", Door.SECOND_FACTOR)
    return door


def passed_second_factor(request: HttpRequest) -> bool:
    """Whether the second factor was used, or set up, in this very session."""
    records = get_authentication_records(request, request.user if isinstance(request.user, Person) else None)
    return any(record.get("method") == "mfa" for record in records)


class StaffOnly:
    """On staff paths: says who is signed in, and closes every page that is not marked as open.

    Public paths pass untouched: there, nobody is anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.public = get_response
        self.staff: Callable[[HttpRequest], Any] = AuthenticationMiddleware(MessageMiddleware(get_response))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = (self.staff if is_staff_path(request) else self.public)(request)
        return response

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not is_staff_path(request) or door_of(view) is Door.ANYONE:
            return None
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        return _second_factor_first(request, request.user, door_of(view))


def _second_factor_first(request: HttpRequest, person: Person, door: Door) -> HttpResponseBase | None:
    if not getattr(person, "has_second_factor", False):
        return None if door is Door.SIGNED_IN else redirect("mfa_activate_totp")
    if passed_second_factor(request):
        return None
    # Signed in with a password alone, before this person had a second factor: not good enough any more.
    request.session.flush()
    return redirect("account_login")


def _behind(door: Door, view: View) -> View:
    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  (whatever the view takes)
        return view(*args, **kwargs)

    opened.door = door  # type: ignore[attr-defined]
    return opened
