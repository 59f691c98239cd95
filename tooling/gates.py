"""`python3 dev.py test` and `check`: every gate runs, whatever came before it, so that one run tells all."""

import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tooling import browser, programs
from tooling.environment import BIN, PROJECT, PYTHON, passes, prepare, say, surroundings

PYTEST = (PYTHON, "-m", "pytest", "-q")
SPREAD = ("--dist", "loadgroup")
# A test with a browser waits a third of its time: a third process uses it.
WITH_A_BROWSER = (*PYTEST, *SPREAD, "-n", "3")
BRIEF = ("--output-format", "concise")
ON_POSTGRES = (PYTHON, "-m", "tests.servers.postgres")


@dataclass(frozen=True, slots=True)
class Gate:
    """One question to the tree: a command that ends with 0 when the answer is yes."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)


def test(*, everywhere: bool) -> int:
    """Every gate and test. PostgreSQL sees each statement once (tests/statements.py), or `everywhere` each test."""
    prepare("dev")
    chosen = browser.find()
    programs.bring_in()
    failed = _gates_that_say_no()
    with tempfile.TemporaryDirectory() as statements:
        noted = {} if everywhere else {"RUGDEKKING_TEST_STATEMENTS": statements}
        say("Tests on SQLite, with a browser")
        if not passes(WITH_A_BROWSER, RUGDEKKING_BROWSER=chosen, **noted):
            failed.append("tests on SQLite")
        say("Tests on PostgreSQL")
        if not passes([*ON_POSTGRES, *PYTEST, *SPREAD, "-n", "3", "-m", "not browser and not any_database"], **noted):
            failed.append("tests on PostgreSQL")
    return _report(failed)


def test_part(arguments: Sequence[str]) -> int:
    prepare("dev")
    return 0 if passes([PYTHON, "-m", "pytest", *arguments], RUGDEKKING_BROWSER=browser.find()) else 1


def check() -> int:
    prepare("dev")
    return _report(_gates_that_say_no())


def _gates(scratch: str) -> list[Gate]:
    deployed = {
        "RUGDEKKING_DATA": scratch,
        "RUGDEKKING_HTTPS": "yes",
        "RUGDEKKING_DEMO": "no",
        "RUGDEKKING_SECURITY_CONTACT": "mailto:security@example.nl",
    }
    manage = (PYTHON, "manage.py")
    # Found on PYTHONPATH, the package counts as an installed one: mypy then reads what we set for single modules
    # before the Django plugin has told it the names of its errors, and stops.
    by_its_own_path = {"PYTHONPATH": ""}
    return [
        Gate("types (mypy)", [PYTHON, "-m", "mypy"], {**deployed, **by_its_own_path}),
        Gate("format (ruff)", [PYTHON, "-m", "ruff", "format", "--check", *BRIEF, "."]),
        Gate("lint (ruff)", [PYTHON, "-m", "ruff", "check", *BRIEF, "."]),
        Gate("the line (import-linter)", [BIN / "lint-imports"]),
        Gate("templates, lint (djlint)", [PYTHON, "-m", "djlint", "--quiet", "--lint", "src"]),
        Gate("templates, format (djlint)", [PYTHON, "-m", "djlint", "--quiet", "--check", "src"]),
        # Also writes down what the tests look like when compiled, so that not every test process does it again.
        Gate("tests are found (pytest)", [*PYTEST, "--collect-only"]),
        Gate("deployment (Django)", [*manage, "check", "--deploy", "--fail-level", "WARNING"], deployed),
        Gate("migrations (Django)", [*manage, "makemigrations", "--check", "--dry-run"], deployed),
    ]


def _gates_that_say_no() -> list[str]:
    """Two at a time: the gates are short programs of one thread each."""
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        gates = _gates(scratch)
        return [gate.name for gate, good in zip(gates, pool.map(_ask, gates), strict=True) if not good]


def _ask(gate: Gate) -> bool:
    started = time.monotonic()
    env = surroundings(**gate.environment)
    done = subprocess.run(gate.command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False)
    good = done.returncode == 0
    lines = [f"{gate.name}: {'good' if good else 'FAILED'} in {time.monotonic() - started:.1f} s"]
    say("\n".join(lines if good else [*lines, done.stdout, done.stderr]))
    return good


def _report(failed: Sequence[str]) -> int:
    """Silent when all is well, so that the last line is the count of the tests."""
    if failed:
        say("FAILED: " + ", ".join(failed))
    return 1 if failed else 0
