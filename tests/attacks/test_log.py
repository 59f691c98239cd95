"""The log in a real database file, changed behind the program's back and checked by the command of the auditor."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from tests.attacks import place
from tests.servers import programs

pytestmark = pytest.mark.xdist_group("attacked-server")

CHANGES = {
    "changed": "UPDATE audit_entry SET action = 'case.closed' WHERE position = 3",
    "cut": "DELETE FROM audit_entry WHERE position > 5",
}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a database file is SQLite's")
def test_the_command_finds_what_was_changed_in_the_log_of_a_real_database_file(
    attacked: place.Place, tmp_path: Path
) -> None:
    """Every kind of change is in tests/audit/test_log.py; here an auditor runs the command on a file."""
    data = tmp_path / "data"
    shutil.copytree(attacked.folder / "data", data)
    own = replace(attacked, settings={**attacked.settings, "RUGDEKKING_DATA": str(data)})
    # The worker links the log; that nobody takes its mails is another matter.
    run(own, "worker", "--once")
    file = data / "rugdekking.sqlite3"
    honest = file.read_bytes()
    assert run(own, "verify-audit").returncode == 0

    for name, change in CHANGES.items():
        file.write_bytes(honest)
        with closing(sqlite3.connect(file)) as database:
            assert database.execute(change).rowcount > 0, name
            database.commit()
        assert run(own, "verify-audit").returncode == 1, name


def run(own: place.Place, *words: str) -> "subprocess.CompletedProcess[bytes]":
    environment = programs.surroundings({**own.settings, "RUGDEKKING_MAIL_PORT": "1"})
    return subprocess.run(programs.rugdekking(*words), env=environment, check=False, capture_output=True)
