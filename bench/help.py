"""How much faster a page of help is given from memory than made, in one keep-alive connection on loopback.

    python -m bench.help

A question mark behind the address makes the site make the page anew (`web.kept`); all else is the same.
"""

import socket
import statistics
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import servers
from bench.load import timed, verdict
from bench.site import ORGANISATION

LEAST_TIMES = 10.0
ROUNDS = 200
WARM = 20
ADDRESSES = ("", "bedreiging-in-uw-mail/")


def main() -> int:
    with TemporaryDirectory() as name, servers.product(Path(name)) as server:
        met = [_faster(server.port, f"/{ORGANISATION}/hulp/{end}") for end in ADDRESSES]
    return 0 if all(met) else 1


def _faster(port: int, address: str) -> bool:
    """Turn by turn, so that a busy moment of the machine slows both."""
    with Reader(port) as reader:
        for _ in range(WARM):
            reader.read(address)
            reader.read(f"{address}?x")
        pairs = [
            (timed(lambda: reader.read(address)), timed(lambda: reader.read(f"{address}?x"))) for _ in range(ROUNDS)
        ]
    kept, made = (_milliseconds(side) for side in zip(*pairs, strict=True))
    good = made / kept >= LEAST_TIMES
    print(f"{address}: kept {kept:.2f} ms, made {made:.2f} ms: {made / kept:.1f} times", end=" ")
    print(f"(at least {LEAST_TIMES}): {verdict(good)}")
    return good


def _milliseconds(times: Sequence[float]) -> float:
    return 1000 * statistics.median(times)


class Reader:
    """Asks and reads with as little work of its own as there can be: what is measured is the site."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._line = socket.create_connection(("127.0.0.1", port))
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def read(self, address: str) -> bytes:
        """The body at `address`. Raises ValueError when the site answers with anything but a page."""
        self._line.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost:{self._port}\r\n\r\n".encode())
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._line.recv(65536)
        head, body = got.split(b"\r\n\r\n", 1)
        if not head.startswith(b"HTTP/1.1 200"):
            raise ValueError(head.decode())
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += self._line.recv(65536)
        return body


if __name__ == "__main__":
    raise SystemExit(main())
