"""Room for files in clear: only in memory, only for us, and empty again whatever happens."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rugdekking.inspection import scratch
from rugdekking.inspection.findings import CannotClean, Left
from tests.servers.programs import PROJECT

STAYS = """
import sys, time
from pathlib import Path
from rugdekking.inspection import scratch

with scratch.room(Path(sys.argv[1])) as room:
    room.path(room_for=1).write_bytes(b"in clear")
    print("there", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as made:
        yield Path(made)


def test_a_folder_in_memory_for_us_alone_is_fit(folder: Path) -> None:
    assert scratch.unfit(folder) == ""


def test_a_folder_that_is_not_says_why(folder: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    on_disk = scratch.unfit(tmp_path)
    folder.chmod(0o755)

    assert "not on a tmpfs" in on_disk or scratch._file_system(tmp_path) == "tmpfs"
    assert "chmod 700" in scratch.unfit(folder)
    assert "no folder" in scratch.unfit(folder / "absent")
    assert "RUGDEKKING_SCRATCH is not set" in scratch.unfit(None)


def test_a_large_file_is_not_held_without_room(folder: Path) -> None:
    with scratch.room(None) as room, pytest.raises(CannotClean) as reason:
        room.held([], size=scratch.IN_MEMORY + 1)
    assert reason.value.left == Left.NO_ROOM

    with scratch.room(folder) as room, pytest.raises(CannotClean) as reason:
        room.held([], size=10**15)
    assert reason.value.left == Left.TOO_LARGE


def _work_that_fails(folder: Path) -> None:
    with scratch.room(folder) as room:
        room.path(room_for=1).write_bytes(b"in clear")
        raise ZeroDivisionError


def test_nothing_stays_when_the_work_is_done_or_fails(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _work_that_fails(folder)

    assert list(folder.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_what_works_is_not_touched(folder: Path) -> None:
    command = [sys.executable, "-c", STAYS, str(folder)]
    working = subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(PROJECT / "src")}
    )
    assert working.stdout is not None
    assert working.stdout.readline() == b"there\n"

    assert scratch.sweep(folder) == 0
    assert [path.read_bytes() for path in folder.glob("*/*")] == [b"in clear"]
    working.send_signal(signal.SIGKILL)
    working.communicate()

    assert scratch.sweep(folder) == 1
    assert list(folder.iterdir()) == []
