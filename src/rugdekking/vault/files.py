"""Sealed files. Each has its own random id and its own key; no byte of it is ever kept in clear.

A file lies in the storage in pieces of `PIECE` bytes, and each piece opens by itself: so a file may also come in
piece by piece, in several requests. The pieces are bound to their file and their number.
"""

import hashlib
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO
from uuid import UUID, uuid4

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from rugdekking.vault.secrets import CannotOpen, Secret, hashed
from rugdekking.vault.storage import NotStored, Storage

CHUNK = 64 * 1024
PIECE = 4 * 1024 * 1024
_STEP = 4096
_State = sodium.crypto_secretstream_xchacha20poly1305_state
_OVERHEAD = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
# libsodium's Python interface tells a changed or short piece in these ways.
_FAULTS = (CryptoError, RuntimeError, ValueError, TypeError)


class SealedFile:
    """Takes a file in parts of any size and stores it sealed. Until `finish` nobody can know of it.

    `write` and `finish` raise `NotStored`, and then leave nothing behind.
    """

    def __init__(self, storage: Storage) -> None:
        self.id = uuid4()
        self.key = Secret.new()
        self.size = 0
        self._storage = storage
        self._digest = hashlib.sha256()
        self._number = 0
        self._piece: SealedPiece | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of what came so far, in clear, as 64 hexadecimal digits: what `sha256sum` prints."""
        return self._digest.hexdigest()

    def write(self, part: bytes) -> None:
        self.size += len(part)
        self._digest.update(part)
        rest = memoryview(part)
        with self._or_nothing():
            while rest:
                piece = self._piece or self._begin()
                room = PIECE - piece.size
                piece.write(rest[:room])
                rest = rest[room:]
                if piece.size == PIECE:
                    self._end(piece)

    def finish(self) -> None:
        """Make the file durable. An empty one has one empty piece."""
        with self._or_nothing():
            if self._piece is not None or self._number == 0:
                self._end(self._piece or self._begin())

    def abandon(self) -> None:
        """Leave nothing behind of a file that was not finished."""
        if self._piece is not None:
            self._piece.abandon()
        # What a storage that does not answer keeps of it goes with the orphans.
        with suppress(NotStored):
            self._storage.remove(self.id)

    @contextmanager
    def _or_nothing(self) -> Iterator[None]:
        try:
            yield
        except NotStored:
            self.abandon()
            raise

    def _begin(self) -> "SealedPiece":
        self._piece = SealedPiece(self._storage, self.id, self.key, self._number)
        return self._piece

    def _end(self, piece: "SealedPiece") -> None:
        piece.finish()
        self._piece = None
        self._number += 1


class SealedPiece:
    """One piece of a file, on its way in: at most `PIECE` bytes. Absent until `finish`, whole after it."""

    def __init__(self, storage: Storage, file: UUID, key: Secret, number: int) -> None:
        self.size = 0
        self._waiting = bytearray()
        self._about = _about(file, number)
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, _piece_key(key, self._about))
        self._sink = storage.begin(file, number)
        self._sink.write(header)

    def write(self, part: bytes | memoryview) -> None:
        self.size += len(part)
        self._waiting += part
        while len(self._waiting) >= CHUNK:
            self._push(bytes(self._waiting[:CHUNK]), _MESSAGE)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        self._push(sodium.sodium_pad(bytes(self._waiting), _STEP), _FINAL)
        self._sink.commit()

    def abandon(self) -> None:
        self._sink.abandon()

    def _push(self, plain: bytes, tag: int) -> None:
        self._sink.write(sodium.crypto_secretstream_xchacha20poly1305_push(self._state, plain, self._about, tag))


def read(storage: Storage, file: UUID, key: Secret, *, size: int) -> Iterator[bytes]:
    """The `size` bytes of the file, in parts.

    Raises `CannotOpen` when it was changed, cut, or belongs to another id or key, and `Unreachable`.
    """
    came = 0
    for number in range(pieces_in(size)):
        try:
            sealed = storage.open(file, number)
        except FileNotFoundError as error:
            raise CannotOpen from error
        with sealed:
            for part in _opened(sealed, key, _about(file, number)):
                came += len(part)
                yield part
    if came != size:
        raise CannotOpen


def pieces_in(size: int) -> int:
    """How many pieces a file of `size` bytes has."""
    return max(1, -(-size // PIECE))


def remove_orphans(storage: Storage, known: Container[UUID], *, older_than: float) -> int:
    """Remove files that no record knows (a send that was never finished), and say how many.

    `older_than`: seconds since a file was last written; younger ones may belong to a send under way.
    """
    removed = storage.tidy(older_than=older_than)
    for file in storage.files(older_than=older_than):
        if file not in known:
            storage.remove(file)
            removed += 1
    return removed


def _opened(sealed: BinaryIO, key: Secret, about: bytes) -> Iterator[bytes]:
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    try:
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, sealed.read(_HEADER), _piece_key(key, about))
    except _FAULTS as error:
        raise CannotOpen from error
    final = False
    while not final:
        plain, final = _pull(state, sealed.read(CHUNK + _OVERHEAD), about)
        yield plain
    if sealed.read(1):
        raise CannotOpen


def _pull(state: _State, sealed: bytes, about: bytes) -> tuple[bytes, bool]:
    try:
        plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, about)
        final = tag == _FINAL
        return (sodium.sodium_unpad(plain, _STEP) if final else plain), final
    except _FAULTS as error:
        raise CannotOpen from error


def _about(file: UUID, number: int) -> bytes:
    return file.bytes + number.to_bytes(4, "big")


def _piece_key(key: Secret, about: bytes) -> bytes:
    return hashed("file", key.seed + about)
