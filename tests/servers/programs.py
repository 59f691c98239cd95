"""The programs of the project as a user starts them, in processes of their own."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def rugdekking(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "rugdekking.config", *arguments]


def surroundings(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process with `settings` instead of its own settings of Rugdekking."""
    foreign = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RUGDEKKING_", "DJANGO_", "COV_", "PYTEST_"))
    }
    return {**foreign, "PYTHONPATH": str(PROJECT / "src"), "PYTHONUNBUFFERED": "1", **settings}
