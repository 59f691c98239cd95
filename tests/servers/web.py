"""The real web server on a free port, for browsers, for load and for being killed."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.servers import programs
from tests.servers.ports import free_port


@dataclass(frozen=True)
class Server:
    """A web server that runs. `log` holds what it said."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def kill(self) -> None:
        """End every process of the server at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.kill()

    def last_words(self) -> str:
        """The end of what it said, and what each of its threads was doing. It does nothing more after that."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGABRT)
            self.process.wait(timeout=15)
        return self.log.read_text()[-20_000:]


@contextmanager
def running(
    settings: Mapping[str, str], *, log: Path, command: Sequence[str] = (), wait: float = 60
) -> Iterator[Server]:
    """Start the server with `settings` (names of environment variables) and stop it afterwards.

    Give `command` to serve something else on RUGDEKKING_PORT. `wait`: seconds until it must answer.
    """
    port = free_port()
    here = {"RUGDEKKING_PORT": str(port), "PYTHONFAULTHANDLER": "1"}
    env = programs.surroundings({"RUGDEKKING_HTTPS": "no", **settings, **here})
    with log.open("ab") as output:
        process = subprocess.Popen(
            command or programs.rugdekking("serve"),
            cwd=programs.PROJECT,
            env=env,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    server = Server(port, process, log)
    try:
        _wait_until_it_answers(server, wait)
        yield server
    except Exception as error:
        error.add_note(server.last_words())
        raise
    finally:
        server.stop()


def _wait_until_it_answers(server: Server, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while server.process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"The server does not answer:\n{server.log.read_text()}")
