"""Files as they come with a report: sealed on disk already, each under its own key."""

from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath, PureWindowsPath
from uuid import UUID

import msgspec
from django.conf import settings
from django.db.models import TextChoices

from rugdekking.inspection.findings import Left, Tell, Trouble
from rugdekking.inspection.first_look import not_taken
from rugdekking.inspection.kinds import Kind, kind_of
from rugdekking.inspection.scanning import Scan
from rugdekking.kernel.refusal import Refused
from rugdekking.vault.files import SealedFile, read
from rugdekking.vault.secrets import Secret
from rugdekking.vault.storage import storage

LONGEST_NAME = 150


class Standing(TextChoices):
    """Whether people may open a file. Only what was checked is shown."""

    UNCHECKED = "unchecked", "nog niet gecontroleerd"
    SET_APART = "set_apart", "apart gezet"
    CHECKED = "checked", "gecontroleerd"


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
    scan: Scan = Scan.UNKNOWN
    # None until somebody who may read it opened it.
    verdict: "Verdict | None" = None

    def __repr__(self) -> str:
        return f"StoredFile(id={self.id!s})"

    @property
    def kind(self) -> Kind:
        # Every name that is taken promises a kind; a name from before that rule is a text to be saved.
        return kind_of(self.name) or Kind.TEXT

    @property
    def trouble(self) -> Trouble | None:
        """Why it is set apart."""
        if self.scan == Scan.FOUND:
            return Trouble.VIRUS
        return None if self.verdict is None else self.verdict.trouble

    @property
    def standing(self) -> Standing:
        if self.trouble is not None:
            return Standing.SET_APART
        if self.scan == Scan.UNKNOWN or self.verdict is None:
            return Standing.UNCHECKED
        return Standing.CHECKED

    @property
    def copy(self) -> "StoredFile | None":
        """The cleaned copy, when there is one."""
        return None if self.verdict is None else self.verdict.copy

    @property
    def secret(self) -> Secret:
        return Secret(self.key)

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, body: bytes) -> "StoredFile":
        return msgspec.json.decode(body, type=cls)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What came out of looking into a file. `copy` is the cleaned copy, a file of its own; `left` why it is not
    there, or what it leaves out. `tells`: what the original of a photo says beside its picture; none when nobody
    read that."""

    trouble: Trouble | None = None
    left: Left = Left.NOTHING
    copy: StoredFile | None = None
    tells: tuple[Tell, ...] | None = None


def tells_of(file: StoredFile) -> tuple[Tell, ...]:
    """What the original is known to say beside what one sees; nothing while nobody read that."""
    return () if file.verdict is None or file.verdict.tells is None else file.verdict.tells


def stored(sealed: SealedFile, *, name: str, scan: Scan = Scan.UNKNOWN) -> StoredFile:
    """What to remember of a file that was just sealed. Raises `NotThisFile` with a sentence for who sent it.

    `scan`: what the scanner said while it came in.
    """
    plain = plain_name(name)
    check(plain, size=sealed.size)
    return StoredFile(
        id=sealed.id, key=sealed.key.seed, name=plain, size=sealed.size, sha256=sealed.sha256, scan=scan
    )


def check(name: str, *, size: int) -> None:
    """Raise `NotThisFile` for an empty or too large file, or one whose name promises no kind that is taken."""
    plain = plain_name(name)
    if size == 0:
        raise NotThisFile(f"Het bestand ‘{plain}’ is leeg. Kijk of u het goede bestand hebt gekozen.")
    if size > settings.LARGEST_FILE:
        most = settings.LARGEST_FILE // (1024 * 1024)
        raise NotThisFile(f"Het bestand ‘{plain}’ is te groot. Een bestand mag {most} MB zijn.")
    if kind_of(plain) is None:
        raise NotThisFile(not_taken(plain))


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
