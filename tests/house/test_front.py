"""Pages ask the parts; they write nothing themselves."""

import ast
from collections.abc import Iterator

from tests.house import tree

ALWAYS = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def writes(source: ast.Module) -> Iterator[str]:
    """Calls that write to the database, so far as their shape shows it."""
    for call in (node for node in ast.walk(source) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and _is_write(call, call.func):
            yield f"line {call.lineno}: .{call.func.attr}()"


def _is_write(call: ast.Call, asked: ast.Attribute) -> bool:
    if "session" in ast.unparse(asked.value):
        return False
    # A dictionary is updated with another one, a queryset with names; a cache deletes by key, a row needs none.
    updates_rows = asked.attr == "update" and bool(call.keywords) and not call.args
    deletes_rows = asked.attr == "delete" and not call.args and not call.keywords
    return asked.attr in ALWAYS or updates_rows or deletes_rows


def test_no_page_writes_to_the_database_itself() -> None:
    found = {tree.relative(path): list(writes(tree.parse(path))) for path in tree.python_files("src/rugdekking/web")}

    assert {path: lines for path, lines in found.items() if lines} == {}


def test_this_rule_can_fail() -> None:
    for line in ("case.save()", "Case.objects.create(a=1)", "cases.filter(pk=1).update(a=1)", "case.delete()"):
        assert list(writes(ast.parse(line))), line
    for line in ("context.update({'a': 1})", "request.session.save()", "cache.delete('key')"):
        assert not list(writes(ast.parse(line))), line
