"""The web server as an administrator starts it."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests import databases
from tests.servers import web

# How the web server starts does not hang on the database.
pytestmark = pytest.mark.any_database


@pytest.fixture
def scratch() -> Iterator[Path]:
    """Room in memory, in which a process that was killed left a file."""
    with TemporaryDirectory(dir="/dev/shm") as folder:
        (Path(folder) / "left").mkdir()
        (Path(folder) / "left" / "film").write_bytes(b"in clear")
        (Path(folder) / "left.lock").touch()
        yield Path(folder)


@pytest.fixture
def server(tmp_path: Path, scratch: Path, django_db_setup: None) -> Iterator[web.Server]:
    (tmp_path / "data").mkdir()
    settings = {**databases.fresh(tmp_path / "data"), "RUGDEKKING_SCRATCH": str(scratch)}
    with web.running(settings, log=tmp_path / "log") as running:
        yield running


def processes_of(group: int) -> list[str]:
    """The processes that the server started and that still run."""
    stats = [path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")]
    return [stat for stat in stats if int(stat[2]) == group and stat[0] != "Z"]


def status_of(server: web.Server, address: str) -> int:
    connection = HTTPConnection("localhost", server.port, timeout=20)
    connection.request("GET", address)
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_site_answers_after_a_start_and_what_a_killed_process_left_in_clear_is_gone(
    server: web.Server, scratch: Path
) -> None:
    assert status_of(server, "/account/aanmelden/") == 200
    assert list(scratch.iterdir()) == []


def test_no_address_of_a_request_is_logged(server: web.Server) -> None:
    assert status_of(server, "/a-planted-sentinel/") == 404

    written = [server.log, *(server.log.parent / "data").glob("logs/*")]
    assert not any("sentinel" in file.read_text() for file in written)


def test_stopping_leaves_no_process_behind(server: web.Server) -> None:
    assert len(processes_of(server.process.pid)) >= 2

    server.stop()

    assert processes_of(server.process.pid) == []
