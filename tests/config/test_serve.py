"""The web server as an administrator starts it."""

from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests import databases
from tests.servers import web

# How the web server starts does not hang on the database.
pytestmark = pytest.mark.any_database


@pytest.fixture
def server(tmp_path: Path, django_db_setup: None) -> web.Server:
    (tmp_path / "data").mkdir()
    settings = databases.fresh(tmp_path / "data")
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


def test_the_site_answers_after_a_start(server: web.Server) -> None:
    assert status_of(server, "/account/aanmelden/") == 200


def test_no_address_of_a_request_is_logged(server: web.Server) -> None:
    assert status_of(server, "/a-planted-sentinel/") == 404

    assert "sentinel" not in server.log.read_text()


def test_stopping_leaves_no_process_behind(server: web.Server) -> None:
    assert len(processes_of(server.process.pid)) >= 2

    server.stop()

    assert processes_of(server.process.pid) == []
