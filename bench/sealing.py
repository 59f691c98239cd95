"""Sealing a file of 100 MB into the storage and opening it again, against `cat` with the same file.

    python -m bench.sealing

The SHA-256 is taken while sealing, and each piece is on disk for sure before the next: `cat` does neither.
"""

import argparse
import os
import subprocess
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.load import verdict
from rugdekking.vault import files
from rugdekking.vault.files import SealedFile
from rugdekking.vault.storage import Folder

MEGABYTE = 1024 * 1024
PART = 64 * 1024
# Megabytes a second: a phone's line brings a hundredth of it, so sealing is never what somebody waits for.
LEAST = 100


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        place = Path(name)
        film = place / "film"
        film.write_bytes(os.urandom(MEGABYTE) * asked.megabytes)
        # Ours and cat's take turns: whatever else the machine does hits both.
        rounds = [_round(place, film) for _ in range(asked.rounds)]
    sealing, copying, opening, reading = (median(times) for times in zip(*rounds, strict=True))
    good = [
        _told("sealing", asked.megabytes, ours=sealing, bare=copying),
        _told("opening", asked.megabytes, ours=opening, bare=reading),
    ]
    return 0 if all(good) else 1


def _round(place: Path, film: Path) -> tuple[float, float, float, float]:
    """Seconds of sealing, of a copy by cat, of opening, and of reading by cat."""
    started = time.perf_counter()
    file = _sealed(place, film)
    sealing = time.perf_counter() - started
    copying = _cat(film, place / "copy")
    started = time.perf_counter()
    for _ in files.read(Folder(place / "files"), file.id, file.key, size=file.size):
        pass
    opening = time.perf_counter() - started
    return sealing, copying, opening, _cat(film, Path(os.devnull))


def _told(what: str, megabytes: int, *, ours: float, bare: float) -> bool:
    good = megabytes / ours >= LEAST
    print(
        f"{what} {megabytes} MB: {megabytes / ours:.0f} MB/s (at least {LEAST}), cat {megabytes / bare:.0f} MB/s, "
        f"{ours / bare:.1f} times as long: {verdict(good)}",
        flush=True,
    )
    return good


def _sealed(place: Path, film: Path) -> SealedFile:
    file = SealedFile(Folder(place / "files"))
    with film.open("rb") as source:
        while part := source.read(PART):
            file.write(part)
    file.finish()
    return file


def _cat(source: Path, target: Path) -> float:
    started = time.perf_counter()
    with target.open("wb") as out:
        subprocess.run(["cat", source], stdout=out, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
