"""Whoever gets a file of the desk finds how to check it."""

import pytest
from django.test import Client

from rugdekking.keys import operations as keys
from rugdekking.vault.minisign import public_key
from tests import make
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_key_once_something_can_be_signed(client: Client) -> None:
    cast, without_key = make.cast(), make.desk()

    before = client.get(f"/{without_key.organisation.slug}/handtekening/").content.decode()
    key = keys.signing_key(cast.desk, ring=cast.greet, at=MIDDAY)
    after = client.get(f"/{cast.desk.organisation.slug}/handtekening/").content.decode()

    line = public_key(bytes(key.signing_public or b""), key=key.pk)
    assert "Wij ondertekenden nog niets" in before
    assert line not in before
    assert line in after
