"""A browser test reads a page only when what it asked for is there; otherwise it fails on a slow day only."""

import ast
from collections.abc import Iterator

from tests.house import tree

# What may bring another page.
ACTS = {"click", "press", "tap"}
# What answers at once, with whatever is there.
LOOKS = {"evaluate", "content", "title", "count", "all", "all_inner_texts", "is_visible", "is_checked"}


def hasty(source: ast.Module) -> Iterator[str]:
    """Looks that follow an act directly, with nothing between them that waits for the page."""
    for function in (node for node in ast.walk(source) if isinstance(node, ast.FunctionDef)):
        acted = False
        for line, asked in sorted(_asked(function)):
            if acted and asked in LOOKS:
                yield f"line {line[0]}: .{asked}()"
            acted = asked in ACTS


def _asked(function: ast.FunctionDef) -> Iterator[tuple[tuple[int, int], str]]:
    """The calls in the order in which they happen, but for those that only say where to look."""
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
        only_moves = ast.unparse(call.func).endswith("keyboard.press")
        if not only_moves and not name.startswith(("get_by_", "locator", "list", "str")):
            yield (call.end_lineno or 0, call.end_col_offset or 0), name


def test_no_browser_test_looks_before_the_page_is_there() -> None:
    found = {tree.relative(path): list(hasty(tree.parse(path))) for path in tree.python_files("tests/browser")}

    assert {path: lines for path, lines in found.items() if lines} == {}


def test_this_rule_can_fail() -> None:
    asked = "    page.get_by_role('button', name='Verder').click()\n"
    for look in ("page.evaluate('1')", "assert 'a' in page.content()", "assert page.locator('p').count() == 1"):
        assert list(hasty(ast.parse(f"def see(page):\n{asked}    {look}"))), look
        waits = "    expect(page).to_have_title('Klaar')\n"
        assert not list(hasty(ast.parse(f"def see(page):\n{asked}{waits}    {look}"))), look
