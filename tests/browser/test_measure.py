"""A running ban on a phone: its dates, the look whether it is still needed, a change and an objection."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_nothing_found
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import PHONE, NewPage

SLUG = "noordmeer"
FORMS = (
    ("Opnieuw bekijken", "Is de maatregel nog nodig?"),
    ("Wijzigen of opheffen", "De maatregel wijzigen of opheffen"),
    ("Bezwaar of klacht vastleggen", "Een bezwaar of klacht vastleggen"),
)


def test_a_running_ban_is_looked_at_again_on_a_phone(
    new_page: NewPage, screenshot: Callable[[Page, str], None]
) -> None:
    page = new_page(PHONE)
    cor = Colleague(page, SLUG)
    cor.sign_in("cor")
    cor.go("zaken/?lijst=mine")
    cor.find(page.locator("main table a"), "stoel")
    page.get_by_role("link", name="Reactie op het gedrag", exact=True).first.click()
    cor.follow("Toegangsverbod voor een gebouw")
    expect(page.locator("main")).to_contain_text("Wat mogelijk blijft")
    assert_nothing_found(page)
    screenshot(page, "ban-in-the-case")
    cor.follow("Bekijken, wijzigen, bezwaar")
    assert_nothing_found(page)
    screenshot(page, "ban")
    for link, heading in FORMS:
        cor.follow(link)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert_nothing_found(page)
        screenshot(page, link.split()[0].lower())
        page.go_back()
    cor.follow("Opnieuw bekijken")
    cor.choose("outcome", "continue")
    cor.fill(reason="Hij heeft zich eraan gehouden; de medewerkers voelen zich nog niet veilig.")
    cor.press("Vastleggen")
    expect(page.locator("main")).to_contain_text("de maatregel blijft zoals zij is")
    assert_nothing_found(page)
    screenshot(page, "ban-reviewed")
