"""Files as they come with a report: sealed on disk already, each under its own key."""

from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath, PureWindowsPath
from uuid import UUID

import msgspec
from django.conf import settings

from rugdekking.kernel.refusal import Refused
from rugdekking.vault.files import SealedFile, read
from rugdekking.vault.secrets import Secret
from rugdekking.vault.storage import storage

LONGEST_NAME = 150
# What people keep as evidence. Nothing of it is ever opened or shown by the server.
EXTENSIONS = frozenset(
    {
        *("jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "bmp", "tif", "tiff"),
        *("mp4", "mov", "m4v", "avi", "mkv", "webm", "3gp"),
        *("mp3", "m4a", "wav", "ogg", "opus", "aac", "amr", "flac"),
        *("pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp"),
        *("eml", "msg", "html", "htm", "mht", "vcf", "ics", "json", "xml", "zip"),
    }
)


class NotThisFile(Refused):
    """The file is empty, too large, or of a kind that cannot be taken."""


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed file on disk and what opens it. `size` in bytes, `key` is a secret: keep it sealed.

    `sha256`: of the file as it came in, 64 hexadecimal digits, taken while it was sealed.
    """

    id: UUID
    key: bytes
    name: str
    size: int
    sha256: str

    def __repr__(self) -> str:
        return f"StoredFile(id={self.id!s})"

    @property
    def secret(self) -> Secret:
        return Secret(self.key)

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, body: bytes) -> "StoredFile":
        return msgspec.json.decode(body, type=cls)


def stored(sealed: SealedFile, *, name: str) -> StoredFile:
    """What to remember of a file that was just sealed. Raises `NotThisFile` with a sentence for who sent it."""
    plain = plain_name(name)
    check(plain, size=sealed.size)
    return StoredFile(id=sealed.id, key=sealed.key.seed, name=plain, size=sealed.size, sha256=sealed.sha256)


def check(name: str, *, size: int) -> None:
    """Raise `NotThisFile` for an empty or too large file, or one with an extension that cannot be taken."""
    plain = plain_name(name)
    if size == 0:
        raise NotThisFile(f"Het bestand ‘{plain}’ is leeg. Kijk of u het goede bestand hebt gekozen.")
    if size > settings.LARGEST_FILE:
        most = settings.LARGEST_FILE // (1024 * 1024)
        raise NotThisFile(f"Het bestand ‘{plain}’ is te groot. Een bestand mag {most} MB zijn.")
    if PurePosixPath(plain).suffix.lower().lstrip(".") not in EXTENSIONS:
        raise NotThisFile(
            f"Het bestand ‘{plain}’ kunnen wij niet aannemen. "
            "Stuur een foto, film, geluid, document of bericht, of pak het in als zip."
        )


def contents(file: StoredFile) -> Iterator[bytes]:
    """The file in clear, in parts. The first part is opened now: a storage that does not answer is told at once.

    Raises `CannotOpen` and `Unreachable`, of the later parts while they are read.
    """
    parts = read(storage(), file.id, file.secret, size=file.size)
    return chain([next(parts)], parts)


def plain_name(name: str) -> str:
    """The last part of a file's name, without control characters, short enough to show."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    shown = "".join(letter for letter in last if letter.isprintable()).strip() or "bestand"
    suffix = PurePosixPath(shown).suffix[:12]
    stem = shown[: len(shown) - len(suffix)] if suffix else shown
    return f"{stem[: LONGEST_NAME - len(suffix)]}{suffix}"
