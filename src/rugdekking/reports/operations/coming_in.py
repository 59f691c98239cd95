"""A large file that comes in piece by piece, in requests of its own: a dropped connection costs one piece.

Each piece is sealed as it comes. The whole is looked at once the last piece is there; only then it is a file of the
draft or the report.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from django.db import transaction

from rugdekking.inspection.arriving import Arriving
from rugdekking.inspection.first_look import Unfit
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import Ring
from rugdekking.organisations.models import Organisation
from rugdekking.reports import files
from rugdekking.reports.files import NotThisFile, StoredFile
from rugdekking.reports.models import ComingFile, DraftFile, Evidence, Report
from rugdekking.reports.operations.drafts import must_have_room as must_have_room_in_draft
from rugdekking.reports.operations.drafts import remove_files_afterwards
from rugdekking.reports.operations.talking import must_have_room
from rugdekking.reports.queries import draft_id, secret_of
from rugdekking.reports.sealing import opened, place
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.files import PIECE, SealedPiece, pieces_in, read
from rugdekking.vault.secrets import Secret
from rugdekking.vault.storage import storage

MOST = 20


@dataclass(frozen=True, slots=True)
class Receiver:
    """What files come in for: a draft or a report, with what seals for it."""

    subject: UUID
    organisation: Organisation
    secret: Secret


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A file as its sender announced it. `size` in bytes; `changed`: when it last changed, as the browser tells."""

    name: str
    size: int
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Underway:
    """How far a file has come: `there` of its `pieces`."""

    id: UUID
    there: int
    pieces: int


class NotInTurn(Refused):
    """A piece that is too long, too short, or not the next one."""


class _Kept(Coming, frozen=True, kw_only=True):
    key: bytes

    @property
    def pieces(self) -> int:
        return pieces_in(self.size)


def for_draft(code: AccessCode, organisation: Organisation) -> Receiver:
    return Receiver(draft_id(code), organisation, code.secret)


def for_report(report: Report, ring: Ring) -> Receiver:
    return Receiver(report.pk, report.organisation, secret_of(report, ring))


@transaction.atomic
def begin(receiver: Receiver, coming: Coming, *, at: datetime) -> Underway:
    """Announce a file. The same file announced again goes on where it broke off.

    Raises `NotThisFile`, and `Refused` when no more files fit or too many wait for their last piece.
    """
    name = files.plain_name(coming.name)
    files.check(name, size=coming.size)
    rows = list(ComingFile.objects.filter(subject=receiver.subject))
    for row in rows:
        kept = _kept(row, receiver)
        if (kept.name, kept.size, kept.changed) == (name, coming.size, coming.changed):
            return Underway(row.pk, min(storage().count(row.pk), kept.pieces), kept.pieces)
    must_have_room_in_draft(receiver.subject)
    must_have_room(receiver.subject)
    if len(rows) >= MOST:
        raise Refused("Er staan nog veel bestanden die niet helemaal zijn aangekomen. Probeer het morgen weer.")
    row = ComingFile(id=uuid4(), organisation=receiver.organisation, subject=receiver.subject, begun_on=day_of(at))
    kept = _Kept(name=name, size=coming.size, changed=coming.changed, key=Secret.new().seed)
    row.sealed = receiver.secret.seal(msgspec.json.encode(kept), place(row))
    row.save(force_insert=True)
    return Underway(row.pk, 0, kept.pieces)


def take_piece(receiver: Receiver, *, file: UUID, number: int, parts: Iterable[bytes]) -> Underway | None:
    """Seal one piece while it comes in. None when the file is whole already, or was never announced here.

    Not in a transaction: a slow connection would keep everybody else from writing. Raises `NotInTurn`, and what the
    storage raises; then nothing of the piece is kept. Raises `NotThisFile` too; then nothing of the file is. A piece
    that is there already stays as it is: what was scanned is not changed afterwards.
    """
    row = ComingFile.objects.filter(pk=file, subject=receiver.subject).first()
    if row is None:
        return None
    kept = _kept(row, receiver)
    there = storage().count(file)
    if number > there or number >= kept.pieces:
        raise NotInTurn("Dit stuk is niet aan de beurt. Kies het bestand nog een keer.")
    size = _size_of(kept, number)
    if number < there:
        _let_pass(parts, size=size)
        return Underway(file, there, kept.pieces)
    # The first bytes tell the kind: whoever sends something else need not send all of it.
    looked_at = _looking(parts, kept.name) if number == 0 else parts
    try:
        piece = _sealed(SealedPiece(storage(), file, Secret(kept.key), number), looked_at, size=size)
    except NotThisFile:
        _forget(row)
        raise
    return _settle(piece, row, number=number, pieces=kept.pieces)


@transaction.atomic
def _settle(piece: SealedPiece, row: ComingFile, *, number: int, pieces: int) -> Underway | None:
    """Each place is taken once, whoever sends the same piece at the same moment or after the file was kept."""
    waits = ComingFile.objects.select_for_update().filter(pk=row.pk).first()
    there = storage().count(row.pk)
    if waits is None or there != number:
        piece.abandon()
        return None if waits is None else Underway(row.pk, there, pieces)
    piece.finish()
    return Underway(row.pk, number + 1, pieces)


def come_in(receiver: Receiver, *, file: UUID, keep: Callable[[StoredFile], object]) -> None:
    """Look at a file of which every piece is there, and give it to `keep`, once. Nothing happens when it was kept.

    Raises `NotThisFile`, and what `keep` refuses; then nothing of the file stays.
    """
    row = ComingFile.objects.filter(pk=file, subject=receiver.subject).first()
    if row is None:
        return
    try:
        stored = _looked_at(file, _kept(row, receiver))
        with transaction.atomic():
            if ComingFile.objects.filter(pk=file).delete()[0]:
                keep(stored)
    except Refused:
        _forget(row)
        raise


def was_kept(receiver: Receiver, file: UUID) -> bool:
    """Whether this file came in whole before: an answer of ours may have been lost on the way."""
    in_draft = DraftFile.objects.filter(pk=file, draft=receiver.subject)
    return in_draft.exists() or Evidence.objects.filter(file=file, report=receiver.subject).exists()


@transaction.atomic
def _forget(row: ComingFile) -> None:
    if ComingFile.objects.filter(pk=row.pk).delete()[0]:
        remove_files_afterwards([row.pk])


def _looked_at(file: UUID, kept: _Kept) -> StoredFile:
    """Reads the whole file once: for its hash, its kind and the scanner, and to know that it opens."""
    digest, arriving = sha256(), Arriving(kept.name, scanner=settings.SCANNER)
    try:
        for part in read(storage(), file, Secret(kept.key), size=kept.size):
            digest.update(part)
            arriving.write(part)
        scan = arriving.finish().scan
    except Unfit as reason:
        raise NotThisFile(reason.sentence) from reason
    finally:
        arriving.abandon()
    return StoredFile(id=file, key=kept.key, name=kept.name, size=kept.size, sha256=digest.hexdigest(), scan=scan)


def _looking(parts: Iterable[bytes], name: str) -> Iterator[bytes]:
    arriving = Arriving(name, scanner="")
    for part in parts:
        try:
            arriving.write(part)
        except Unfit as reason:
            raise NotThisFile(reason.sentence) from reason
        yield part


def _let_pass(parts: Iterable[bytes], *, size: int) -> None:
    """Read what nobody needs: a browser sends all of it before it hears an answer."""
    for part in parts:
        size -= len(part)
        if size < 0:
            break


def _sealed(piece: SealedPiece, parts: Iterable[bytes], *, size: int) -> SealedPiece:
    try:
        for part in parts:
            piece.write(part)
            if piece.size > size:
                break
        _must_be(piece, size)
    except BaseException:
        piece.abandon()
        raise
    return piece


def _must_be(piece: SealedPiece, size: int) -> None:
    if piece.size != size:
        raise NotInTurn("Dit stuk kwam niet heel aan.")


def _size_of(kept: _Kept, number: int) -> int:
    return min(PIECE, kept.size - number * PIECE)


def _kept(row: ComingFile, receiver: Receiver) -> _Kept:
    return msgspec.json.decode(opened(row, receiver.secret), type=_Kept)
