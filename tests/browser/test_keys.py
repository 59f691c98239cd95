"""A desk key in doubt, in a real browser: who finds it, what the page says, and the way back."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import databases
from tests.browser.accessibility import assert_whole
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import DESKTOP, PHONE, NewPage
from tests.servers import web


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[tuple[web.Server, Path]]:
    """A server whose desk keys may be spoiled."""
    data = tmp_path / "data"
    with web.running(databases.demo(data), log=tmp_path / "server.log") as running:
        yield running, data


def swap_the_desk_keys(data: Path) -> None:
    with sqlite3.connect(next(data.glob("*.sqlite3"))) as database:
        database.execute("UPDATE keys_key SET public = randomblob(32) WHERE kind = 'desk'")


# Of one case of Greet in which Tim has something to do.
_TASK_KEYS = """
    UPDATE keys_wrap SET wrapped = NULL WHERE holder_kind = 'member' AND key_id IN (
        SELECT key_id FROM plans_task WHERE state = 'open' AND case_id = (
            SELECT task.case_id FROM plans_task task
            JOIN organisations_membership owner ON owner.id = task.owner_id
            JOIN people_person tim ON tim.id = owner.person_id AND tim.email LIKE 'tim@%'
            JOIN cases_handler handler ON handler.case_id = task.case_id
            JOIN organisations_membership handles ON handles.id = handler.membership_id
            JOIN people_person greet ON greet.id = handles.person_id AND greet.email LIKE 'greet@%'
            WHERE task.state = 'open' LIMIT 1))
"""


def take_the_keys_of_tasks_away(data: Path) -> None:
    with sqlite3.connect(next(data.glob("*.sqlite3"))) as database:
        database.execute(_TASK_KEYS)


def test_who_waits_for_a_key_gets_it_from_the_next_steps_of_the_case(
    own_server: tuple[web.Server, Path],
    new_page: NewPage,
    axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
) -> None:
    server, data = own_server
    take_the_keys_of_tasks_away(data)
    tim = Colleague(new_page(PHONE, at=server.url), "noordmeer")
    tim.sign_in("tim")
    tim.go("taken/")
    waits = tim.page.locator("main").get_by_text("kan u de sleutel geven")
    expect(waits).to_have_count(1)
    axe(tim.page)
    screenshot(tim.page, "keys-waits-phone")

    greet = Colleague(new_page(DESKTOP, at=server.url), "noordmeer")
    greet.sign_in("greet")
    greet.go("zaken/?lijst=all")
    greet.find(greet.page.locator("main table a"), "Geef Tim Visser de sleutel")
    axe(greet.page)
    screenshot(greet.page, "keys-step-desktop")
    greet.follow("Geef Tim Visser de sleutel")
    axe(greet.page)
    screenshot(greet.page, "keys-give-desktop")
    greet.press("Geef Tim Visser de sleutel")

    tim.go("taken/")
    expect(waits).to_have_count(0)


def test_everybody_can_follow_the_way_back(
    own_server: tuple[web.Server, Path],
    new_page: NewPage,
    axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
) -> None:
    server, data = own_server
    greet = Colleague(new_page(DESKTOP, at=server.url), "noordmeer")
    greet.sign_in("greet")
    swap_the_desk_keys(data)
    vera = Colleague(new_page(PHONE, at=server.url), "noordmeer")
    vera.sign_in("vera")
    assert "klopt niet met de sleutel die u hebt" in vera.page.locator("body").inner_text()
    screenshot(vera.page, "keys-told")

    for name, colleague in (("phone", vera), ("desktop", greet)):
        colleague.go("inrichten/sleutels/")
        axe(colleague.page)
        assert_whole(colleague.page)
        screenshot(colleague.page, f"keys-doubt-{name}")
    vera.go("inrichten/sleutels/opnieuw/delen/")
    axe(vera.page)
    screenshot(vera.page, "keys-papers-phone")

    greet.follow("Een nieuwe sleutel maken")
    axe(greet.page)
    screenshot(greet.page, "keys-anew-desktop")
    greet.press("Nieuwe sleutel maken")
    axe(greet.page)
    greet.go("inrichten/sleutels/")
    axe(greet.page)
    screenshot(greet.page, "keys-after-desktop")
    greet.page.set_viewport_size({"width": 360, "height": 740})
    screenshot(greet.page, "keys-after-phone")
    assert "Vera Smit" in greet.page.locator("main").inner_text()
