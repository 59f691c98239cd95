"""The Python environment of a developer: made once, and again only when the locked packages change."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REQUIREMENTS = PROJECT / "requirements"
VENV = PROJECT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
UV = (PYTHON, "-m", "uv", "pip")
_CLEARLY_FASTER = 0.85
# Some of everything that a program does all day; the best of three, because machines are shared.
_TASK = """
import ensurepip, json, time, venv
class One:
    def __init__(self, value): self.value = value
    def more(self): return self.value + 1
def task():
    started = time.process_time()
    texts = {str(number): One(number).more() for number in range(100_000)}
    json.loads(json.dumps(sorted(texts)))
    return time.process_time() - started
print(min(task() for _ in range(3)))
"""


class Failed(Exception):
    """Something outside these scripts went wrong; the message says what to do."""


def prepare(kind: str) -> None:
    """Make sure that `.venv` holds the packages of `requirements/<kind>.txt`, exactly as locked."""
    if any(_stamp(one).is_file() and _stamp(one).read_text() == _fingerprint(one) for one in (kind, "dev")):
        return
    started = time.monotonic()
    say(f"Packages ({kind})")
    if not PYTHON.exists() or _version_of_venv() != sys.version_info[:2]:
        _make_venv()
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    call([*install, "-r", REQUIREMENTS / "uv.txt"])
    call([*UV, "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", REQUIREMENTS / f"{kind}.txt"])
    _stamp(kind).write_text(_fingerprint(kind))
    say(f"Packages ready in {time.monotonic() - started:.0f} s")


def lock() -> int:
    """Write the exact versions and hashes of every package, for every system, naming no package index."""
    prepare("dev")
    settings = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    unnamed = ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "python3 dev.py lock"]
    resolve = [*UV, "compile", *settings, *unnamed]
    call([*resolve, "requirements/uv.in", "-o", "requirements/uv.txt"])
    call([*resolve, "pyproject.toml", "-o", "requirements/app.txt"])
    call([*resolve, "pyproject.toml", "--group", "dev", "-o", "requirements/dev.txt"])
    return 0


def call(command: Sequence[str | Path], **environment: str) -> None:
    """Run `command` in the project; raises `CalledProcessError` when it fails."""
    subprocess.run(command, check=True, cwd=PROJECT, env=surroundings(**environment))


def passes(command: Sequence[str | Path], **environment: str) -> bool:
    return subprocess.run(command, cwd=PROJECT, env=surroundings(**environment), check=False).returncode == 0


def surroundings(**more: str) -> dict[str, str]:
    """The environment of every child. uv trusts the certificates of the system and fetches no Python.

    What Python compiles is kept, outside the tree: some fifty programs start in one run of the tests.
    """
    fixed = {
        "PYTHONPATH": os.pathsep.join([str(PROJECT / "src"), str(PROJECT)]),
        "UV_SYSTEM_CERTS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(PROJECT / "var" / "bytecode"),
    }
    return {**os.environ, **fixed, **more}


def say(line: str) -> None:
    print(f"\n=== {line}", flush=True)


def _make_venv() -> None:
    try:
        call([_fastest_python(), "-m", "venv", "--clear", VENV])
    except subprocess.CalledProcessError as error:
        raise Failed("Python cannot make a virtual environment. On Debian: apt install python3-venv") from error


def _fastest_python() -> str:
    """The Python that runs this script, or one of the same version on this machine that is clearly faster.

    A Python that somebody built by hand without its optimisations takes up to twice the time for everything.
    """
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    folders = [*os.environ.get("PATH", "").split(os.pathsep), "/usr/local/bin", "/usr/bin"]
    found = {path.resolve(): str(path) for folder in folders if (path := Path(folder, name)).is_file()}
    took = {path: seconds for path in found.values() if (seconds := _seconds_for_a_task(path)) is not None}
    own = _seconds_for_a_task(sys.executable)
    best = min(took, key=lambda path: took[path], default=sys.executable)
    return best if own is None or took.get(best, own) < _CLEARLY_FASTER * own else sys.executable


def _seconds_for_a_task(python: str) -> float | None:
    """Nothing when this Python cannot make a virtual environment."""
    done = subprocess.run([python, "-c", _TASK], capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def _version_of_venv() -> tuple[int, int]:
    configuration = (VENV / "pyvenv.cfg").read_text().splitlines()
    version = next(line.partition("=")[2].strip() for line in configuration if line.startswith("version"))
    major, minor, *_ = version.split(".")
    return int(major), int(minor)


def _stamp(kind: str) -> Path:
    return VENV / f"{kind}.stamp"


def _fingerprint(kind: str) -> str:
    locked = [(REQUIREMENTS / name).read_bytes() for name in ("uv.txt", f"{kind}.txt")]
    return hashlib.sha256(b"\0".join([sys.version.encode(), *locked])).hexdigest()
