"""The components on a phone and on a desk, with and without script, with every error showing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.accessibility import assert_whole

PAGES = ("/onderdelen/", "/onderdelen/?fout", "/onderdelen/vraag/", "/onderdelen/vraag/?fout", "/onderdelen/bureau/")
WIDTHS = (1280, 360, 320)


@pytest.mark.parametrize("address", PAGES)
def test_everybody_can_use_the_components(desktop: Page, axe: Callable[[Page], None], address: str) -> None:
    desktop.goto(address)

    for width in WIDTHS:
        desktop.set_viewport_size({"width": width, "height": 740})
        axe(desktop)
        assert_whole(desktop)


def test_a_form_that_came_back_has_the_focus_on_what_to_mend(phone_without_script: Page) -> None:
    phone_without_script.goto("/onderdelen/vraag/?fout")

    assert phone_without_script.title().startswith("Fout: Stap 1 van 6: Bent u nu veilig?")
    assert phone_without_script.locator("#fouten:focus").count() == 1


def test_the_page_says_where_it_stands_in_the_path(phone: Page) -> None:
    phone.goto("/onderdelen/vraag/")

    assert phone.locator("h1").inner_text().startswith("Bent u nu veilig?")
    assert phone.get_by_text("Stap 1 van 6").is_visible()


def test_what_has_the_focus_is_never_under_the_way_out(phone: Page) -> None:
    phone.goto("/onderdelen/")
    phone.evaluate("window.scrollTo(0, document.body.scrollHeight)")

    for _ in range(25):
        phone.keyboard.press("Shift+Tab")
        covered = phone.evaluate(
            """() => {
                const way = document.querySelector(".rd-exit__link").getBoundingClientRect();
                const it = document.activeElement.getBoundingClientRect();
                const over = it.left < way.right && it.right > way.left && it.top < way.bottom && it.bottom > way.top;
                return over && !document.activeElement.matches("[data-exit]");
            }"""
        )
        assert not covered


def weather(page: Page) -> list[str]:
    """Stands in for the neutral site, and notes who came."""
    came: list[str] = []

    def answer(route: Route) -> None:
        came.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body='<html lang="nl"><title>Weer</title>Zonnig</html>')

    page.route("**/weg", answer)
    return came


def test_the_way_out_leaves_nothing_to_go_back_to(phone: Page) -> None:
    came = weather(phone)
    phone.goto("/onderdelen/vraag/")

    phone.locator(".rd-exit__link").click()
    phone.wait_for_function("document.title === 'Weer'")

    assert len(came) == 1
    phone.go_back()
    assert "veilig" not in phone.content()


def test_three_times_shift_is_a_way_out_too(desktop: Page) -> None:
    weather(desktop)
    desktop.goto("/onderdelen/vraag/")

    for _ in range(3):
        desktop.keyboard.press("Shift")

    desktop.wait_for_function("document.body.innerText === 'Zonnig'")


def test_the_way_out_is_a_plain_link_without_script(phone_without_script: Page) -> None:
    weather(phone_without_script)
    phone_without_script.goto("/onderdelen/vraag/")

    phone_without_script.locator(".rd-exit__link").click()

    phone_without_script.wait_for_url("**/weg")
    assert phone_without_script.inner_text("body") == "Zonnig"
