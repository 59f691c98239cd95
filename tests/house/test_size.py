"""A file that outgrows the ceiling becomes a package; a function that does is two functions."""

import ast
from collections.abc import Iterator

from tests.house import tree

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
FOLDERS = ("src", "tooling", "bench")


def long_functions(source: ast.Module) -> Iterator[str]:
    for node in ast.walk(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{node.name}: {lines} lines"


def too_long(text: str) -> bool:
    return len(text.splitlines()) > MOST_LINES_OF_A_FILE


def test_no_file_is_longer_than_the_ceiling() -> None:
    assert [tree.relative(path) for path in tree.python_files(*FOLDERS) if too_long(path.read_text())] == []


def test_no_function_is_longer_than_a_screen() -> None:
    found = {tree.relative(path): list(long_functions(tree.parse(path))) for path in tree.python_files(*FOLDERS)}

    assert {path: names for path, names in found.items() if names} == {}


def test_these_rules_can_fail() -> None:
    body = "    pass\n" * MOST_LINES_OF_A_FUNCTION

    assert list(long_functions(ast.parse(f"def endless():\n{body}"))) == ["endless: 41 lines"]
    assert too_long("\n" * 301)
    assert not too_long("\n" * 300)
