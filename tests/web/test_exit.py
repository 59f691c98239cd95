"""Leaving at once."""

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from rugdekking.people.models import ReporterSession
from tests.web.small_site import TOWN

pytestmark = pytest.mark.django_db


def test_leaving_goes_to_something_ordinary(client: Client) -> None:
    response = client.get("/weg")

    assert response.status_code == 302
    assert response.headers["Location"] == "https://www.knmi.nl/"


@override_settings(QUICK_EXIT_URL="https://www.buienradar.nl/")
def test_an_installation_may_choose_where_to(client: Client) -> None:
    assert client.get("/weg").headers["Location"] == "https://www.buienradar.nl/"


def test_leaving_drops_both_cookies_and_clears_the_browser(client: Client) -> None:
    response = client.get("/weg")

    for name in (settings.STAFF_COOKIE, settings.REPORTER_COOKIE):
        assert response.cookies[name]["max-age"] == 0
        assert response.cookies[name].value == ""
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"


@override_settings(ROOT_URLCONF="tests.web.small_site")
def test_leaving_ends_the_visit_on_the_server_too(client: Client) -> None:
    client.post("/stad/versturen/")
    cookie = client.cookies[settings.REPORTER_COOKIE].value
    assert ReporterSession.objects.filter(organisation=TOWN, last_seen_at__lte=timezone.now()).exists()

    client.get("/weg")
    client.cookies[settings.REPORTER_COOKIE] = cookie

    assert not ReporterSession.objects.exists()
    assert client.get("/stad/mijn/").content == b"locked True"


def test_leaving_is_a_plain_link_that_a_form_cannot_press(client: Client) -> None:
    assert client.post("/weg").status_code in {403, 405}
