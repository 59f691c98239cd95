"""What a storage of sealed files can do. A file lies there in numbered pieces of some megabytes, from 0 up."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol
from uuid import UUID

_PIECE = re.compile(r"(?:^|/)([0-9a-f]{32})[./]\d+$")


class NotStored(Exception):
    """This could not be stored or fetched now. What was stored before is still there."""


class DiskFull(NotStored):
    """There is no room left for this file."""


class Unreachable(NotStored):
    """The storage does not answer, or not as it should."""


@contextmanager
def answering(*faults: type[Exception]) -> Iterator[None]:
    """Raises `Unreachable` for `faults`, but not for a piece that is not there."""
    try:
        yield
    except FileNotFoundError:
        raise
    except faults as error:
        raise Unreachable from error


def file_of(name: str) -> UUID | None:
    """Whose piece this is: `name` ends in the file's own name and the piece's number. None of what is not ours."""
    found = _PIECE.search(name)
    return UUID(found[1]) if found else None


class Sink(Protocol):
    """One piece on its way in: absent until `commit`, whole and durable after it.

    `write` and `commit` raise `NotStored`, and then leave nothing behind.
    """

    def write(self, sealed: bytes) -> None: ...

    def commit(self) -> None: ...

    def abandon(self) -> None:
        """Leave nothing behind of a piece that was not committed."""


class Storage(Protocol):
    """Everything here may raise `Unreachable`."""

    def begin(self, file: UUID, number: int) -> Sink:
        """A place for a piece. One with the same number, if there is one, stays until the new one is committed."""

    def open(self, file: UUID, number: int) -> BinaryIO:
        """A piece, to read. Raises `FileNotFoundError` when it is not there."""

    def count(self, file: UUID) -> int:
        """How many pieces there are, counted from 0 up to the first that is missing."""

    def remove(self, file: UUID) -> None:
        """Take all pieces away for good. Nothing happens when they are gone already."""

    def files(self, *, older_than: float = 0) -> Iterator[UUID]:
        """Every file whose newest piece was stored at least this many seconds ago."""

    def tidy(self, *, older_than: float) -> int:
        """Remove what a killed process left half-written at least this many seconds ago; says how many pieces."""
