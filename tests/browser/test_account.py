"""The account pages in a real browser: with and without script, by passkey and by app."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, NewPage
from tests.servers import programs, web

PASSWORD = "vier-groene-stoelen"
MAKE_ACCOUNT = f"""
import os, sys, uuid, datetime
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rugdekking.config.settings")
import django
django.setup()
from rugdekking.audit.actor import SYSTEM
from rugdekking.people.operations import create_person
at = datetime.datetime.now(datetime.UTC)
for name in ("anna", "bram"):
    email, desk = f"{{name}}@noordmeer.example", uuid.uuid4()
    create_person(email, name=name.title(), password="{PASSWORD}", organisation=desk, by=SYSTEM, at=at)
"""


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[web.Server]:
    """A server with two people who have a password and no second factor yet."""
    folder = tmp_path_factory.mktemp("accounts")
    settings = {"RUGDEKKING_DATA": str(folder), "RUGDEKKING_HTTPS": "no"}
    # In processes of their own: Playwright does not let Django ask a database in this one.
    for program in (programs.rugdekking("migrate"), [sys.executable, "-c", MAKE_ACCOUNT]):
        subprocess.run(program, check=True, env=programs.surroundings(settings))
    with web.running(settings, log=folder / "server.log") as server:
        yield server


def sign_in(page: Page, name: str) -> None:
    page.goto("/account/aanmelden/")
    page.get_by_label("E-mailadres").fill(f"{name}@noordmeer.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def confirm(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Bevestig dat u het bent")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen", exact=True).click()


def app_code(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return format_hotp_value(hotp_value(secret.replace(" ", ""), next(iter(yield_hotp_counters_from_time()))))


def test_somebody_sets_up_an_app_on_a_phone_without_script(
    new_page: NewPage, accounts: web.Server, axe: Callable[[Page], None]
) -> None:
    page = new_page(PHONE, script=False, at=accounts.url)
    page.goto("/account/aanmelden/")
    axe(page)

    sign_in(page, "anna")
    page.goto("/account/")
    axe(page)
    page.get_by_role("link", name="App instellen").click()
    axe(page)
    confirm(page)
    axe(page)
    page.get_by_label("Code van zes cijfers").fill(app_code(page.locator(".rd-code code").inner_text()))
    page.get_by_role("button", name="App instellen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes voor het aanmelden")
    axe(page)
    for address in ("/account/", "/account/sessies/", "/account/wachtwoord/", "/account/app/uit/"):
        page.goto(address)
        axe(page)


def test_somebody_adds_a_passkey_and_signs_in_with_it(
    new_page: NewPage, accounts: web.Server, axe: Callable[[Page], None]
) -> None:
    page = new_page(DESKTOP, at=accounts.url)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    present = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **present}})
    sign_in(page, "bram")

    page.goto("/account/passkeys/nieuw/")
    confirm(page)
    axe(page)
    page.get_by_text("Ook aanmelden zonder wachtwoord").click()
    page.get_by_role("button", name="Passkey toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes voor het aanmelden")
    page.goto("/account/passkeys/")
    axe(page)
    page.goto("/account/")
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Aanmelden met passkey").click()
    page.wait_for_url("**/werk/")
    page.goto("/account/")

    expect(page.get_by_text("U bent aangemeld als Bram")).to_be_visible()


def test_a_forgotten_password_page_is_readable(
    new_page: NewPage, accounts: web.Server, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    page = new_page(PHONE, at=accounts.url)
    page.goto("/account/wachtwoord/vergeten/")
    axe(page)
    page.get_by_label("E-mailadres").fill("nobody@noordmeer.example")
    page.get_by_role("button", name="Mail versturen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    axe(page)
