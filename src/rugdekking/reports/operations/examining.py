"""Opening a file that somebody sent: it is checked and cleaned by then, in the request of who may read it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from msgspec.structs import replace

from rugdekking.inspection import examining, reading, scanning
from rugdekking.inspection.findings import Left
from rugdekking.inspection.kinds import Kind
from rugdekking.inspection.scanning import Scan
from rugdekking.keys.rings import Ring
from rugdekking.reports.files import Standing, StoredFile, Verdict, contents
from rugdekking.reports.models import Evidence, Report
from rugdekking.reports.operations.drafts import remove_files_afterwards
from rugdekking.reports.operations.handling import handled
from rugdekking.reports.operations.talking import Download
from rugdekking.reports.queries import Piece, piece_of, secret_of
from rugdekking.reports.sealing import place
from rugdekking.vault.files import SealedFile
from rugdekking.vault.secrets import CannotOpen
from rugdekking.vault.storage import NotStored, storage


def look_at_file(report: Report, *, evidence: UUID, ring: Ring, at: datetime) -> Piece | None:
    """Open the page of a file: what was not checked yet is scanned, looked into and cleaned now.

    A member's look is written down. None when there is no such file. While the scanner does not answer the file
    stays unchecked, and the next look tries again.
    """
    piece = piece_of(report, ring, evidence=evidence)
    if piece is None:
        return None
    handled("file.looked", report, [evidence], ring=ring, at=at)
    if _waits(piece.file):
        _examine(report, piece, ring=ring, at=at)
        return piece_of(report, ring, evidence=evidence)
    return piece


@transaction.atomic
def fetch_copy(report: Report, *, evidence: UUID, ring: Ring, at: datetime) -> Download | None:
    """The cleaned copy of a file that was checked, opened as it is read; written down. None when there is none."""
    piece = piece_of(report, ring, evidence=evidence)
    if piece is None or piece.file.copy is None or piece.file.standing != Standing.CHECKED:
        return None
    handled("file.copy_saved", report, [evidence], ring=ring, at=at)
    return Download(piece.file.copy.name, piece.file.copy.size, contents(piece.file.copy))


def preview_of(report: Report, *, evidence: UUID, ring: Ring) -> bytes | None:
    """A small JPEG of a checked photo or film, made now and kept nowhere; none of anything else."""
    piece = piece_of(report, ring, evidence=evidence)
    copy = None if piece is None or piece.file.standing != Standing.CHECKED else piece.file.copy
    if copy is None:
        return None
    return examining.preview(contents(copy), name=copy.name, size=copy.size, scratch=settings.SCRATCH_FOLDER)


def words_of(report: Report, *, evidence: UUID, ring: Ring) -> tuple[str, bool] | None:
    """The beginning of a checked plain text, and whether there is more; none of anything else."""
    piece = piece_of(report, ring, evidence=evidence)
    if piece is None or piece.file.standing != Standing.CHECKED or piece.file.kind != Kind.TEXT:
        return None
    return reading.beginning(contents(piece.file))


def _waits(file: StoredFile) -> bool:
    """Whether something can be found out, or cleaned, that could not before."""
    lacked = Left.NOTHING if file.verdict is None else file.verdict.left
    more = examining.could_do_more(lacked, scratch=settings.SCRATCH_FOLDER)
    return file.standing == Standing.UNCHECKED or (file.standing == Standing.CHECKED and more)


def _examine(report: Report, piece: Piece, *, ring: Ring, at: datetime) -> None:
    """Not in a transaction: a film takes seconds, and all others would wait to write."""
    try:
        found = _looked_into(piece.file)
    except (NotStored, CannotOpen, examining.Busy):
        # The storage is full or away, the file was changed in it, or others have a turn: the next look tries again.
        return
    if found is not None and not _settle(report, piece, found, ring=ring, at=at) and found.copy:
        # Somebody else had it checked at the same moment, or it is gone.
        remove_files_afterwards([found.copy.id])


def _looked_into(file: StoredFile) -> StoredFile | None:
    """The file with what was found in it; none while the scanner does not answer."""
    scan = file.scan if file.scan != Scan.UNKNOWN else scanning.scan(settings.SCANNER, contents(file))
    if scan == Scan.UNKNOWN:
        return None
    return replace(file, scan=scan, verdict=Verdict() if scan == Scan.FOUND else _verdict(file))


def _verdict(file: StoredFile) -> Verdict:
    with examining.examined(contents(file), name=file.name, size=file.size, scratch=settings.SCRATCH_FOLDER) as found:
        copy = None if found.copy is None else _sealed(found.copy)
        return Verdict(trouble=found.trouble, left=found.left, copy=copy, tells=found.tells)


def _sealed(copy: examining.Copy) -> StoredFile:
    """The cleaned copy as a sealed file under a key of its own. Raises `NotStored`, and then leaves nothing."""
    sealed = SealedFile(storage())
    for piece in copy.pieces():
        sealed.write(piece)
    sealed.finish()
    return StoredFile(id=sealed.id, key=sealed.key.seed, name=copy.name, size=sealed.size, sha256=sealed.sha256)


@transaction.atomic
def _settle(report: Report, piece: Piece, file: StoredFile, *, ring: Ring, at: datetime) -> bool:
    """Write down what was found, unless the row changed meanwhile; then the next look begins anew."""
    row = piece.row
    sealed = secret_of(report, ring).seal(file.to_bytes(), place(row))
    copy = None if file.copy is None else file.copy.id
    if not Evidence.objects.filter(pk=row.pk, sealed=bytes(row.sealed)).update(sealed=sealed, copy=copy):
        return False
    handled("file.checked", report, [row.pk], ring=ring, at=at)
    return True
