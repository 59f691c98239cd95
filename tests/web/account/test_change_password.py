"""A new password, by choice or because the old one was forgotten."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client

from rugdekking.notify.models import Kind, Mail
from rugdekking.people.models import StaffSession
from tests.web.signing_in import PASSWORD, person, signed_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.small_site")]

NEW = "zeven-blauwe-fietsen"
FORGOTTEN = "/account/wachtwoord/vergeten/"


def link_in_mail() -> str:
    return urlsplit(Mail.objects.get(kind=Kind.PASSWORD_RESET).extra).path


def choose(client: Client, link: str) -> None:
    form = client.get(link).headers["Location"]
    assert client.get(form).status_code == 200
    client.post(form, {"password1": NEW, "password2": NEW})


def test_a_forgotten_password_is_replaced_by_mail_and_the_second_factor_stays() -> None:
    anna = person()
    with_app(anna)
    client = Client()

    assert client.get(FORGOTTEN).status_code == 200
    client.post(FORGOTTEN, {"email": "anna@noordmeer.example"})
    choose(client, link_in_mail())

    assert client.get("/werk/").status_code == 302
    answer = client.post("/account/aanmelden/", {"login": anna.email, "password": NEW})
    assert answer.headers["Location"] == "/account/aanmelden/code/"
    assert client.get("/werk/").status_code == 302
    assert Authenticator.objects.filter(user=anna, type="totp").exists()


def test_a_new_password_by_mail_signs_out_every_browser() -> None:
    anna = person()
    browser = signed_in(anna)
    client = Client()
    client.post(FORGOTTEN, {"email": anna.email})

    choose(client, link_in_mail())

    assert browser.get("/werk/").status_code == 302
    assert not StaffSession.objects.filter(person=anna).exists()


def test_the_link_works_once() -> None:
    person()
    client = Client()
    client.post(FORGOTTEN, {"email": "anna@noordmeer.example"})
    link = link_in_mail()
    choose(client, link)

    assert "Deze link werkt niet meer" in Client().get(link).content.decode()


def test_looking_at_the_link_does_not_use_it_up() -> None:
    person()
    client = Client()
    client.post(FORGOTTEN, {"email": "anna@noordmeer.example"})
    Client().get(link_in_mail())

    choose(client, link_in_mail())

    assert client.post("/account/aanmelden/", {"login": "anna@noordmeer.example", "password": NEW}).status_code == 302


def test_the_link_works_for_an_hour() -> None:
    assert timedelta(hours=1).total_seconds() == settings.PASSWORD_RESET_TIMEOUT

    class Late(PasswordResetTokenGenerator):
        def _now(self) -> object:
            return super()._now() + timedelta(hours=1, seconds=2)

    anna = person()
    token = PasswordResetTokenGenerator().make_token(anna)
    assert PasswordResetTokenGenerator().check_token(anna, token)
    assert not Late().check_token(anna, token)


def test_an_unknown_address_gets_the_same_answer_and_no_mail() -> None:
    person()
    known = Client().post(FORGOTTEN, {"email": "anna@noordmeer.example"}, follow=True)
    Mail.objects.all().delete()

    unknown = Client().post(FORGOTTEN, {"email": "nobody@noordmeer.example"}, follow=True)

    assert unknown.redirect_chain == known.redirect_chain
    assert unknown.content == known.content
    assert not Mail.objects.exists()


def test_changing_the_password_signs_out_other_browsers_and_keeps_what_is_unlocked_here() -> None:
    anna = person()
    here, there = signed_in(anna), signed_in(anna)
    here.get("/werk/openen/")
    before = here.cookies[settings.STAFF_COOKIE].value
    assert here.get("/account/wachtwoord/").status_code == 200

    here.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert here.cookies[settings.STAFF_COOKIE].value != before
    assert here.get("/werk/open/").content == b"private keys"
    assert there.get("/werk/").status_code == 302
    assert Mail.objects.get().kind == Kind.ACCOUNT_CHANGED


def test_who_signs_in_without_a_password_is_asked_to_choose_one() -> None:
    anna = person()
    anna.set_unusable_password()
    anna.save()
    here = signed_in(anna)

    page = here.get("/account/wachtwoord/", follow=True)
    here.post("/account/wachtwoord/kiezen/", {"password1": NEW, "password2": NEW})

    assert page.status_code == 200
    assert "U meldt zich nu aan zonder wachtwoord" in page.content.decode()
    assert here.get("/werk/").status_code == 200
    anna.refresh_from_db()
    assert anna.check_password(NEW)


def test_choosing_a_first_password_asks_once_more_who_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    anna = person()
    anna.set_unusable_password()
    anna.save()
    here = signed_in(anna)
    monkeypatch.setattr("allauth.account.app_settings.REAUTHENTICATION_TIMEOUT", -1)

    answer = here.post("/account/wachtwoord/kiezen/", {"password1": NEW, "password2": NEW})

    assert "/account/bevestigen/" in answer.headers["Location"]
    anna.refresh_from_db()
    assert not anna.has_usable_password()


def test_a_weak_password_is_refused() -> None:
    client = signed_in(person())

    answer = client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"})

    assert answer.status_code == 200
    assert answer.context["form"].errors
