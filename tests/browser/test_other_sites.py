"""Other sites that lead here, in a real browser: only there do the rules for cookies between sites hold."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE
from tests.servers import web

TOWN = "/noordmeer/"


def test_a_link_on_another_site_does_not_cost_the_text_that_somebody_is_typing(
    browser: Browser, server: web.Server
) -> None:
    """The intranet, opened in a second tab, leads to the form: the first tab stays what it was."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    first, second = context.new_page(), context.new_page()
    first.goto(f"{server.url}{TOWN}melden/kort/")
    first.get_by_label("Wat is er gebeurd?").fill("Hij stond weer voor de deur.")

    # For a browser this is another site than localhost.
    second.goto(f"http://127.0.0.1:{server.port}{TOWN}contact/")
    second.evaluate("address => { window.location.href = address }", f"{server.url}{TOWN}melden/veilig/")
    second.wait_for_url(f"{server.url}{TOWN}melden/veilig/")
    first.get_by_role("button", name="Eerst nakijken").click()

    expect(first.get_by_text("Hij stond weer voor de deur.")).to_be_visible()
    context.close()
