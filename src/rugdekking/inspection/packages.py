"""Zip files, and the documents that are zip files inside: what may not be in them."""

import io
import re
import zipfile
from typing import BinaryIO

from rugdekking.inspection.findings import CannotClean, Harmful, Left, Trouble
from rugdekking.inspection.kinds import Kind

MOST_ENTRIES = 5_000
MOST_BYTES = 1024**3
# A text shrinks to a tenth, a bomb to a thousandth.
MOST_SHRUNK = 200
# A document is cleaned in memory, part by part.
MOST_UNPACKED = 160 * 1024 * 1024
_LARGE = 10 * 1024 * 1024
# Its list of what is in it is held whole, and each line of it takes a kilobyte once it is read.
_MOST_LISTED = 2 * 1024 * 1024
_ENCRYPTED = 0x1

_NESTED = re.compile(r"\.(?:zip|rar|7z|gz|tgz|bz2|xz|tar|cab|arj|iso|img|jar|apk)$", re.IGNORECASE)
_RUNS = re.compile(
    r"\.(?:exe|com|scr|pif|cpl|msi|msp|dll|sys|bat|cmd|ps1|vbs?|vbe|jse?|mjs|wsf|wsh|hta|lnk|url|scf|reg|sh|py|app|dmg"
    r"|html?|xhtml|mht|mhtml|svg|swf|chm|iqy|one|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|ppsm)$",
    re.IGNORECASE,
)
_MACROS = re.compile(
    r"vbaProject\.bin$|vbaData\.xml$|/activeX/|^Basic/|^Scripts/|/macrosheets/|/embeddings/.*\.bin$|^ObjectReplacements/.*\.bin$",
    re.IGNORECASE,
)
_OFFICE_NAMES = ("[Content_Types].xml", "mimetype")
# A template or a picture that is fetched when the document opens tells somebody that it was opened, or worse.
_FETCHED = re.compile(
    rb"(?:attachedTemplate|oleObject|frame|subDocument)\"[^>]*TargetMode=\"External\"", re.IGNORECASE
)
_ENCRYPTED_ODF = b"manifest:encryption-data"


def look_into(file: BinaryIO, kind: Kind) -> None:
    """Raises `Harmful` when something in the zip file could do harm, or cannot be seen.

    Raises `CannotClean` for a document that is too large to be cleaned.
    """
    try:
        with zipfile.ZipFile(_OnlyItsList(file)) as listed:
            _measure(listed.infolist())
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
            if kind == Kind.OFFICE:
                _look_into_document(package, entries)
                if sum(one.file_size for one in entries) > MOST_UNPACKED:
                    raise CannotClean(Left.TOO_LARGE)
            else:
                _look_at_names(entries)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise Harmful(Trouble.DAMAGED) from error


class _OnlyItsList:
    """A zip file of which the list is read and nothing else, and no list that nobody's program makes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, io.SEEK_END)
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1, /) -> bytes:
        left = self._size - self._file.tell()
        if min(left, left if size < 0 else size) > _MOST_LISTED:
            raise Harmful(Trouble.BOMB)
        return self._file.read(size)


def _measure(entries: list[zipfile.ZipInfo]) -> None:
    whole = sum(one.file_size for one in entries)
    packed = sum(one.compress_size for one in entries)
    if len(entries) > MOST_ENTRIES or whole > MOST_BYTES or (whole > _LARGE and whole > MOST_SHRUNK * packed):
        raise Harmful(Trouble.BOMB)
    if any(one.flag_bits & _ENCRYPTED for one in entries):
        raise Harmful(Trouble.LOCKED)


def _look_at_names(entries: list[zipfile.ZipInfo]) -> None:
    for one in entries:
        if _RUNS.search(one.filename) or one.filename.startswith(("/", "\\")) or ".." in one.filename.split("/"):
            raise Harmful(Trouble.PROGRAM)
        if _NESTED.search(one.filename):
            raise Harmful(Trouble.NESTED)


def _look_into_document(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in entries]
    if not any(name in names for name in _OFFICE_NAMES):
        raise Harmful(Trouble.OTHERWISE)
    if any(_MACROS.search(name) for name in names):
        raise Harmful(Trouble.MACROS)
    for name in names:
        if name.endswith((".rels", "Content_Types].xml")):
            content = _short(package, name)
            if b"macroEnabled" in content or _FETCHED.search(content):
                raise Harmful(Trouble.MACROS)
        if name == "META-INF/manifest.xml" and _ENCRYPTED_ODF in _short(package, name):
            raise Harmful(Trouble.LOCKED)


def _short(package: zipfile.ZipFile, name: str) -> bytes:
    """A list of parts. No document has one of megabytes."""
    if package.getinfo(name).file_size > _LARGE:
        raise Harmful(Trouble.BOMB)
    return part(package, name)


def part(package: zipfile.ZipFile, name: str) -> bytes:
    """One file of a package, never more than it says it is: what is packed may say less than it holds."""
    size = package.getinfo(name).file_size
    with package.open(name) as file:
        content = file.read(size + 1)
    if len(content) > size:
        raise Harmful(Trouble.BOMB)
    return content
