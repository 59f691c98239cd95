"""The coordinator looks at the plan of the year, and begins and ends a drill, in a browser."""

from playwright.sync_api import expect

from tests.browser.accessibility import assert_nothing_found
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import PHONE, NewPage


def test_the_year_is_looked_over_and_a_drill_is_held(new_page: NewPage) -> None:
    page = new_page(PHONE)
    cor = Colleague(page, "noordmeer")
    cor.sign_in("cor")

    def look(heading: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        assert_nothing_found(page)

    cor.go("voorbereiding/")
    look("Voorbereiding")
    expect(page.locator("main")).to_contain_text("Hoe ver u bent")
    cor.follow("Wie doet wat?")
    look("Wie doet wat in")

    cor.go("oefenen/")
    cor.follow("Aan de balie: de tweede keer")
    look("Aan de balie: de tweede keer")
    cor.press("Oefening beginnen")
    look("Oefenen")
    cor.follow("Naar de oefening")
    look("Werkvoorraad")
    expect(page.get_by_role("region", name="Oefening")).to_be_visible()
    cor.go("oefenen/")
    cor.follow("Oefening weggooien")
    cor.press("Alles weggooien")
    expect(page.locator("main")).to_contain_text("Eerder geoefend")
