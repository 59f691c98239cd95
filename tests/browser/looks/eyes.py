"""Looking at a page as the table of looks says."""

from playwright.sync_api import Page

from tests.browser.accessibility import assert_nothing_found
from tests.browser.looks.kinds import LOOKS, ON_A_WAY, STYLES

HEIGHTS = {"320": 640, "1280": 900}
# An organisation's style is nothing but values for the variables of the one sheet, after that sheet.
DRESS = """(css) => {
    const style = new CSSStyleSheet();
    style.replaceSync(css);
    document.adoptedStyleSheets = [style];
    return document.documentElement.scrollWidth;
}"""
_seen: set[tuple[str, str]] = set()


def see(page: Page, kind: str) -> None:
    """Look at the page as it is now, once for each look that the table has for it with or without script."""
    page.wait_for_load_state()
    script = "without script" if page.evaluate("matchMedia('(scripting: none)').matches") else "with script"
    mine = [look for look in LOOKS if (look.kind, look.script) == (kind, script)]
    assert mine, f"{kind} {script} is not in the table"
    # Another width takes the browser a moment: the one that it has comes first.
    now = page.viewport_size or {"width": 0}
    for look in sorted(mine, key=lambda look: int(look.width) != now["width"]):
        page.set_viewport_size({"width": int(look.width), "height": HEIGHTS[look.width]})
        assert page.evaluate(DRESS, STYLES[look.style]) <= int(look.width), f"{page.url}\n{look}"
        assert_nothing_found(page)
    _seen.add((kind, script))


def everything_was_seen(way: str) -> bool:
    """Whether each look at what lies on this way was taken."""
    kinds = {f"{way}: {state}" for state in ON_A_WAY[way]}
    return {(look.kind, look.script) for look in LOOKS if look.kind in kinds} <= _seen
