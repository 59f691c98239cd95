"""Signing in as the site does it, for tests that need a colleague behind the door."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from rugdekking.audit.actor import SYSTEM
from rugdekking.people.models import Person
from rugdekking.people.operations import create_person
from rugdekking.people.sessions import SessionStore

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PASSWORD = "vier-groene-stoelen"
TOWN = UUID("5b1f0f9e-6a55-4a8d-9a55-0c3a4f7b1c11")
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def person(name: str = "Anna de Wit", email: str = "anna@noordmeer.example") -> Person:
    return create_person(email, name=name, password=PASSWORD, organisation=TOWN, by=SYSTEM, at=NOON)


def with_app(somebody: Person) -> str:
    """Give `somebody` an authenticator app; gives its secret."""
    secret = generate_totp_secret()
    TOTP.activate(somebody, secret)
    return secret


def code_of(secret: str, *, at: datetime) -> str:
    """The six digits that the app shows at `at`."""
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


def code_now(secret: str) -> str:
    """The six digits of this moment. As people do, it waits for new ones when these are about to change."""
    while time.time() % 30 > 25:
        time.sleep(0.1)
    return code_of(secret, at=datetime.now(UTC))


def signed_in(somebody: Person, *, second_factor: bool = True) -> Client:
    """A browser in which `somebody` has just signed in; `second_factor` gives them an app when they have none."""
    if second_factor and not is_mfa_enabled(somebody):
        with_app(somebody)
    client = Client()
    with _request() as request:
        record_authentication(request, somebody, method="password", reauthenticated=True)
        login(request, somebody, backend=BACKEND)
        if second_factor:
            record_authentication(request, somebody, method="mfa", type="totp", reauthenticated=True)
        request.session.save()
        client.cookies[settings.STAFF_COOKIE] = request.session.session_key or ""
    return client


@contextmanager
def _request() -> Iterator[HttpRequest]:
    request = HttpRequest()
    request.session = SessionStore()
    with context.request_context(request):
        yield request
