"""Every template is used, and a misspelt variable is a failure."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import django.forms
import pytest
from django.apps import apps
from django.template import Context, Template
from django.template.loader import get_template

from tests.house import tree

MENTION = re.compile(r"""{%-?\s*\w+\s[^%]*?["']([^"']+\.(?:html|txt|svg))["']""")


KIND = re.compile("html|txt|svg|js|xml")


def own_templates() -> dict[str, Path]:
    """Every template by the name under which it is asked for."""
    found = {}
    for folder in tree.SOURCE.rglob("templates"):
        found |= {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return found


def named_in_python(source: ast.Module) -> Iterator[str]:
    """Patterns of every string in `source`; what is filled in later may be anything."""
    for node in ast.walk(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values)


def named_in_templates(text: str) -> Iterator[str]:
    yield from (re.escape(name) for name in MENTION.findall(text))


def unused(names: Iterable[str], mentions: Iterable[str]) -> list[str]:
    asked = [re.compile(mention) for mention in mentions if KIND.search(mention)]
    return sorted(name for name in names if not any(pattern.fullmatch(name) for pattern in asked))


def of_libraries() -> set[str]:
    """Names that a library asks for itself; a template with such a name replaces the library's."""
    folders = [Path(config.path) / "templates" for config in apps.get_app_configs()]
    folders = [folder for folder in folders if tree.SOURCE not in folder.parents]
    folders.append(Path(django.forms.__file__).parent / "templates")
    return {str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*.*")}


def test_every_template_is_used() -> None:
    mentions = {name for path in tree.python_files("src") for name in named_in_python(tree.parse(path))}
    for path in own_templates().values():
        mentions |= set(named_in_templates(path.read_text()))

    assert unused(own_templates().keys() - of_libraries(), mentions) == []


def test_every_template_can_be_read_by_django() -> None:
    for name in own_templates():
        get_template(name)


def test_a_misspelt_variable_fails_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match="misspelt"):
        Template("{{ misspelt }}").render(Context())


def test_this_rule_can_fail() -> None:
    used = {
        *named_in_python(ast.parse("render(r, f'steps/{step}.html')")),
        *named_in_templates('{% include "a.html" %}'),
    }

    assert unused(["a.html", "steps/when.html", "lost.html"], used) == ["lost.html"]
