"""The harness itself must be able to say no."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.watch import Watch

HOME = "http://localhost"
PAGE = '<html lang="nl"><title>x</title><main><h1>x</h1>{}</main></html>'


def test_axe_finds_a_picture_without_a_text(browser: Browser, axe: Callable[[Page], None]) -> None:
    page = browser.new_page()
    page.set_content(PAGE.format('<img src="data:,">'))

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)

    page.close()


def test_axe_works_on_a_page_without_script(browser: Browser, axe: Callable[[Page], None]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(PAGE.format('<img src="data:,">'))

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)

    context.close()


@pytest.mark.parametrize(
    "other",
    ["color: #ddd", "background: #777", "opacity: .3"],
    ids=["another colour", "another ground", "hardly there"],
)
def test_a_colour_that_was_right_is_weighed_again_where_it_lies_otherwise(
    browser: Browser, axe: Callable[[Page], None], other: str
) -> None:
    page = browser.new_page()
    words = PAGE.format('<div style="{}"><p style="{}">Wat u leest.</p></div>')
    page.set_content(words.format("background: #fff", "color: #595959"))
    axe(page)
    axe(page)

    page.set_content(words.format(f"background: #fff; {other}", f"color: #595959; {other}"))

    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page)

    page.close()


def test_what_may_be_pale_while_it_is_switched_off_is_weighed_when_it_is_on(
    browser: Browser, axe: Callable[[Page], None]
) -> None:
    page = browser.new_page()
    words = PAGE.format('<button style="color: #bbb; background: #eee" {}>Verder</button>')
    page.set_content(words.format("disabled"))
    axe(page)

    page.set_content(words.format(""))

    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page)

    page.close()


def test_an_error_in_a_script_is_noticed(browser: Browser) -> None:
    page = browser.new_page()
    watch = Watch(page, HOME)

    page.set_content("<script>nowhere.to.be.found()</script>")

    assert any("nowhere" in complaint for complaint in watch.complaints)
    page.close()


def test_a_request_to_elsewhere_is_noticed(browser: Browser) -> None:
    page = browser.new_page()
    watch = Watch(page, HOME)
    page.route("**/*", lambda route: route.abort())

    page.set_content('<img src="http://elsewhere.invalid/pixel.gif" alt="">')

    assert "a request to elsewhere: http://elsewhere.invalid/pixel.gif" in watch.complaints
    page.close()
