"""A police file as it goes out: one PDF, or one ZIP with the original evidence, a manifest and a signature."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import StringIO
from uuid import UUID

from django.db import transaction

from rugdekking.cases.operations.at_work import handled
from rugdekking.documents.packing import Part, packed
from rugdekking.kernel.time import written_out
from rugdekking.keys.rings import StaffRing
from rugdekking.police.file.composing import Chosen, composed
from rugdekking.police.file.handing import NotAsItCameIn, must_still_agree, snapshot_of
from rugdekking.police.file.paper import document
from rugdekking.police.file.queries import evidence_for
from rugdekking.police.file.snapshot import Snapshot
from rugdekking.police.models import Dossier, HandOver
from rugdekking.police.operations.opening import record
from rugdekking.rendering import documents
from rugdekking.reports.files import StoredFile, contents
from rugdekking.vault.minisign import sign
from rugdekking.vault.secrets import Secret

PAPER = "dossier.pdf"
CUSTODY = "bewaarketen.csv"


@transaction.atomic
def paper_of(row: HandOver, *, ring: StaffRing, at: datetime) -> bytes:
    """The file as PDF/UA, in the words in which it was handed over. The log keeps that it was fetched.

    Raises as `archive_of`.
    """
    file, _ = _fetched(row, ring=ring, at=at)
    return documents.pdf(document(file))


@transaction.atomic
def preview_of(dossier: Dossier, chosen: Chosen, *, ring: StaffRing, at: datetime) -> bytes:
    """The file as it would be, to read before it is made. Every page says what it is, and the log keeps only that
    somebody took it along.

    Raises as every step in a case.
    """
    handled(dossier.case, ring)
    pieces = [one for one in evidence_for(dossier, ring) if one.piece.id in chosen.pieces]
    shown = document(composed(dossier, chosen, pieces=pieces, ring=ring, at=at))
    record("dossier.previewed", dossier, by=ring, at=at)
    return documents.pdf(replace(shown, marking=f"Voorbeeld, niet om te geven. {shown.marking}"))


@transaction.atomic
def archive_of(row: HandOver, *, ring: StaffRing, at: datetime) -> Iterator[bytes]:
    """The ZIP, made while it is sent. Raises `NotAsItCameIn` for evidence that is not there any more, and
    `NotAgreedYet` and `AskFirst` once somebody took their yes back."""
    file, known = _fetched(row, ring=ring, at=at)
    return packed(_parts(file, known), sign=partial(_signed, row, file, ring.open(row.signing_id)), day=file.day)


def _fetched(row: HandOver, *, ring: StaffRing, at: datetime) -> tuple[Snapshot, Mapping[UUID, StoredFile]]:
    file = snapshot_of(row, ring)
    found = {one.piece.id: one for one in evidence_for(row.dossier, ring)}
    if any(item.id not in found for item in file.items):
        raise NotAsItCameIn("Een van de bestanden is er niet meer. Maak het dossier opnieuw.")
    must_still_agree(row, file, [found[item.id] for item in file.items], ring=ring)
    record("dossier.fetched", row.dossier, by=ring, at=at)
    return file, {piece: one.piece.file for piece, one in found.items()}


def _parts(file: Snapshot, known: Mapping[UUID, StoredFile]) -> Iterator[Part]:
    yield Part(PAPER, [documents.pdf(document(file))])
    for item in file.items:
        yield Part(item.path, contents(known[item.id]), item.sha256)
    if file.custody:
        yield Part(CUSTODY, [_custody(file)])


def _custody(file: Snapshot) -> bytes:
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(("bestand", "wanneer", "wie", "wat"))
    rows.writerows((one.item, one.when, one.who, one.what) for one in file.custody)
    return written.getvalue().encode()


def _signed(row: HandOver, file: Snapshot, secret: Secret, manifest: bytes) -> bytes:
    comment = f"{file.organisation}, dossier {file.reference}, {written_out(file.day)}"
    return sign([manifest], secret=secret, key=row.signing_id, comment=comment)
