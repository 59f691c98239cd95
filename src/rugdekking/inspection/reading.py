"""The beginning of a plain text, such as a saved chat, for a page that shows it as text."""

from collections.abc import Iterable
from itertools import islice

MOST = 6_000
_BY_BOM = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def beginning(pieces: Iterable[bytes]) -> tuple[str, bool]:
    """The first `MOST` characters, and whether there is more. What is no text shows as a mark."""
    head = b"".join(islice(pieces, 1))[: 4 * MOST + 4]
    coding = next((name for bom, name in _BY_BOM if head.startswith(bom)), "utf-8")
    text = head.decode(coding, errors="replace")
    if coding == "utf-8" and text.rstrip("\ufffd").count("\ufffd"):
        # Old programs write the letters of Western Europe one byte each.
        text = head.decode("cp1252", errors="replace")
    return text[:MOST], len(text) > MOST
