"""A real ClamAV on a free port, with one signature of our own instead of the eight million of its makers."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.ports import free_port

PROGRAM = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
# The harmless file by which every scanner can be tried. Kept backwards: others scan this folder too.
EICAR = "*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X"[::-1].encode()


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Start it with everything it writes in `folder`; gives its address and stops it afterwards."""
    port = free_port()
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "own.ndb").write_text(f"Rugdekking.Test:0:*:{EICAR.hex()}\n")
    settings = {
        "TCPSocket": port,
        "TCPAddr": "127.0.0.1",
        "DatabaseDirectory": signatures,
        "TemporaryDirectory": folder,
        "Foreground": "yes",
        "StreamMaxLength": "1M",
        "MaxThreads": 4,
    }
    (folder / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(PROGRAM), "--config-file", folder / "clamd.conf"], stdout=log, stderr=log, cwd=folder
        )
    try:
        _wait_until_it_answers(server, port, folder)
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"ClamAV does not answer:\n{(folder / 'log').read_text()}")
