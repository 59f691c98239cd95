"""Two editors at work in the toolkit's editor. Whatever it fetches from elsewhere fails the test."""

from playwright.sync_api import Page, expect

from tests.browser.at_the_office import Colleague
from tests.browser.conftest import DESKTOP, PHONE, NewPage
from tests.browser.looks.eyes import everything_was_seen, see

ADDRESS = "/noordmeer/hulp/veilig-naar-huis-na-de-raad/"


def test_one_editor_writes_another_one_publishes_and_nothing_is_asked_of_another_site(new_page: NewPage) -> None:
    page = editor(new_page, "saskia")
    page.goto("/redactie/")
    see(page, "editor: home")
    page.goto("/redactie/landelijk/")
    see(page, "editor: national pages")
    page.goto("/redactie/pages/")
    page.get_by_role("link", name="Maak een pagina").or_(page.locator("a[href$='add_subpage/']")).first.click()
    see(page, "editor: kinds to choose from")
    page.locator("a[href*='/add/knowledge/article/']").click()
    see(page, "editor: new page")
    page.locator("#id_title").fill("Veilig naar huis na de raad")
    page.locator("#id_summary").fill("Wat u doet na een late vergadering.")
    page.locator("#id_body").fill("Loop samen naar de auto.")
    page.get_by_role("tab", name="Eigenschappen").click()
    page.locator("#id_theme").select_option("meetings")
    page.locator("#id_audience input[value=councillor]").check()
    page.locator("#id_phase input[value=after]").check()
    page.locator("#id_review_by").fill("2027-05-01")
    page.keyboard.press("Tab")
    page.locator("#id_source").fill("Eigen tekst.")
    page.locator("#id_keeper").fill("Griffie")
    submitted(page)
    see(page, "editor: pages")
    page.get_by_role("status").get_by_role("link", name="Wijzig").click()
    see(page, "editor: page that waits")
    page.goto(page.url.replace("/edit/", "/history/"))
    see(page, "editor: history")

    reader = editor(new_page, "wim")
    reader.goto("/redactie/")
    see(reader, "editor: second reader's home")
    reader.get_by_role("link", name="Veilig naar huis na de raad").first.click()
    see(reader, "editor: second reader's page")
    reader.get_by_role("button", name="Goedkeuren en publiceren").click()
    expect(reader.get_by_role("link", name="Staat op de site")).to_be_visible()

    visitor = new_page(PHONE)
    visitor.goto(ADDRESS)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Veilig naar huis na de raad")
    assert visitor.context.cookies() == []

    page.goto(page.url.replace("/history/", "/unpublish/"))
    see(page, "editor: to take offline")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("status").first).to_be_visible()
    for late in (visitor, new_page(PHONE, script=False)):
        # An address alone is made once a minute for all; with a question behind it, it is made anew.
        late.goto(f"{ADDRESS}?nu")
        expect(late.get_by_role("heading", level=1)).to_have_text("Deze pagina is er niet meer")
        see(late, "help: gone")
    assert everything_was_seen("editor")


def editor(new_page: NewPage, name: str) -> Page:
    """Somebody's own browser, signed in; the vault is not needed for pages that everybody may read."""
    page = new_page(DESKTOP)
    Colleague(page, "noordmeer").sign_in(name)
    return page


def submitted(page: Page) -> None:
    page.locator(".footer .w-dropdown__toggle, footer .w-dropdown__toggle").last.click()
    page.locator("[name=action-submit]").click()
    expect(page.get_by_role("status").first).to_contain_text("ingediend")
