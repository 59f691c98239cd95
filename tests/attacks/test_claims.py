"""The public page of threats claims nothing that no test shows."""

import re
from pathlib import Path

from tests.house import tree

CLAIM = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def claims() -> list[tuple[Path, str]]:
    """The tests that the page names: file and name."""
    page = (tree.PROJECT / "docs" / "threats.md").read_text()
    return [(tree.PROJECT / file, name) for file, name in CLAIM.findall(page)]


def test_every_test_that_a_claim_names_exists() -> None:
    gone = [name for file, name in claims() if not file.is_file() or f"def {name}(" not in file.read_text()]

    assert gone == []


def test_every_threat_that_is_answered_names_a_test() -> None:
    page = (tree.PROJECT / "docs" / "threats.md").read_text()
    answered = page.partition("## It answers")[2].partition("## It does not answer")[0]
    rows = [line for line in answered.splitlines() if line.startswith("| **")]

    assert len(rows) > 15
    assert [row for row in rows if not CLAIM.search(row)] == []
