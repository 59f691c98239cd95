"""Looks at the tree: its parts, its Python files, its committed files."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models
from wagtail.models import Page, Task

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "rugdekking"


@cache
def heights() -> dict[str, int]:
    """How high each part stands in the line, read from the import contract."""
    configuration = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    contracts = configuration["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {part.strip(): height for height, layer in enumerate(reversed(layers)) for part in layer.split("|")}


def part_of(model: type[models.Model]) -> str:
    """The part that `model` belongs to; empty for a model of a library."""
    package, _, rest = model.__module__.partition(".")
    return rest.partition(".")[0] if package == "rugdekking" else ""


def is_public_page(model: type[models.Model]) -> bool:
    """A page of the toolkit, or a step of its moderation, is a row of Wagtail's with our fields: see ADR 0018."""
    return issubclass(model, Page | Task)


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if part_of(model)]


def label(model: type[models.Model]) -> str:
    return f"{part_of(model)}.{model.__name__}"


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def relative(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def committed_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (PROJECT / name for name in listed.stdout.split("\0") if name)
    return sorted(path for path in paths if path.is_file())
