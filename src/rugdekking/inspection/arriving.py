"""A file on its way in: its kind is told by its first bytes, and the scanner reads along."""

from dataclasses import dataclass

from rugdekking.inspection.first_look import ENOUGH, first_look
from rugdekking.inspection.kinds import Content
from rugdekking.inspection.scanning import Scan, Scanning


@dataclass(frozen=True, slots=True)
class Arrived:
    """What is known of a file the moment that its last byte came."""

    content: Content
    scan: Scan


class Arriving:
    """Give it every piece with `write`, then `finish`; or `abandon` it. `scanner`: see `Scanning`.

    `write` and `finish` raise `Unfit`, with a sentence for who sent it.
    """

    def __init__(self, name: str, *, scanner: str) -> None:
        self._name = name
        self._head = bytearray()
        self._content: Content | None = None
        self._scanning = Scanning(scanner)

    def write(self, piece: bytes) -> None:
        if self._content is None:
            self._head += piece[: ENOUGH - len(self._head)]
            if len(self._head) >= ENOUGH:
                self._look()
        self._scanning.write(piece)

    def finish(self) -> Arrived:
        content = self._content or self._look()
        return Arrived(content, self._scanning.finish())

    def abandon(self) -> None:
        self._scanning.abandon()

    def _look(self) -> Content:
        self._content = first_look(self._name, bytes(self._head))
        self._head.clear()
        return self._content
