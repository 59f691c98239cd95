from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

# WCAG 2.2 AA, and what axe calls good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All rules run; axe only spares itself the describing of every element that is right.
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
_copies: WeakKeyDictionary[Browser, Page] = WeakKeyDictionary()


def assert_nothing_found(page: Page) -> None:
    """Axe finds nothing on the page as it is now."""
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        _on_a_copy(page)
        return
    found = Axe().run(page, options=OPTIONS)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def _on_a_copy(page: Page) -> None:
    """Axe itself is a script. Where the visitor has none, it looks at a copy in which it alone may run."""
    browser = page.context.browser
    assert isinstance(browser, Browser)
    copy = _copies.get(browser) or _new_copy(browser)
    html, address = page.content(), page.url
    copy.goto("about:blank")
    copy.set_viewport_size(page.viewport_size or {"width": 1280, "height": 900})
    copy.unroute_all()
    copy.route("**/*", lambda route: route.abort() if route.request.resource_type == "script" else route.continue_())
    if address.startswith("http"):
        copy.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        copy.goto(address)
    else:
        copy.set_content(html)
    assert_nothing_found(copy)


def _new_copy(browser: Browser) -> Page:
    """A page of its own for copies. Opening one takes longer than all that axe does on it."""
    copy = browser.new_context(locale="nl-NL").new_page()
    _copies[browser] = copy
    return copy
