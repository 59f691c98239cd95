"""Most tests find a colleague at work without typing a passphrase: that must come to the same."""

import pytest
from django.conf import settings
from django.test import Client

from rugdekking.people.sessions import SessionStore
from tests import make
from tests.web.at_work import by_passphrase, unlocked

pytestmark = pytest.mark.django_db


def session_of(client: Client) -> SessionStore:
    return SessionStore(client.cookies[settings.STAFF_COOKIE].value)


def test_who_is_at_work_in_a_test_is_as_who_typed_the_passphrase() -> None:
    cast = make.cast()
    typed, found = by_passphrase(cast.greet), unlocked(cast.greet)

    assert session_of(typed).unlocked() == session_of(found).unlocked() == cast.greet.secret.seed
    assert sorted(session_of(typed).keys()) == sorted(session_of(found).keys())
    queue = f"/werk/{cast.desk.organisation.slug}/meldingen/"
    assert typed.get(queue).status_code == found.get(queue).status_code
