"""Setting up, using and removing the second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.test import Client

from rugdekking.notify.models import Kind, Mail
from rugdekking.people.models import Person, StaffSession
from tests.web.signing_in import PASSWORD, code_now, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.small_site")]


def set_up_app(client: Client) -> str:
    """Set up an app through the page; gives the secret that the page showed."""
    page = client.get("/account/app/")
    secret = page.context["secret"].replace(" ", "")
    client.post("/account/app/", {"code": code_now(secret)})
    return str(secret)


def passkey(somebody: Person) -> Authenticator:
    credential = {"clientExtensionResults": {"credProps": {"rk": True}}}
    return Authenticator.objects.create(
        user=somebody, type=Authenticator.Type.WEBAUTHN, data={"name": "Sleutelbos", "credential": credential}
    )


def test_somebody_new_sets_up_an_app_and_gets_in() -> None:
    client = signed_in(person(), second_factor=False)

    set_up_app(client)

    assert client.get("/werk/").status_code == 200
    assert client.get("/account/herstelcodes/").status_code == 200


def test_setting_up_asks_for_the_password_again() -> None:
    person()
    client = Client()
    client.post("/account/aanmelden/", {"login": "anna@noordmeer.example", "password": PASSWORD})

    asked = client.get("/account/app/")
    assert asked.headers["Location"] == "/account/bevestigen/?next=%2Faccount%2Fapp%2F"
    assert "Bevestig dat u het bent" in client.get(asked.headers["Location"]).content.decode()
    client.post(asked.headers["Location"], {"password": PASSWORD})

    assert client.get("/account/app/").status_code == 200


def test_the_qr_code_is_drawn_in_the_page_itself() -> None:
    page = signed_in(person(), second_factor=False).get("/account/app/").content.decode()

    body = page[page.index("<main") :]
    assert re.search(r'<path d="M4 4h1v1h-1z', body)
    assert "data:" not in body


def test_setting_up_changes_the_cookie_and_ends_weaker_sessions() -> None:
    anna = person()
    attacker = signed_in(anna, second_factor=False)
    client = signed_in(anna, second_factor=False)
    before = client.cookies[settings.STAFF_COOKIE].value

    set_up_app(client)

    assert client.cookies[settings.STAFF_COOKIE].value != before
    assert StaffSession.objects.count() == 1
    assert attacker.get("/account/").status_code == 302


def test_secrets_of_second_factors_do_not_lie_in_clear() -> None:
    anna = person()
    client = signed_in(anna, second_factor=False)

    secret = set_up_app(client)

    codes = re.findall(r">(\d{8})<", client.get("/account/herstelcodes/").content.decode())
    stored = " ".join(str(found.data) for found in Authenticator.objects.filter(user=anna))
    assert len(codes) == 10
    assert secret not in stored
    assert not any(code in stored for code in codes)
    seed = Authenticator.objects.get(user=anna, type="recovery_codes").data["seed"]
    assert not re.fullmatch("[0-9a-f]{80}", seed)


def test_the_secret_that_is_being_set_up_does_not_lie_in_the_session_table() -> None:
    client = signed_in(person(), second_factor=False)
    secret = client.get("/account/app/").context["secret"].replace(" ", "")

    assert secret.encode() not in bytes(StaffSession.objects.get().sealed)


def test_a_recovery_code_opens_once() -> None:
    anna = person()
    client = signed_in(anna, second_factor=False)
    set_up_app(client)
    code = re.findall(r">(\d{8})<", client.get("/account/herstelcodes/").content.decode())[0]

    opened = []
    for _ in range(2):
        later = Client()
        later.post("/account/aanmelden/", {"login": anna.email, "password": PASSWORD})
        later.post("/account/aanmelden/code/", {"code": code})
        opened.append(later.get("/werk/").status_code)

    assert opened == [200, 302]


def test_new_recovery_codes_replace_the_old_ones() -> None:
    client = signed_in(person(), second_factor=False)
    set_up_app(client)
    old = client.get("/account/herstelcodes/").content

    assert client.get("/account/herstelcodes/nieuw/").status_code == 200
    client.post("/account/herstelcodes/nieuw/")

    assert client.get("/account/herstelcodes/").content != old


@pytest.mark.parametrize("act", ["naam", "weg"])
def test_somebody_elses_passkey_does_not_exist(act: str) -> None:
    hers = passkey(person("Bram Vos", "bram@noordmeer.example"))
    client = signed_in(person())

    assert client.get(f"/account/passkeys/{hers.pk}/{act}/").status_code == 404
    assert client.post(f"/account/passkeys/{hers.pk}/{act}/", {"name": "Van mij"}).status_code == 404
    hers.refresh_from_db()
    assert hers.data["name"] == "Sleutelbos"


def test_naming_somebody_else_in_a_form_changes_nothing_of_theirs() -> None:
    bram = person("Bram Vos", "bram@noordmeer.example")
    anna = person()
    client = signed_in(anna, second_factor=False)
    secret = client.get("/account/app/").context["secret"].replace(" ", "")

    client.post(f"/account/app/?user={bram.pk}", {"code": code_now(secret), "user": str(bram.pk)})

    assert not Authenticator.objects.filter(user=bram).exists()
    assert Authenticator.objects.filter(user=anna, type="totp").exists()


def test_the_last_second_factor_cannot_be_removed() -> None:
    anna = person()
    client = signed_in(anna)

    client.post("/account/app/uit/")

    assert Authenticator.objects.filter(user=anna, type="totp").exists()
    assert "enige tweede stap" in client.get("/account/app/uit/").content.decode()


def test_the_last_passkey_cannot_be_removed() -> None:
    anna = person()
    client = signed_in(anna)
    Authenticator.objects.filter(user=anna).delete()
    only = passkey(anna)

    client.post(f"/account/passkeys/{only.pk}/weg/")

    assert Authenticator.objects.filter(pk=only.pk).exists()


def test_one_of_two_second_factors_can_be_removed_and_the_person_is_told() -> None:
    anna = person()
    client = signed_in(anna)
    key = passkey(anna)
    assert "Sleutelbos" in client.get("/account/passkeys/").content.decode()
    assert client.get(f"/account/passkeys/{key.pk}/weg/").status_code == 200
    client.post(f"/account/passkeys/{key.pk}/naam/", {"name": "Telefoon"})
    assert "Telefoon" in client.get("/account/passkeys/").content.decode()

    client.post(f"/account/passkeys/{key.pk}/weg/")

    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert Mail.objects.get().kind == Kind.ACCOUNT_CHANGED
    assert client.get("/werk/").status_code == 200


def test_the_passkey_pages_open() -> None:
    anna = person()
    client = signed_in(anna)

    assert client.get("/account/passkeys/").status_code == 200
    assert client.get("/account/passkeys/nieuw/").status_code == 200
    assert client.get("/account/bevestigen/code/").status_code == 200
    assert client.get("/account/").status_code == 200
    answer = Client().get("/account/aanmelden/passkey/", headers={"accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"


def test_a_secret_sealed_here_does_not_open_elsewhere(tmp_path: object, settings: object) -> None:
    from rugdekking.vault.secrets import CannotOpen
    from rugdekking.web.account.adapter import SecondFactorAdapter

    sealed = SecondFactorAdapter().encrypt(generate_totp_secret())
    settings.SECRETS_FOLDER = tmp_path  # type: ignore[attr-defined]

    with pytest.raises(CannotOpen):
        SecondFactorAdapter().decrypt(sealed)
