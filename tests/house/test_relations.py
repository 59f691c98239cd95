"""Relations point down the line and one way. An import contract cannot see a relation."""

import ast
from collections.abc import Iterator

from django.db import models

from tests.house import tree

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def points_up(part: str, other: str) -> bool:
    """Whether a relation from `part` to `other` goes against the line. Models of libraries lie below it."""
    return bool(other) and tree.heights()[other] > tree.heights()[part]


def reaches_back(field: models.Field) -> bool:
    return not field.remote_field.hidden


def relations() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in tree.own_models():
        if not model._meta.auto_created:
            own = [*model._meta.local_fields, *model._meta.local_many_to_many]
            yield from ((model, field) for field in own if field.is_relation)


def named_by_string(source: ast.Module) -> Iterator[str]:
    """Relations whose other side is a string, which no contract can follow. `self` is the model itself."""
    for call in (node for node in ast.walk(source) if isinstance(node, ast.Call) and node.args):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        other = call.args[0]
        if name in RELATIONS and isinstance(other, ast.Constant) and other.value != "self":
            yield f"line {call.lineno}: {other.value}"


def test_relations_point_down_the_line() -> None:
    upward = [
        f"{tree.label(model)}.{field.name}"
        for model, field in relations()
        if points_up(tree.part_of(model), tree.part_of(field.related_model))
    ]

    assert upward == []


def test_no_model_reaches_back_up() -> None:
    assert [f"{tree.label(model)}.{field.name}" for model, field in relations() if reaches_back(field)] == []


def test_relations_name_their_model_by_class() -> None:
    found = {
        tree.relative(path): list(named_by_string(tree.parse(path)))
        for path in tree.python_files("src")
        if "models" in path.parts or path.name == "models.py"
    }

    assert {path: lines for path, lines in found.items() if lines} == {}


def test_these_rules_can_fail() -> None:
    assert points_up("reports", "cases")
    assert not points_up("cases", "reports")
    assert reaches_back(models.ForeignKey("self", on_delete=models.CASCADE, related_name="children"))
    assert not reaches_back(models.ForeignKey("self", on_delete=models.CASCADE, related_name="+"))
    assert list(named_by_string(ast.parse('case = ForeignKey("cases.Case")'))) == ["line 1: cases.Case"]
