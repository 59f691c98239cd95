"""The secrets of an installation that is only just beginning."""

import multiprocessing
import stat
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from rugdekking.config.environment import secret_file

# Enough beginnings for two processes to meet in the middle of one.
TIMES = 300


def begin(folder: Path, together: Barrier, tell: Connection) -> None:
    """A process that starts: it needs the secret at the same moment as the other."""
    for number in range(TIMES):
        together.wait()
        tell.send(secret_file(folder / str(number), "session.key"))


def test_two_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    starting = multiprocessing.get_context("spawn")
    together, ears = starting.Barrier(2), []
    for _ in range(2):
        ear, mouth = starting.Pipe(duplex=False)
        starting.Process(target=begin, args=(tmp_path, together, mouth), daemon=True).start()
        ears.append(ear)

    found = [{ear.recv() for ear in ears} for _ in range(TIMES)]

    assert [number for number, secrets in enumerate(found) if len(secrets) != 1 or "" in secrets] == []
    assert [path.name for path in (tmp_path / "0").iterdir()] == ["session.key"]


def test_the_secret_is_for_this_user_only_and_stays_the_same(tmp_path: Path) -> None:
    first = secret_file(tmp_path / "secrets", "session.key")

    assert secret_file(tmp_path / "secrets", "session.key") == first
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secrets" / "session.key").stat().st_mode) == 0o600
