"""What an administrator types, in a process of its own."""

import subprocess
from pathlib import Path

import pytest

from tests import databases
from tests.servers import programs


@pytest.fixture
def settings_of_a_new_place(tmp_path: Path) -> dict[str, str]:
    return {"RUGDEKKING_DATA": str(tmp_path), "RUGDEKKING_HTTPS": "no"}


def run(settings: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        programs.rugdekking(*arguments),
        env=programs.surroundings(settings),
        cwd=programs.PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_a_place_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    done = run({**databases.fresh(tmp_path), "RUGDEKKING_HTTPS": "no"}, "migrate")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_real_installation_never_becomes_a_demo(settings_of_a_new_place: dict[str, str]) -> None:
    done = run(settings_of_a_new_place, "demo")

    assert "no demo" in done.stdout
    assert not list(Path(settings_of_a_new_place["RUGDEKKING_DATA"]).glob("*.sqlite3"))


@pytest.mark.django_db
def test_an_untouched_log_is_verified(tmp_path: Path) -> None:
    done = run({**databases.fresh(tmp_path), "RUGDEKKING_HTTPS": "no"}, "verify-audit")

    assert (done.returncode, done.stderr) == (0, "")
    assert "0 fouten" in done.stdout


def test_an_unknown_word_is_explained(settings_of_a_new_place: dict[str, str]) -> None:
    assert "invalid choice" in run(settings_of_a_new_place, "destroy-everything").stderr
