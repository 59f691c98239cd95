"""What people tell of a file: sealed apart from it, and changed without touching it."""

from datetime import date

import msgspec

from rugdekking.kernel.time import written_out

LONGEST_ADDRESS = 2000


class About(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`captured`: the day or moment at which it was made, as somebody knows it (ISO 8601, Amsterdam). `address`: the
    web address where it was found. `note`: what it shows."""

    captured: str = ""
    address: str = ""
    note: str = ""

    @property
    def made(self) -> str:
        """When it was made, as people write it."""
        day, _, time = self.captured.partition("T")
        written = written_out(date.fromisoformat(day)) if day else ""
        return f"{written}, {time} uur" if time else written

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, body: bytes) -> "About":
        return msgspec.json.decode(body, type=cls)
