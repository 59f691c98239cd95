"""Room to work on one file in clear: memory when it is small, else a folder in memory that an administrator made.

`folder` must lie on a tmpfs of limited size and belong to this program alone; no file in clear ever reaches a disk.
Each job has its own place in it, under a lock that ends with its process, so that what a killed process left behind
is known and swept away at the next start, and before the next job.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from stat import S_IMODE
from typing import BinaryIO, Literal
from uuid import uuid4

from rugdekking.inspection.findings import CannotClean, Left

IN_MEMORY = 24 * 1024 * 1024
_LOCK = ".lock"
_MOUNTS = Path("/proc/self/mounts")


def unfit(folder: Path | None) -> str:
    """Why `folder` cannot hold files in clear, in English for an administrator; empty when it can."""
    if folder is None:
        return "RUGDEKKING_SCRATCH is not set: films, sound and large files are not cleaned."
    wrong = next((sentence for holds, sentence in _DEMANDS if not holds(folder)), "")
    return wrong and f"{folder} (RUGDEKKING_SCRATCH) {wrong}"


def _is_private(folder: Path) -> bool:
    about = folder.stat()
    return S_IMODE(about.st_mode) & 0o077 == 0 and about.st_uid == os.geteuid()


_DEMANDS: tuple[tuple[Callable[[Path], bool], str], ...] = (
    (Path.is_dir, "is no folder."),
    (_is_private, "must belong to this program's user alone: chmod 700."),
    (lambda folder: _file_system(folder) == "tmpfs", "is not on a tmpfs: files in clear would reach a disk."),
    (lambda folder: os.statvfs(folder).f_blocks > 0, "is on a tmpfs without a limit: mount it with size=1g."),
)


class Room:
    """Where one file is worked on. Everything in it goes with it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files = ExitStack()

    def held(self, pieces: Iterable[bytes], *, size: int) -> BinaryIO:
        """The whole of a file of `size` bytes, to be read back and forth. Raises `CannotClean` without room."""
        file = self.new(size=size)
        file.writelines(pieces)
        file.seek(0)
        return file

    def new(self, *, size: int) -> BinaryIO:
        """An empty file for about `size` bytes. Raises `CannotClean` without room."""
        return BytesIO() if size <= IN_MEMORY else self.opened(self.path(room_for=2 * size), "w+b")

    def opened(self, path: Path, mode: Literal["rb", "w+b"] = "rb") -> BinaryIO:
        """A file of this room, which closes with it."""
        return self._files.enter_context(path.open(mode))

    def on_file(self, source: BinaryIO, *, size: int) -> Path:
        """The path of a file with what `source` holds, for a program. Raises `CannotClean` without room."""
        if not isinstance(source, BytesIO):
            return Path(source.name)
        path = self.path(room_for=2 * size)
        source.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(source, file)
        return path

    def path(self, *, room_for: int) -> Path:
        """A new name in this room. Raises `CannotClean` when there is no room for `room_for` bytes."""
        if self._folder is None:
            raise CannotClean(Left.NO_ROOM)
        left = os.statvfs(self._folder)
        if left.f_bavail * left.f_frsize < room_for:
            raise CannotClean(Left.TOO_LARGE)
        return self._folder / uuid4().hex

    def close(self) -> None:
        self._files.close()


@contextmanager
def room(folder: Path | None) -> Iterator[Room]:
    """Room for one file. Without a `folder` that is fit for it there is memory only."""
    if folder is None or unfit(folder):
        yield Room(None)
        return
    sweep(folder)
    place = folder / uuid4().hex
    with _locked(place):
        place.mkdir(mode=0o700)
        try:
            with closing(Room(place)) as made:
                yield made
        finally:
            shutil.rmtree(place, ignore_errors=True)


def sweep(folder: Path | None) -> int:
    """Take away what killed processes left behind, and say how many rooms that were."""
    if folder is None or not folder.is_dir():
        return 0
    return sum(_swept(lock) for lock in folder.glob(f"*{_LOCK}"))


def _swept(lock: Path) -> bool:
    # Not on every system, as a tmpfs is not: without one nothing comes here.
    import fcntl

    with suppress(OSError), lock.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
        lock.unlink(missing_ok=True)
        return True
    return False


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    import fcntl

    lock = place.with_name(place.name + _LOCK)
    # Made under another name: a sweep may not find it before it is locked.
    new = place.with_name(place.name + ".new")
    with new.open("xb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        new.rename(lock)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _file_system(folder: Path) -> str:
    """The kind of file system that `folder` lies on; empty where this cannot be told."""
    if not _MOUNTS.exists():
        return ""
    found = folder.resolve()
    mounts = [line.split()[1:3] for line in _MOUNTS.read_text().splitlines()]
    around = [(len(point), kind) for point, kind in mounts if found.is_relative_to(point.replace("\\040", " "))]
    # The last line wins among equals: it was mounted over the others.
    return max(around, key=lambda one: one[0])[1] if around else ""
