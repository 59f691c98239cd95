"""A ZIP that is sent while it is made: nothing of it ever lies on disk, and no file is held whole in memory."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import RawIOBase
from typing import Any

MANIFEST = "manifest.sha256"
SIGNATURE = f"{MANIFEST}.minisig"
_OWNER_MAY_READ_AND_WRITE = 0o600 << 16


class Changed(Exception):
    """A file turned out to be another one while it was sent. What was sent stays without manifest and signature."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a ZIP. `sha256`, when it is known, must be that of what the pieces turn out to be."""

    path: str
    pieces: Iterable[bytes]
    sha256: str = ""


class _Pipe(RawIOBase):
    """What the ZIP writes, until somebody fetches it."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:  # noqa: ANN401  (whatever Python takes for bytes)
        self._waiting += piece
        return len(piece)

    def fetched(self) -> bytes:
        waiting = bytes(self._waiting)
        self._waiting.clear()
        return waiting


def packed(parts: Iterable[Part], *, sign: Callable[[bytes], bytes], day: date) -> Iterator[bytes]:
    """The ZIP, piece by piece: the parts, then a manifest that `sha256sum -c` reads, then what `sign` gives for it.

    Raises `Changed` before the manifest when a part is not what it should be.
    """
    pipe, lines = _Pipe(), []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for part in parts:
            digest = hashlib.sha256()
            with archive.open(_entry(part.path, day), "w", force_zip64=True) as file:
                for piece in part.pieces:
                    digest.update(piece)
                    file.write(piece)
                    yield pipe.fetched()
            if part.sha256 and digest.hexdigest() != part.sha256:
                raise Changed(part.path)
            lines.append(f"{digest.hexdigest()}  {part.path}\n")
        manifest = "".join(lines).encode()
        archive.writestr(_entry(MANIFEST, day), manifest)
        archive.writestr(_entry(SIGNATURE, day), sign(manifest))
    yield pipe.fetched()


def _entry(path: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
    entry.external_attr = _OWNER_MAY_READ_AND_WRITE
    return entry
