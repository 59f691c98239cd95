"""A photo reaches the desk: looked at on a page, saved without where and when, and on a phone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_nothing_found, assert_whole
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import PHONE, NewPage
from tests.inspection.props import AUTHOR, docx, jpeg, repacked

SLUG = "noordmeer"


def look(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert_nothing_found(page)
    assert_whole(page)


def test_a_photo_is_looked_at_and_saved_without_details_and_a_macro_is_set_apart(new_page: NewPage) -> None:
    page = new_page(PHONE)
    greet = Colleague(page, SLUG)
    greet.sign_in("greet")
    greet.go("zaken/")
    page.locator("main a[href*='/zaken/melding/']").first.click()
    greet.follow("Een bestand toevoegen")
    macro = repacked(docx(), **{"word/vbaProject.bin": b"x"})
    page.get_by_label("Kies een of meer bestanden").set_input_files(
        [
            {"name": "deur.jpg", "mimeType": "image/jpeg", "buffer": jpeg((1600, 1200))},
            {"name": "brief.docx", "mimeType": "application/octet-stream", "buffer": macro},
        ]
    )
    greet.press("Toevoegen")
    reports = page.url

    greet.follow("deur.jpg")
    look(page, "deur.jpg")
    shown = page.get_by_role("img", name="Klein voorbeeld van deur.jpg")
    expect(shown).to_have_js_property("naturalWidth", 720)
    with page.expect_download() as saved:
        greet.follow("Opgeschoonde kopie opslaan")
    assert AUTHOR.encode() not in Path(saved.value.path()).read_bytes()
    greet.follow("Het origineel opslaan")
    look(page, "Het origineel opslaan")
    with page.expect_download() as saved:
        greet.press("Ik sla het origineel op")
    assert AUTHOR.encode() in Path(saved.value.path()).read_bytes()

    page.goto(reports)
    greet.follow("brief.docx")
    look(page, "brief.docx")
    expect(page.locator("main")).to_contain_text("Open dit bestand niet")
