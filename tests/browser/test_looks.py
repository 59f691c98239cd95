"""Axe on every kind of page of the toolkit in every state; the table of looks is in tests/browser/looks."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import APIRequestContext, Browser, Page, Playwright, ViewportSize, expect

from tests.browser.looks.eyes import everything_was_seen, see
from tests.browser.looks.kinds import HOME, PAGES, STYLES
from tests.browser.test_scans import choose
from tests.browser.watch import Watch
from tests.servers.web import Server

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
TALK = "hulp/gesprek/hoort-dit-erbij/zaal/"
ANSWERS = {"door": "no", "locks": "good", "keep": "unknown", "address": "yes", "evening": "alone"}


@pytest.fixture(scope="module")
def eyes(browser: Browser, server: Server) -> Iterator[tuple[Page, Page]]:
    """A page with script and one without, for all that is looked at here."""
    contexts = [
        browser.new_context(base_url=server.url, locale="nl-NL", java_script_enabled=script, viewport=DESKTOP)
        for script in (True, False)
    ]
    # Axe comes with each page, which takes a fifth of the time of bringing it there.
    contexts[0].add_init_script(AXE_SCRIPT)
    pages = [context.new_page() for context in contexts]
    watches = [Watch(page, server.url) for page in pages]
    yield pages[0], pages[1]
    for context in contexts:
        context.close()
    assert [complaint for watch in watches for complaint in watch.complaints] == []


@pytest.mark.parametrize("kind", PAGES)
def test_everybody_can_read(eyes: tuple[Page, Page], kind: str) -> None:
    for page in eyes:
        answer = page.goto(HOME + PAGES[kind])
        assert answer is not None
        assert (answer.status == 404) == (kind in {"site: not there", "room: an unknown code"})
        see(page, kind)


def test_everybody_can_read_all_that_was_folded(eyes: tuple[Page, Page]) -> None:
    for page in eyes:
        page.goto(f"{HOME}hulp/wat-te-doen/")
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        see(page, "help: what to do when, unfolded")


def test_the_styles_are_those_in_which_the_organisations_show_themselves(eyes: tuple[Page, Page]) -> None:
    page = eyes[1]
    for slug, css in STYLES.items():
        page.goto(f"/{slug}/hulp/")
        for name, value in re.findall(r"(--rd-[\w-]+):(#\w+)", css):
            shown = page.evaluate("(name) => getComputedStyle(document.documentElement).getPropertyValue(name)", name)
            assert shown == value, (slug, name)


@pytest.mark.parametrize("number", [0, 1], ids=["with-script", "without-script"])
def test_everybody_can_use_a_scan(eyes: tuple[Page, Page], number: int) -> None:
    page = eyes[number]
    page.goto(f"{HOME}hulp/scan/persoonlijke-veiligheid/")
    page.get_by_role("button", name="Naar mijn plan").click()
    expect(page.get_by_text("U hebt nog niets ingevuld.")).to_be_visible()
    see(page, "scans: nothing filled in")

    page.get_by_role("button", name="Antwoorden wijzigen").click()
    choose(page, ANSWERS)
    page.get_by_role("button", name="Naar mijn plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw plan")
    see(page, "scans: plan")
    page.emulate_media(media="print")
    see(page, "scans: plan on paper")
    page.emulate_media(media="screen")

    page.goto(f"{HOME}hulp/scan/democratische-weerbaarheid/")
    choose(page, {"gift": "keep", "hint": "note"})
    page.get_by_role("button", name="Naar de gedachten").click()
    see(page, "scans: thoughts")
    assert number == 0 or everything_was_seen("scans")


@pytest.mark.parametrize("number", [0, 1], ids=["with-script", "without-script"])
def test_everybody_can_take_part_in_a_room(
    eyes: tuple[Page, Page], playwright: Playwright, server: Server, number: int
) -> None:
    page, other = eyes[number], eyes[1 - number]
    page.goto(HOME + TALK)
    press(page, "Open de zaal")
    see(page, "room: at the start")
    screen = page.url
    phone = f"{HOME}stem/{page.locator('.rd-join__code').inner_text().replace(' ', '')}/"
    page.goto(phone)
    see(page, "room: phone: waits")

    page.goto(screen)
    press(page, "Verder")
    see(page, "room: a step with its time")
    press(page, "Verder")
    see(page, "room: a question")
    press(page, "Stop en toon de uitslag")
    see(page, "room: no outcome")
    press(page, "Stem opnieuw")
    page.goto(phone)
    see(page, "room: phone: may choose")
    press(page, "Stem")
    see(page, "room: phone: chose nothing")
    page.get_by_label("Oneens", exact=True).check(force=True)
    press(page, "Stem")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw stem is binnen")
    see(page, "room: phone: chose")
    for _ in range(2):
        vote(playwright.request.new_context(base_url=server.url), phone)

    page.goto(screen)
    press(page, "Stop en toon de uitslag")
    expect(page.get_by_text("3 stemmen.")).to_be_visible()
    see(page, "room: its outcome")
    page.goto(phone)
    see(page, "room: phone: sees the outcome")

    other.goto(screen)
    see(other, "room: looked on at")
    page.goto(f"{screen}samen/")
    see(page, "room: handed on")
    invitation = page.get_by_role("link", name="Link om deze zaal ook te leiden").get_attribute("href") or ""
    other.goto(invitation)
    see(other, "room: to lead too")
    press(other, "Leid deze zaal")
    page.goto(invitation)
    see(page, "room: an invitation that was used")

    page.goto(screen)
    while (on := page.locator("button[value=verder]")).count():
        with page.expect_navigation():
            on.click()
    see(page, "room: the end")
    press(page, "Sluit de zaal")
    see(page, "room: closed")
    page.goto(phone)
    see(page, "room: phone: finds no room")
    assert number == 0 or everything_was_seen("room")


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def vote(somebody: APIRequestContext, phone: str) -> None:
    """The first answer, from another phone, that needs no browser for it."""
    page = somebody.get(phone).text()
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|scherm)" value="([^"]+)"', page))
    assert somebody.post(phone, form={**hidden, "answer": "0"}).ok
    somebody.dispose()
