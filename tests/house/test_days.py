"""The day of a moment is its day in the Netherlands; just after midnight the clock of the server says another one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

# The one place that asks, and what is on the Dutch clock already.
DAY_OF = tree.SOURCE / "kernel" / "time.py"
ON_THE_DUTCH_CLOCK = {"local"}


def days(source: ast.Module) -> Iterator[str]:
    """Each `.date()` of a moment that may be on another clock."""
    for call in (node for node in ast.walk(source) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "date" and not (call.args or call.keywords):
            asked = ast.unparse(call.func.value)
            if asked not in ON_THE_DUTCH_CLOCK:
                yield f"line {call.lineno}: {asked}.date()"


def moving(source: ast.Module) -> list[str]:
    """Those of the moment at which somebody does something; tests may ask the day of a moment that stands still."""
    return [
        line for line in days(source) if line.endswith((" at.date()", " now.date()", " NOW.date()", "now().date()"))
    ]


def found_in(paths: Iterator[Path]) -> dict[Path, ast.Module]:
    return {path: tree.parse(path) for path in paths if path != DAY_OF}


def test_no_day_is_asked_of_another_clock() -> None:
    asked = {tree.relative(path): list(days(source)) for path, source in found_in(tree.python_files("src")).items()}

    assert {path: lines for path, lines in asked.items() if lines} == {}


def test_no_test_asks_today_of_another_clock() -> None:
    asked = {
        tree.relative(path): moving(source) for path, source in found_in(tree.python_files("tests", "bench")).items()
    }

    assert {path: lines for path, lines in asked.items() if lines} == {}


def test_this_rule_can_fail() -> None:
    for line in ("timezone.now().date()", "at.date()", "NOW.date()", "row.written_at.date()"):
        assert list(days(ast.parse(line))), line
    for line in ("timezone.now().date()", "at.date()", "NOW.date()"):
        assert moving(ast.parse(line)), line
    assert not list(days(ast.parse("local.date(); forms.date(1)")))
