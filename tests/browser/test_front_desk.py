"""The front desk on a phone, in each of its states; tests/browser/test_counter.py tells how a card comes there."""

from playwright.sync_api import expect

from tests.browser.accessibility import assert_nothing_found
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import PHONE, NewPage

SLUG = "noordmeer"


def test_the_front_desk_finds_the_card_of_somebody_at_the_door(new_page: NewPage) -> None:
    page = new_page(PHONE)
    bo = Colleague(page, SLUG)
    bo.sign_in("balie")
    bo.go("balie/")
    assert_nothing_found(page)
    for name, words in (("Piet Jansen", "geen kaart"), ("", "Vul een naam in"), ("k wagenaar", "tot en met")):
        bo.fill(name=name)
        page.locator("main").get_by_role("button", name="Zoeken").click()
        expect(page.locator("main")).to_contain_text(words)
        assert_nothing_found(page)
    assert "wagenaar" not in page.url
