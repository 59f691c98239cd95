"""A meeting on a big screen with phones in the room: some with script, one without."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, NewPage

HOME = "/noordmeer/"
NARROW = {**PHONE, "viewport": {"width": 320, "height": 640}}


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def look_again(page: Page) -> None:
    """What a page does every few seconds by itself, and at once when somebody takes their phone out again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def join(phone: Page, code: str) -> None:
    phone.goto(f"{HOME}stem/")
    phone.get_by_label("Welke code staat op het scherm?").fill(code)
    button(phone, "Doe mee")


def choose(phone: Page, answer: str) -> None:
    phone.get_by_label(answer, exact=True).check(force=True)
    button(phone, "Stem")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Uw stem is binnen")


def is_whole(screen: Page) -> None:
    """What is asked, the way to take part and the buttons fit a laptop, a beamer and a television."""
    for width, height in ((1280, 800), (1024, 768), (1920, 1080)):
        screen.set_viewport_size({"width": width, "height": height})
        for part in (".rd-answers", ".rd-join", ".rd-controls"):
            below = screen.locator(part).evaluate("(part) => part.getBoundingClientRect().bottom")
            assert below <= height, (part, width, height)


def test_a_room_talks_and_votes_and_leaves_nothing(new_page: NewPage) -> None:
    screen = new_page(DESKTOP)
    screen.goto(f"{HOME}hulp/gesprek/hoort-dit-erbij/")
    screen.get_by_role("link", name="Open op een groot scherm").click()
    button(screen, "Open de zaal")
    code = screen.locator(".rd-join__code").inner_text()

    early = new_page(NARROW)
    join(early, code)
    expect(early.get_by_role("heading", level=1)).to_have_text("U doet mee")
    button(screen, "Verder")
    expect(screen.get_by_role("timer")).to_contain_text("Nog 7:5")
    button(screen, "Verder")
    is_whole(screen)
    look_again(early)
    choose(early, "Oneens")

    others = [new_page(NARROW, script=False), new_page(PHONE)]
    for phone in others:
        join(phone, code)
    for phone in others:
        choose(phone, "Eens")
    look_again(screen)
    expect(screen.get_by_text("3 stemmen binnen.")).to_be_visible()

    button(screen, "Stop en toon de uitslag")
    look_again(early)
    others[0].get_by_role("link", name="Kijk of er iets nieuws is").click()
    for page in (screen, early, others[0]):
        expect(page.get_by_role("row", name="Eens 2", exact=True)).to_be_visible()

    screen.get_by_text("De zaal nu sluiten").click()
    button(screen, "Sluit de zaal")
    expect(screen.get_by_role("heading", level=1)).to_have_text("De zaal is gesloten")
    look_again(early)
    expect(early.get_by_role("heading", level=1)).to_have_text("Deze zaal is er niet")
