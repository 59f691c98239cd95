"""The acute cards on a phone: with a connection, without one, and without script."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewPage

HOME = "/noordmeer/"


def ready(phone: Page) -> None:
    """Wait until the worker keeps the cards."""
    phone.wait_for_function("navigator.serviceWorker.ready.then((found) => found.active.state === 'activated')")


def test_the_cards_open_without_a_connection(new_page: NewPage) -> None:
    phone = new_page(PHONE)
    phone.goto(f"{HOME}kaarten/")
    ready(phone)

    phone.context.set_offline(True)
    phone.goto(f"{HOME}kaarten/buiten/")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Op straat of onderweg")
    expect(phone.get_by_role("link", name="112").first).to_be_visible()
    assert phone.locator("main").evaluate("(main) => getComputedStyle(main).maxWidth") != "none"
    kept = phone.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys()))))"
        ".then((all) => all.flat().map((one) => new URL(one.url).pathname))"
    )
    assert all(path.startswith((f"{HOME}kaarten/", "/statisch/", f"{HOME}huisstijl-public-")) for path in kept), kept
    phone.context.set_offline(False)


def test_no_page_of_a_report_passes_the_worker(new_page: NewPage) -> None:
    phone = new_page(PHONE)
    phone.goto(f"{HOME}kaarten/")
    ready(phone)

    for address in ("melden/kort/", "mijn/", ""):
        phone.goto(HOME + address)
        assert phone.evaluate("navigator.serviceWorker.controller") is None
