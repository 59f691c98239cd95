"""Taking the hidden parts out of a JPEG without touching its picture, for one that lies inside a PDF."""

from collections.abc import Iterator

# What a reader needs of the parts for programs: JFIF (0) and Adobe's note about colours (14).
_NEEDED = {0xE0, 0xEE}
_START_OF_PICTURE = 0xDA


def without_details(jpeg: bytes) -> bytes:
    """The same picture without Exif, comments and the like; as it is when it does not read as a JPEG."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    return b"\xff\xd8" + b"".join(_kept(jpeg))


def _kept(jpeg: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF:
        mark = jpeg[place + 1]
        if mark == _START_OF_PICTURE:
            break
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if not (0xE0 <= mark <= 0xEF or mark == 0xFE) or mark in _NEEDED:
            yield jpeg[place:end]
        place = end
    yield jpeg[place:]
