"""The reporter's own page on a phone: without script, and with nothing for axe to find on any page in any state."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests import databases
from tests.browser.conftest import PHONE, NewPage
from tests.servers import programs, web

SLUG = "waterlaar"
FILL = "import django; django.setup(); from tests.browser.mailboxes import main; print(main())"


@dataclass(frozen=True)
class Town:
    """A server with reports in every state, and their codes."""

    server: web.Server
    codes: dict[str, str]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    settings = {**databases.fresh(folder), "RUGDEKKING_HTTPS": "no"}
    made = subprocess.run(
        [sys.executable, "-c", FILL],
        check=True,
        capture_output=True,
        text=True,
        env=programs.surroundings({**settings, "DJANGO_SETTINGS_MODULE": "rugdekking.config.settings"}),
    )
    with web.running(settings, log=folder / "server.log") as server:
        yield Town(server, json.loads(made.stdout))


def enter(town: Town, new_page: NewPage, name: str, *, script: bool = False) -> Page:
    """A phone on which somebody typed a code. Axe is itself a script, and looks at the same pages with one."""
    page = new_page(PHONE, script=script, at=town.server.url)
    page.goto(f"/{SLUG}/mijn/")
    page.get_by_label("Wat is uw code?").fill(town.codes[name].lower())
    page.get_by_role("button", name="Naar mijn melding").click()
    return page


def says(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("busy", "Wij hebben uw melding"),
        ("kept", "Wij hebben uw melding"),
        ("closed", "De zaak is afgesloten"),
        ("withdrawn", "U hebt de melding ingetrokken"),
        ("several", "Mijn meldingen"),
        ("typed", "U krijgt een eigen code"),
    ],
)
def test_each_state_is_told_and_axe_finds_nothing(
    town: Town, new_page: NewPage, axe: Callable[[Page], None], name: str, heading: str
) -> None:
    page = enter(town, new_page, name, script=True)

    says(page, heading)
    axe(page)


@pytest.mark.parametrize(
    "rest", ["berichten/", "bestanden/", "tekst/", "tekst/verbeteren/", "intrekken/", "niet-weten/"]
)
def test_axe_finds_nothing_on_the_pages_behind_it(
    town: Town, new_page: NewPage, axe: Callable[[Page], None], rest: str
) -> None:
    page = enter(town, new_page, "busy", script=True)
    says(page, "Wij hebben uw melding")

    page.goto(f"{page.url}{rest}")

    expect(page.get_by_role("link", name=re.compile("^Snel weg"))).to_have_count(2)
    axe(page)


def test_axe_finds_nothing_when_something_went_wrong(
    town: Town, new_page: NewPage, axe: Callable[[Page], None]
) -> None:
    page = enter(town, new_page, "busy", script=True)
    page.get_by_role("link", name="Alle berichten lezen of schrijven").click()
    page.get_by_label("Uw bericht").fill(town.codes["busy"])

    page.get_by_role("button", name="Bericht versturen").click()

    expect(page.get_by_text("staat een code").first).to_be_visible()
    axe(page)


def test_a_question_after_closing_is_answered_on_a_phone(
    town: Town, new_page: NewPage, axe: Callable[[Page], None]
) -> None:
    page = enter(town, new_page, "closed", script=True)
    page.get_by_role("link", name="Vraag beantwoorden").click()
    says(page, "Hoe hebben wij u geholpen? (verplicht)")
    axe(page)
    page.get_by_text("Deels goed, deels niet").click()

    page.get_by_role("button", name="Antwoord versturen").click()

    expect(page.get_by_role("link", name="Vraag beantwoorden")).to_have_count(0)


def test_a_first_code_is_replaced_and_the_typed_text_confirmed(town: Town, new_page: NewPage) -> None:
    page = enter(town, new_page, "typed")
    page.get_by_role("button", name="Ik heb mijn code bewaard, verder").click()
    page.get_by_role("link", name="Tekst lezen", exact=True).click()

    page.get_by_role("button", name="Ja, dit klopt").click()

    says(page, "Wij hebben uw melding")
    expect(page.get_by_role("heading", name="Klopt de tekst?")).to_have_count(0)


def test_a_file_is_added_and_saved_on_a_phone(town: Town, new_page: NewPage) -> None:
    page = enter(town, new_page, "busy")
    page.get_by_role("link", name="Bestanden bekijken of toevoegen").click()
    page.get_by_label("Kies een of meer bestanden").set_input_files(
        {"name": "brief.txt", "mimeType": "text/plain", "buffer": b"dreigbrief"}
    )
    page.get_by_role("button", name="Toevoegen").click()

    with page.expect_download() as saved:
        page.get_by_role("link", name="brief.txt", exact=True).click()

    assert saved.value.path().read_bytes() == b"dreigbrief"
