"""Asks ClamAV about a file while its bytes pass by, through its own INSTREAM protocol.

What ClamAV does not say for sure is never taken for clean: no scanner, a broken line, a file beyond its limit.
"""

import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from struct import pack
from types import TracebackType

# In the place of an address: there is no scanner, and that is meant.
NO_SCANNER = "none"
# Seconds. A scanner that does not listen must not keep somebody waiting who sends something.
_TO_CONNECT = 2.0
_TO_TAKE = 5.0
_TO_ANSWER = 60.0
# One that keeps silent is left alone for so long: else everybody who sends something waits for it.
_TO_REST = 60.0
_silent_until: dict[str, float] = {}
_PIECE = 64 * 1024
_END = pack(">I", 0)


class Scan(StrEnum):
    """What the scanner said."""

    CLEAN = "clean"
    # An administrator said that there is none, and that files may be opened all the same.
    NOT_ASKED = "not-asked"
    FOUND = "found"
    UNKNOWN = "unknown"


class Scanning:
    """One file on its way past the scanner.

    `address`: `host:port`, or the path of a Unix socket. Without one nothing is known of any file; `NO_SCANNER` says
    that nothing needs to be.
    """

    def __init__(self, address: str) -> None:
        self._otherwise = Scan.NOT_ASKED if address == NO_SCANNER else Scan.UNKNOWN
        self._address = address
        resting = time.monotonic() < _silent_until.get(address, 0)
        self._line = _connected(address) if address not in {"", NO_SCANNER} and not resting else None
        self._send(b"zINSTREAM\0")

    def __enter__(self) -> "Scanning":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.abandon()

    def write(self, piece: bytes) -> None:
        """Show the scanner the next piece. Never raises: a scanner that fails leaves the file unscanned."""
        for start in range(0, len(piece), _PIECE):
            part = piece[start : start + _PIECE]
            self._send(pack(">I", len(part)) + part)

    def finish(self) -> Scan:
        """What the scanner says of all that was written."""
        self._send(_END)
        if self._line is None:
            return self._otherwise
        answer = b""
        self._line.settimeout(_TO_ANSWER)
        try:
            while part := self._line.recv(1024):
                answer += part
        except OSError as error:
            self._note(error)
        self.abandon()
        return _meaning(answer.rstrip(b"\0\n"))

    def _send(self, data: bytes) -> None:
        if self._line is None:
            return
        try:
            self._line.sendall(data)
        except OSError as error:
            self._note(error)
            self.abandon()

    def _note(self, error: OSError) -> None:
        if isinstance(error, TimeoutError):
            _silent_until[self._address] = time.monotonic() + _TO_REST

    def abandon(self) -> None:
        """Stop halfway: nobody needs the answer."""
        line, self._line = self._line, None
        if line is not None:
            line.close()


def scan(address: str, pieces: Iterable[bytes]) -> Scan:
    """What the scanner at `address` says of a file."""
    with Scanning(address) as scanning:
        for piece in pieces:
            scanning.write(piece)
        return scanning.finish()


def answers(address: str) -> bool:
    """Whether a scanner listens at `address`."""
    line = _connected(address) if address else None
    if line is None:
        return False
    with line, suppress(OSError):
        line.sendall(b"zPING\0")
        return line.recv(16).startswith(b"PONG")
    return False


def _connected(address: str) -> socket.socket | None:
    host, colon, port = address.rpartition(":")
    try:
        if colon and port.isdigit():
            line = socket.create_connection((host.strip("[]"), int(port)), timeout=_TO_CONNECT)
        else:
            line = _on_socket(address)
    except OSError:
        return None
    line.settimeout(_TO_TAKE)
    return line


def _on_socket(path: str) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(_TO_CONNECT)
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line


def _meaning(answer: bytes) -> Scan:
    if answer == b"stream: OK":
        return Scan.CLEAN
    return Scan.FOUND if answer.startswith(b"stream: ") and answer.endswith(b" FOUND") else Scan.UNKNOWN
