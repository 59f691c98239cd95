from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

# WCAG 2.2 AA, and what axe calls good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_nothing_found(page: Page) -> None:
    """Axe finds nothing on the page as it is now."""
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        _on_a_copy(page)
        return
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def _on_a_copy(page: Page) -> None:
    """Axe itself is a script. Where the visitor has none, it looks at a copy in which it alone may run."""
    browser = page.context.browser
    assert isinstance(browser, Browser)
    context = browser.new_context(viewport=page.viewport_size, locale="nl-NL")
    copy = context.new_page()
    html, address = page.content(), page.url
    copy.route("**/*", lambda route: route.abort() if route.request.resource_type == "script" else route.continue_())
    if address.startswith("http"):
        copy.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        copy.goto(address)
    else:
        copy.set_content(html)
    try:
        assert_nothing_found(copy)
    finally:
        context.close()
