"""Signing in and out, through the pages."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from rugdekking.audit.actor import SYSTEM
from rugdekking.people.models import StaffSession
from rugdekking.people.operations import deactivate
from tests.web.signing_in import NOON, PASSWORD, TOWN, code_now, code_of, person, signed_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.small_site")]

LOGIN = "/account/aanmelden/"
CODE = "/account/aanmelden/code/"


def cookie(client: Client) -> str:
    return client.cookies[settings.STAFF_COOKIE].value


def fill_in(client: Client, address: str, **fields: str) -> int:
    """Send a form as a browser does, with the token of its own page. Gives the status of the answer."""
    page = client.get(address, follow=True)
    token = page.context["csrf_token"]
    return client.post(address, {**fields, "csrfmiddlewaretoken": str(token)}).status_code


def test_somebody_signs_in_with_password_and_code() -> None:
    anna = person()
    secret = with_app(anna)
    client = Client(enforce_csrf_checks=True)

    fill_in(client, LOGIN, login="Anna@noordmeer.example", password=PASSWORD)
    assert client.get("/werk/").status_code == 302
    fill_in(client, CODE, code=code_now(secret))

    assert client.get("/werk/").content == b"hello Anna de Wit"


def test_a_session_given_beforehand_is_worth_nothing_after_signing_in() -> None:
    secret = with_app(person())
    client = Client()
    client.get(LOGIN)
    given = cookie(client)

    client.post(LOGIN, {"login": "anna@noordmeer.example", "password": PASSWORD})
    client.post(CODE, {"code": code_now(secret)})

    name, half = given.split(".")
    assert name not in cookie(client)
    assert half not in cookie(client)
    attacker = Client()
    attacker.cookies[settings.STAFF_COOKIE] = given
    assert attacker.get("/werk/").status_code == 302
    assert client.get("/werk/").status_code == 200


def test_a_code_works_once() -> None:
    secret = with_app(person())
    code = code_now(secret)
    for client in (first := Client(), second := Client()):
        client.post(LOGIN, {"login": "anna@noordmeer.example", "password": PASSWORD})
        client.post(CODE, {"code": code})

    assert first.get("/werk/").status_code == 200
    assert second.get("/werk/").status_code == 302


@pytest.mark.parametrize("email", ["anna@noordmeer.example", "nobody@noordmeer.example"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(email: str) -> None:
    person()
    answer = Client().post(LOGIN, {"login": email, "password": "vijf-groene-stoelen"})

    assert answer.status_code == 200
    assert answer.context["form"].errors.as_data()["__all__"][0].code == "email_password_mismatch"


def test_guessing_the_code_is_stopped() -> None:
    secret = with_app(person())
    client = Client()
    client.post(LOGIN, {"login": "anna@noordmeer.example", "password": PASSWORD})
    wrong = code_of(secret, at=timezone.now() + timedelta(days=1))

    for _ in range(6):
        client.post(CODE, {"code": wrong})

    answer = client.post(CODE, {"code": code_now(secret)})
    assert answer.status_code == 200
    assert client.get("/werk/").status_code == 302


def test_a_closed_account_cannot_sign_in() -> None:
    anna = person()
    with_app(anna)
    deactivate(anna, organisation=TOWN, by=SYSTEM, at=NOON)
    client = Client()

    answer = client.post(LOGIN, {"login": "anna@noordmeer.example", "password": PASSWORD}, follow=True)

    assert "Dit account is gesloten" in answer.content.decode()
    assert client.get("/werk/").status_code == 302


def test_another_site_cannot_sign_somebody_out() -> None:
    client = signed_in(person())
    client.handler.enforce_csrf_checks = True

    assert client.get("/account/afmelden/").status_code == 200
    assert client.post("/account/afmelden/").status_code == 403
    assert client.get("/werk/").status_code == 200


def test_signing_out_ends_the_session_on_both_sides() -> None:
    anna = person()
    client = signed_in(anna)
    value = cookie(client)

    client.post("/account/afmelden/")

    assert not StaffSession.objects.filter(person=anna).exists()
    client.cookies[settings.STAFF_COOKIE] = value
    assert client.get("/werk/").status_code == 302


def test_signing_in_leads_to_no_other_site() -> None:
    secret = with_app(person())
    client = Client()
    client.post(f"{LOGIN}?next=https://elsewhere.example/", {"login": "anna@noordmeer.example", "password": PASSWORD})

    answer = client.post(CODE, {"code": code_now(secret)})

    assert answer.headers["Location"] == "/werk/"


def test_somebody_ends_their_sessions_in_other_browsers() -> None:
    anna, bram = person(), person("Bram Vos", "bram@noordmeer.example")
    here, there, other = signed_in(anna), signed_in(anna), signed_in(bram)
    assert "Een andere browser" in here.get("/account/sessies/").content.decode()

    here.post("/account/sessies/afmelden/")

    assert here.get("/werk/").status_code == 200
    assert there.get("/werk/").status_code == 302
    assert other.get("/werk/").status_code == 200
    assert "Een andere browser" not in here.get("/account/sessies/").content.decode()
