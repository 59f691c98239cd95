"""The coordinator makes the organisation's own protocol in a browser."""

from playwright.sync_api import expect

from tests.browser.accessibility import assert_nothing_found
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import PHONE, NewPage

SLUG = "zuiderwold"


def test_a_protocol_is_derived_changed_tried_and_compared(new_page: NewPage) -> None:
    page = new_page(PHONE)
    cor = Colleague(page, SLUG)
    cor.sign_in("jelle")

    def look(heading: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        assert_nothing_found(page)

    def press(name: str) -> None:
        page.locator("main").get_by_role("button", name=name, exact=True).click()

    cor.go("inrichten/protocol/")
    look("Agressieprotocol")
    cor.follow("Een eigen protocol beginnen")
    look("Een eigen protocol beginnen")
    cor.choose("name", "model_provincie")
    press("Concept maken")
    look("Concept: ")
    cor.follow("Titel, norm en voor wie wijzigen")
    look("Titel, norm en voor wie")
    cor.fill(title="")
    press("Opslaan")
    look("Titel, norm en voor wie")
    cor.fill(title="Protocol van de provincie")
    press("Opslaan")
    look("Concept: Protocol van de provincie")
    cor.follow("Regel 28")
    look("Regel 28")
    cor.follow("Weghalen")
    look("Regel 28")
    press("Weghalen")
    look("Concept: ")
    for piece in ("Bedreiging", "Aan de balie", "Schriftelijke waarschuwing"):
        page.locator("main").get_by_role("link", name=piece, exact=False).first.click()
        look(piece)
        cor.follow("Terug")
    cor.follow("Uitproberen")
    look("Wat stelt het protocol voor?")
    cor.choose("categories", "insult", "intimidation")
    cor.choose("perpetrator", "resident")
    page.get_by_label("Beide kanten gaan over de grens").check(force=True)
    press("Laat zien")
    look("Wat stelt het protocol voor?")
    press("Bewaren als voorbeeld")
    look("Wat stelt het protocol voor?")
    expect(page.locator("main")).to_contain_text("anders dan nu")
    cor.go("inrichten/protocol/vergelijken/")
    look("Versies vergelijken")
    page.locator('[name="van"]').select_option("model")
    page.locator('[name="met"]').select_option(index=0)
    press("Vergelijken")
    look("Versies vergelijken")
    expect(page.locator("main")).to_contain_text("Regel 28")
    cor.go("inrichten/protocol/concept/")
    cor.follow("Alles lezen")
    look("Protocol van de provincie")
    cor.go("inrichten/protocol/concept/")
    cor.follow("Het concept weggooien")
    look("Het concept weggooien")
    press("Weggooien")
    look("Agressieprotocol")
