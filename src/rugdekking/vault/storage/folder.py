"""Sealed files in a folder. A piece is written under another name and renamed when it is whole."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, groupby
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from rugdekking.vault.storage.base import DiskFull, Unreachable, answering, file_of

_PART = ".part"


class Folder:
    """The storage of an installation on one machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, file: UUID, number: int) -> "_Piece":
        return _Piece(path_of(self._folder, file, number))

    def open(self, file: UUID, number: int) -> BinaryIO:
        with answering(OSError):
            return path_of(self._folder, file, number).open("rb")

    def count(self, file: UUID) -> int:
        with answering(OSError):
            return next(number for number in count() if not _is_there(path_of(self._folder, file, number)))

    def remove(self, file: UUID) -> None:
        # From the last one down: who is interrupted finds the others again.
        for number in reversed(range(self.count(file))):
            with answering(OSError):
                path_of(self._folder, file, number).unlink(missing_ok=True)

    def files(self, *, older_than: float = 0) -> Iterator[UUID]:
        limit = time.time() - older_than
        with answering(OSError):
            folders = sorted(path for path in self._folder.glob("??") if path.is_dir())
        for below in folders:
            with answering(OSError):
                # Between the pieces of one file, a half-written one would stand and make two files of them.
                names = sorted(path.name for path in below.iterdir() if file_of(path.name))
            for file, pieces in groupby(names, file_of):
                if file and _newest(below / piece for piece in pieces) <= limit:
                    yield file

    def tidy(self, *, older_than: float) -> int:
        limit = time.time() - older_than
        with answering(OSError):
            left = [path for path in self._folder.glob(f"??/*{_PART}") if _newest([path]) <= limit]
            for path in left:
                path.unlink(missing_ok=True)
        return len(left)


class _Piece:
    def __init__(self, path: Path) -> None:
        self._path = path
        # Two who store the same piece at the same moment do not write into each other's file.
        self._part = path.with_name(f"{path.name}.{os.urandom(4).hex()}{_PART}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = self._part.open("xb")
        except OSError as error:
            raise _plain(error) from error

    def write(self, sealed: bytes) -> None:
        try:
            self._file.write(sealed)
        except OSError as error:
            self.abandon()
            raise _plain(error) from error

    def commit(self) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.rename(self._path)
            _sync_folder(self._path.parent)
        except OSError as error:
            self.abandon()
            raise _plain(error) from error

    def abandon(self) -> None:
        # On a full disk closing fails too, over what still waited to be written.
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)


def _is_there(path: Path) -> bool:
    """As `Path.exists`, which also says no of what a broken disk does not answer."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def path_of(folder: Path, file: UUID, number: int = 0) -> Path:
    return folder / file.hex[:2] / f"{file.hex}.{number}"


def _newest(paths: "Iterator[Path] | list[Path]") -> float:
    """When the newest of `paths` was written; one that went meanwhile is of no account."""
    moments = [0.0]
    for path in paths:
        with suppress(FileNotFoundError):
            moments.append(path.stat().st_mtime)
    return max(moments)


def _plain(error: OSError) -> Exception:
    return DiskFull() if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} else Unreachable()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
