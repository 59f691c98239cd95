from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

# WCAG 2.2 AA, and what axe calls good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All of these rules run; axe only spares itself the describing of every element that is right, and fetching the
# style sheets again for a rule that is not among these.
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],
    "preload": False,
}
# Weighing the colours takes axe as long as all other rules together.
BUT_COLOURS = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
# Axe itself is a script. Where the visitor has none, the browser still answers questions but lets no time pass.
# Axe takes time only to give others a turn, so there it may go on at once.
BRING = (
    "if (matchMedia('(scripting: none)').matches)"
    f" window.setTimeout = (go) => {{ Promise.resolve().then(go); return 0; }};\n{AXE_SCRIPT}"
)
LOOK = """async (options) =>
    typeof axe === "undefined" ? null : { violations: (await axe.run(options)).violations }"""
# For each text that shows: its colour and size, whether it belongs to what is switched off (that may be pale), and
# everything that it lies on.
COLOURS = """() => {
    const grounds = new Map([[null, ""]]), found = new Set();
    const ground = (one) => {
        if (!grounds.has(one)) {
            const { backgroundColor, backgroundImage, opacity, filter, position } = getComputedStyle(one);
            const own = [backgroundColor, backgroundImage, opacity, filter, position].join();
            const below = ground(one.parentElement);
            grounds.set(one, below.endsWith(own) ? below : `${below}/${own}`);
        }
        return grounds.get(one);
    };
    for (const one of document.querySelectorAll("body *")) {
        const says = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if ((says || one.value || one.placeholder) && one.checkVisibility()) {
            const { color, fontSize, fontWeight, textShadow } = getComputedStyle(one);
            const control = one.closest("label")?.control;
            const off = one.closest(":disabled, [aria-disabled=true]") !== null || Boolean(control?.disabled);
            found.add([color, fontSize, fontWeight, textShadow, off, ground(one)].join());
        }
    }
    return [...found];
}"""
_weighed: set[str] = set()


def assert_whole(page: Page) -> None:
    """Nothing of the page lies beside the screen."""
    page.wait_for_load_state()
    # A phone makes its window as wide as what is too wide for it, so its own screen is asked for.
    screen = page.viewport_size
    assert screen is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"], page.url


def assert_nothing_found(page: Page) -> None:
    """Axe finds nothing on the page as it is now. Colours are weighed where one lies as none did before."""
    page.wait_for_load_state()
    colours = set(page.evaluate(COLOURS))
    options = BUT_COLOURS if colours <= _weighed else OPTIONS
    found = page.evaluate(LOOK, options)
    if found is None:
        # Once for a page: bringing it takes as long as looking.
        page.evaluate(BRING)
        found = page.evaluate(LOOK, options)
    report = AxeResults(found)
    assert report.violations_count == 0, f"{page.url}\n{report.generate_report()}"
    _weighed.update(colours)
