"""Sealed files on disk. Each has its own random id and its own key; no byte of it is ever on disk in clear."""

import errno
import hashlib
import os
import time
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from rugdekking.vault.secrets import CannotOpen, Secret, hashed

CHUNK = 64 * 1024
_STEP = 4096
_State = sodium.crypto_secretstream_xchacha20poly1305_state
_OVERHEAD = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
# libsodium's Python interface tells a changed or short piece in these ways.
_FAULTS = (CryptoError, RuntimeError, ValueError, TypeError)


class DiskFull(Exception):
    """There is no room left for this file. What was stored before is still there."""


class SealedFile:
    """Takes a file in pieces and puts it on disk sealed. Absent until `finish`, whole after it."""

    def __init__(self, folder: Path) -> None:
        self.id = uuid4()
        self.key = Secret.new()
        self.size = 0
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self._path = path_of(folder, self.id)
        self._part = self._path.with_suffix(".part")
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, _file_key(self.key, self.id))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = self._part.open("xb")
        except OSError as error:
            raise _plain(error) from error
        self._put(header)

    def write(self, piece: bytes) -> None:
        """Add `piece`. Raises `DiskFull`, and then leaves nothing behind."""
        self.size += len(piece)
        self._digest.update(piece)
        self._waiting += piece
        while len(self._waiting) >= CHUNK:
            self._push(bytes(self._waiting[:CHUNK]), _MESSAGE)
            del self._waiting[:CHUNK]

    @property
    def sha256(self) -> str:
        """The SHA-256 of what came so far, in clear, as 64 hexadecimal digits: what `sha256sum` prints."""
        return self._digest.hexdigest()

    def finish(self) -> None:
        """Make the file durable and visible under its id."""
        self._push(sodium.sodium_pad(bytes(self._waiting), _STEP), _FINAL)
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.rename(self._path)
        except OSError as error:
            self.abandon()
            raise _plain(error) from error
        _sync_folder(self._path.parent)

    def abandon(self) -> None:
        """Leave nothing behind of a file that was not finished."""
        # On a full disk closing fails too, over what still waited to be written.
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    def _push(self, plain: bytes, tag: int) -> None:
        self._put(sodium.crypto_secretstream_xchacha20poly1305_push(self._state, plain, self.id.bytes, tag))

    def _put(self, sealed: bytes) -> None:
        try:
            self._file.write(sealed)
        except OSError as error:
            self.abandon()
            raise _plain(error) from error


def read(folder: Path, file_id: UUID, key: Secret) -> Iterator[bytes]:
    """The file in pieces. Raises `CannotOpen` when it was changed, cut, or belongs to another id or key."""
    try:
        file = path_of(folder, file_id).open("rb")
    except FileNotFoundError as error:
        raise CannotOpen from error
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    final = False
    with file:
        _opened(state, file.read(_HEADER), _file_key(key, file_id))
        while not final:
            plain, final = _pull(state, file.read(CHUNK + _OVERHEAD), file_id)
            yield plain
        if file.read(1):
            raise CannotOpen


def remove(folder: Path, file_id: UUID) -> None:
    """Take the file away for good. Nothing happens when it is gone already."""
    path_of(folder, file_id).unlink(missing_ok=True)


def remove_orphans(folder: Path, known: Container[UUID], *, older_than: float) -> int:
    """Remove files that no record knows (a send that was never finished), and say how many.

    `older_than`: seconds since a file was last written; younger ones may belong to a send under way.
    """
    limit = time.time() - older_than
    removed = 0
    for path in folder.glob("??/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit and (path.suffix == ".part" or UUID(path.name) not in known):
                path.unlink()
                removed += 1
    return removed


def path_of(folder: Path, file_id: UUID) -> Path:
    return folder / file_id.hex[:2] / file_id.hex


def _opened(state: _State, header: bytes, key: bytes) -> None:
    try:
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    except _FAULTS as error:
        raise CannotOpen from error


def _pull(state: _State, sealed: bytes, file_id: UUID) -> tuple[bytes, bool]:
    try:
        plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, file_id.bytes)
        final = tag == _FINAL
        return (sodium.sodium_unpad(plain, _STEP) if final else plain), final
    except _FAULTS as error:
        raise CannotOpen from error


def _file_key(key: Secret, file_id: UUID) -> bytes:
    return hashed("file", key.seed + file_id.bytes)


def _plain(error: OSError) -> Exception:
    return DiskFull() if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} else error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
