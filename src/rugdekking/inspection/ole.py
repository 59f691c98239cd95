"""Documents and mails in Microsoft's older container: whether they hold macros or a password."""

from typing import BinaryIO, Final

from rugdekking.inspection.findings import Harmful, Trouble

_PIECE = 1024 * 1024
# The names of the parts in such a file stand in its list in UTF-16.
_MARKS: Final = {
    "_VBA_PROJECT".encode("utf-16-le"): Trouble.MACROS,
    "Macros\0".encode("utf-16-le"): Trouble.MACROS,
    "Ole10Native".encode("utf-16-le"): Trouble.MACROS,
    "EncryptedPackage".encode("utf-16-le"): Trouble.LOCKED,
    "EncryptionInfo".encode("utf-16-le"): Trouble.LOCKED,
}
_LONGEST_MARK = max(len(mark) for mark in _MARKS)
# Where a Word document of that time says what it is, and whether a password is on it.
_WORD_STARTS_AT = 512
_WORD = b"\xec\xa5"
_PASSWORD = 0x01


def look_into(file: BinaryIO) -> None:
    """Raises `Harmful` when the file holds macros, a hidden program, or is locked."""
    file.seek(_WORD_STARTS_AT)
    begin = file.read(12)
    if begin.startswith(_WORD) and begin[11] & _PASSWORD:
        raise Harmful(Trouble.LOCKED)
    file.seek(0)
    before = b""
    while piece := file.read(_PIECE):
        window = before + piece
        for mark, trouble in _MARKS.items():
            if mark in window:
                raise Harmful(trouble)
        before = window[-_LONGEST_MARK:]
