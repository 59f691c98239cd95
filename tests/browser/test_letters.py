"""A handler makes a letter about an answer in a browser, on a phone; the coordinator changes its words."""

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_nothing_found
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import DESKTOP, PHONE, NewPage

SLUG = "noordmeer"
CASE = re.compile(r"/zaken/\w{4}-\w{4}/$")


def look(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert_nothing_found(page)


def test_a_letter_is_made_and_saved(new_page: NewPage) -> None:
    page = new_page(PHONE)
    cor = Colleague(page, SLUG)
    cor.sign_in("cor")
    cor.go("zaken/?lijst=mine")
    cases = page.locator("main a[href*='/zaken/']").evaluate_all("links => links.map(link => link.pathname)")
    for case in dict.fromkeys(one for one in cases if CASE.search(one)):
        page.goto(f"{case}reactie/")
        if "Toegangsverbod voor een gebouw" in page.locator("main .rd-tasks").first.inner_text():
            break
    cor.follow("Toegangsverbod voor een gebouw")
    cor.follow("Brieven")
    look(page, "Brieven")

    page.locator("main a[href*='/brieven/maken/']").first.click()
    look(page, "")
    page.locator('[name="recipient"]').fill("De heer J. de Boer\nDorpsstraat 1\n1234 AB Noordmeer")
    page.locator('[name="dag"]').fill("2026-03-03")
    page.locator('[name="contact"]').fill("Bel 0229 12 34 56.")
    page.get_by_role("button", name="Brief bekijken").click()
    look(page, "")
    expect(page.get_by_role("article", name="De brief")).to_contain_text("De heer J. de Boer")
    page.get_by_role("button", name="Brief maken").click()
    expect(page.locator("main")).to_contain_text("Nog niet verstuurd")
    assert_nothing_found(page)
    with page.expect_download() as saved:
        cor.follow("Opslaan als PDF")
    assert saved.value.suggested_filename == "brief.pdf"


def test_the_coordinator_reads_and_changes_a_letter(new_page: NewPage) -> None:
    page = new_page(DESKTOP)
    cor = Colleague(page, SLUG)
    cor.sign_in("cor")
    cor.go("inrichten/brieven/")
    look(page, "Brieven")
    cor.go("inrichten/brieven/tekst/warning/")
    look(page, "Schriftelijke waarschuwing")
    cor.fill(subject="Een waarschuwing van de gemeente")
    page.get_by_role("button", name="Bekijken").click()
    look(page, "Schriftelijke waarschuwing")
    cor.go("inrichten/brieven/sjabloon/")
    look(page, "Eigen sjabloon")
