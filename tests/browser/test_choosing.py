"""Choosing in real browsers: the desk weighs with the person, who then chooses on a phone, with a term that runs."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_whole
from tests.browser.conftest import PHONE, NewPage
from tests.browser.test_counter import HERE, at_work, tell, weighed

STORY = "Een onbekende stuurt mij elke avond berichten over mijn huis en mijn dochter."
Look = Callable[[Page, str], None]
# Pages of a police file at which no other journey looks, below its own address.
UNSEEN = (
    "keuze/wens/",
    "keuze/vragen/",
    "gedaan/",
    "zeven-vragen/",
    "gegevens/",
    "spiekblad/afspraken/",
    "volgen/nieuws/",
    "online/toevoegen/",
    "kosten/",
    "stappen/",
    "afronden/",
)


def test_the_person_chooses_on_a_phone_what_the_desk_laid_beside_each_other(
    new_page: NewPage, axe: Callable[[Page], None], screenshot: Look
) -> None:
    phone = new_page(PHONE)
    tell(phone, STORY)
    greet = at_work(new_page, "greet")
    case = weighed(greet, STORY, "stalking")
    greet.go(f"zaken/{case}/politie/beginnen/")
    greet.page.locator('input[name="person"]').first.check(force=True)
    greet.press("Openen")
    greet.page.locator("main .rd-card a").first.click()
    greet.follow("Kiezen")
    axe(greet.page)
    screenshot(greet.page, "choosing")
    greet.follow("Mogelijk strafbaar")
    greet.follow("beantwoorden")
    axe(greet.page)
    screenshot(greet.page, "choosing-questions")
    greet.choose("repeated", "yes")
    greet.choose("private_life", "yes")
    greet.press("Opslaan")
    expect(greet.page.locator("main")).to_contain_text("Hiervoor is een klacht nodig")
    axe(greet.page)
    screenshot(greet.page, "choosing-hints")
    greet.follow("Termijnen")
    expect(greet.page.locator("main")).to_contain_text("Klachttermijn")
    axe(greet.page)
    screenshot(greet.page, "choosing-terms")

    phone.goto(f"/{HERE}/mijn/")
    phone.get_by_role("link", name="Lezen en kiezen").click()
    expect(phone.locator("main")).to_contain_text("Misschien is een klacht nodig")
    axe(phone)
    screenshot(phone, "choosing-own-page")
    phone.locator('input[name="ways"][value="complaint"]').check(force=True)
    phone.get_by_role("button", name="Dit wil ik").click()
    expect(phone.locator("main")).to_contain_text("Wij hebben het gekregen")
    axe(phone)
    screenshot(phone, "choosing-chosen")

    greet.follow("Kiezen")
    expect(greet.page.locator("main")).to_contain_text("Nog geen ja")
    fits_a_phone(greet.page, axe)


def fits_a_phone(page: Page, axe: Callable[[Page], None]) -> None:
    """Also at 360 points wide nothing is cut off, and axe finds nothing."""
    file = page.url.partition("/keuze/")[0]
    page.set_viewport_size({"width": 360, "height": 740})
    for below in UNSEEN:
        page.goto(f"{file}/{below}")
        axe(page)
        assert_whole(page)
