"""`python3 dev.py run`: data once, then the web server and the worker until somebody stops them."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tooling.environment import PROJECT, PYTHON, Failed, call, prepare, say, surroundings

RUGDEKKING = (PYTHON, "-m", "rugdekking.config")

# The demo has no mail server: what would be sent stands between the lines of this script.
MAIL = "RUGDEKKING_MAIL_BACKEND"
SCRATCH = "RUGDEKKING_SCRATCH"
MAIL_IN_THE_TERMINAL = {MAIL: os.environ.get(MAIL, "django.core.mail.backends.console.EmailBackend")}


def run() -> int:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    port = int(os.environ.get("RUGDEKKING_PORT", "8000"))
    if _answers(port):
        raise Failed(f"Something already answers on port {port}. Choose another: RUGDEKKING_PORT=8001")
    prepare("app")
    demo = {**MAIL_IN_THE_TERMINAL, **_scratch(), "RUGDEKKING_DEMO": "yes", "RUGDEKKING_PORT": str(port)}
    say("Data of the demo; the first time it takes a moment")
    call([*RUGDEKKING, "demo"], **demo)
    with _children([[*RUGDEKKING, "serve"], [*RUGDEKKING, "worker"]], surroundings(**demo)) as running:
        _wait_until_it_answers(port, running[0])
        say(f"Rugdekking runs at http://localhost:{port}/ (Ctrl+C stops it)")
        while all(child.poll() is None for child in running):
            time.sleep(0.3)
    raise Failed("One of the two programs stopped; its own message stands above.")


def _scratch() -> dict[str, str]:
    """Room in memory where films are cleaned, on a system that has such a place for everybody."""
    shared = Path("/dev/shm")  # noqa: S108  (the folder in it is ours alone)
    if SCRATCH in os.environ or not shared.is_dir():
        return {}
    folder = shared / f"rugdekking-demo-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return {SCRATCH: str(folder)}


def _stop(*_: object) -> None:
    raise SystemExit(0)


@contextmanager
def _children(
    commands: Sequence[Sequence[str | Path]], env: dict[str, str]
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run `commands` together. Whatever ends this script ends them too: asked first, then killed."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            child = subprocess.Popen(command, cwd=PROJECT, env=env, start_new_session=True)
            started.append(child)
        yield started
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        for child in started:
            child.terminate()
        for child in started:
            _wait_or_kill(child)


def _wait_or_kill(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(timeout=15)
    except subprocess.TimeoutExpired:
        if os.name != "nt":
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.wait()


def _wait_until_it_answers(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        if _answers(port):
            return
        time.sleep(0.1)
    raise Failed("The web server did not start; its own message stands above.")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
