"""Large files from a phone whose connection breaks."""

import re

from playwright.sync_api import Route, expect

from tests.browser.accessibility import assert_nothing_found
from tests.browser.conftest import PHONE, NewPage
from tests.servers.web import Server

MB = 1024 * 1024
FILM = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"\0\0\0\x18ftypmp42" + bytes(9 * MB)}
WORD = {"name": "virus.docx", "mimeType": "application/octet-stream", "buffer": b"MZ" * 5000}


def test_a_dropped_connection_costs_one_piece_and_a_refused_file_none_of_the_others(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(PHONE)
    page.goto("/noordmeer/melden/wat/")
    page.get_by_label(re.compile("Wat is er gebeurd")).fill("Er kwam een film binnen.")
    page.get_by_role("button", name="Verder").click()
    page.goto("/noordmeer/melden/bestanden/")
    seen: list[str] = []

    def drop_once(route: Route) -> None:
        seen.append(route.request.url)
        if len(seen) == 1:
            # A 502 is what a proxy says while the line behind it is gone.
            route.fulfill(status=502)
        else:
            route.continue_()

    page.route(re.compile(r"/stukken/[0-9a-f-]+/1/"), drop_once)
    page.get_by_label("Wilt u iets meesturen?").set_input_files([FILM, WORD])

    page.get_by_role("button", name="Verder").click()

    expect(page.get_by_role("status").filter(has_text="verbinding hapert")).to_be_visible()
    assert_nothing_found(page)
    expect(page.get_by_role("alert")).to_contain_text("virus.docx", timeout=20_000)
    expect(page.get_by_text("film.mp4 (9,4 MB)")).to_be_visible()
    assert len(seen) == 2
    assert_nothing_found(page)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Klopt alles?")
    expect(page.locator("main")).to_contain_text("film.mp4")
