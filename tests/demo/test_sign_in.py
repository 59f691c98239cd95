"""A visitor of the demo signs in with what the pages say, and nowhere else do they say it."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from rugdekking.config.demo.people import PASSPHRASE, PASSWORD

# A demo lies in SQLite.
pytestmark = [pytest.mark.usefixtures("filled"), pytest.mark.any_database]

GREET = "greet@noordmeer.example"
UNLOCK = reverse("vault-unlock")


def page(client: Client, address: str) -> str:
    return html.unescape(client.get(address, follow=True).content.decode())


def with_password(client: Client) -> str:
    """Sign in with the password; gives the page of the second step."""
    client.post(reverse("account_login"), {"login": GREET, "password": PASSWORD})
    return page(client, reverse("mfa_authenticate"))


def test_the_pages_of_the_demo_say_all_that_is_needed(settings: Settings) -> None:
    settings.DEMO = True
    client = Client()

    assert GREET in page(client, reverse("account_login"))
    assert PASSWORD in page(client, reverse("account_login"))
    code = re.search(r"<strong>(\d{6})</strong>", with_password(client))
    assert code is not None
    client.post(reverse("mfa_authenticate"), {"code": code[1]})
    assert PASSPHRASE in page(client, UNLOCK)
    client.post(UNLOCK, {"passphrase": PASSPHRASE})
    queue = client.get("/werk/noordmeer/", follow=True)

    assert queue.status_code == 200
    assert "Nu niet veilig" in queue.content.decode()


def test_outside_a_demo_no_page_helps_to_sign_in(settings: Settings) -> None:
    settings.DEMO = False
    client = Client()

    first = page(client, reverse("account_login"))
    second = with_password(client)

    assert PASSWORD not in first
    assert "Tweede stap" in second
    assert re.search(r"\b\d{6}\b", re.sub(r"<[^>]*>", "", second)) is None
    assert "Dit is een demo" not in first + second
