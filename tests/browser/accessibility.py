from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

# WCAG 2.2 AA, and what axe calls good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All of these rules run; axe only spares itself the describing of every element that is right, and fetching the
# style sheets again for a rule that is not among these.
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "preload": False}
# Axe itself is a script. Where the visitor has none, the browser still answers questions but lets no time pass.
# Axe takes time only to give others a turn, so there it may go on at once.
BRING = (
    "if (matchMedia('(scripting: none)').matches)"
    f" window.setTimeout = (go) => {{ Promise.resolve().then(go); return 0; }};\n{AXE_SCRIPT}"
)
LOOK = """async (options) =>
    typeof axe === "undefined" ? null : { violations: (await axe.run(options)).violations }"""


def assert_nothing_found(page: Page) -> None:
    """Axe finds nothing on the page as it is now."""
    found = page.evaluate(LOOK, OPTIONS)
    if found is None:
        # Once for a page: bringing it takes as long as looking.
        page.evaluate(BRING)
        found = page.evaluate(LOOK, OPTIONS)
    report = AxeResults(found)
    assert report.violations_count == 0, f"{page.url}\n{report.generate_report()}"
