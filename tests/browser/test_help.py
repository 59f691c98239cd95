"""Help on a phone at night: what to do after a threatening mail."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewPage

HOME = "/noordmeer/"


def numbers_are_in_sight(page: Page) -> None:
    """Numbers that somebody answers at this hour can be tapped without scrolling."""
    for number in ("tel:112", "tel:+31703738314"):
        expect(page.locator(f'a[href="{number}"]').first).to_be_in_viewport()


def test_a_page_of_help_begins_high_on_a_phone(new_page: NewPage) -> None:
    phone = new_page(PHONE, script=False)
    for place in ("noordmeer", "zuiderwold", "vlierland"):
        phone.goto(f"/{place}/hulp/bedreiging-in-uw-mail/")
        demo, title = (phone.locator(one).bounding_box() or {} for one in (".rd-demo", "h1"))
        assert title["y"] - demo["height"] <= 140
        numbers_are_in_sight(phone)
        expect(phone.locator(".rd-exit__link")).to_be_in_viewport()


def test_three_taps_lead_from_the_front_page_to_what_to_do_after_a_threatening_mail(new_page: NewPage) -> None:
    phone = new_page(PHONE, script=False)
    phone.goto(HOME)
    taps = ("Hulp en uitleg", "Wat kan ik doen als\u00a0…", "… ik een bedreiging krijg in mijn mail?")

    for tap in taps:
        phone.get_by_role("link", name=tap, exact=True).tap()
        numbers_are_in_sight(phone)

    expect(phone.get_by_role("heading", level=1)).to_have_text("U kreeg een bedreiging in uw mail of op uw telefoon")
    expect(phone.get_by_text("Antwoord niet.")).to_be_visible()
    assert len(taps) == 3


def test_what_somebody_can_do_fits_a_few_screens_opens_at_a_tap_and_is_whole_on_paper(new_page: NewPage) -> None:
    phone = new_page(PHONE, script=False)
    phone.goto(f"{HOME}hulp/wat-te-doen/")
    at_home, last = phone.get_by_text("… ik het thuis wil vertellen?"), phone.locator(".rd-fold a").last
    assert phone.evaluate("document.documentElement.scrollHeight") < 4 * phone.evaluate("innerHeight")
    expect(at_home).to_be_hidden()

    phone.get_by_role("heading", name="Thuis en familie").tap()

    expect(at_home).to_be_visible()
    expect(last).to_be_hidden()
    phone.emulate_media(media="print")
    expect(last).to_be_visible()


def test_a_griffier_copies_the_message_for_all_members(new_page: NewPage) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{HOME}hulp/griffiers-en-secretarissen/")

    page.get_by_role("button", name="Bericht kopiëren").click()

    expect(page.get_by_text("Het bericht is gekopieerd.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Beste raadsleden")
    assert f"{HOME}hulp/\n" in copied
