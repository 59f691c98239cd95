"""A running ban on a phone: its dates, the look whether it is still needed, a change and an objection."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_nothing_found
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import PHONE, NewPage

FORMS = (
    ("Wijzigen of opheffen", "De maatregel wijzigen of opheffen"),
    ("Bezwaar of klacht vastleggen", "Een bezwaar of klacht vastleggen"),
    ("Opnieuw bekijken", "Is de maatregel nog nodig?"),
)


def test_a_running_ban_is_looked_at_again_on_a_phone(
    new_page: NewPage, screenshot: Callable[[Page, str], None]
) -> None:
    page = new_page(PHONE)
    cor = Colleague(page, "noordmeer")
    cor.sign_in("cor")
    cor.go("zaken/?lijst=mine")
    cor.find(page.locator("main table a"), "stoel")
    page.get_by_role("link", name="Reactie op het gedrag", exact=True).first.click()
    cor.follow("Toegangsverbod voor een gebouw")
    cor.follow("Bekijken, wijzigen, bezwaar")
    here = page.url
    assert_nothing_found(page)
    screenshot(page, "ban")
    for link, heading in FORMS:
        page.goto(here)
        cor.follow(link)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert_nothing_found(page)
        screenshot(page, link.split()[0].lower())
    cor.choose("outcome", "continue")
    cor.fill(reason="Hij heeft zich eraan gehouden; de medewerkers voelen zich nog niet veilig.")
    cor.press("Vastleggen")
    expect(page.locator("main")).to_contain_text("de maatregel blijft zoals zij is")
