"""What people do with a file: told in the log, and told here and by whom about which file."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from rugdekking.audit import operations as audit
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.written import insert
from rugdekking.keys.rings import Ring
from rugdekking.reports import texts
from rugdekking.reports.about import LONGEST_ADDRESS, About
from rugdekking.reports.actors import actor_of
from rugdekking.reports.models import Evidence, Handling, Report
from rugdekking.reports.queries import secret_of
from rugdekking.reports.sealing import place_about


@transaction.atomic
def handled(action: str, report: Report, evidence: Iterable[UUID], *, ring: Ring, at: datetime) -> None:
    """Write that `action` was done with each of these files of `report`. Call it in the step itself."""
    by = actor_of(ring)
    for one in evidence:
        line = audit.entry(action, organisation=report.organisation_id, subject=report.pk, by=by, at=at)
        insert([line, Handling(organisation_id=report.organisation_id, evidence_id=one, entry=line.pk)])


@transaction.atomic
def describe_file(report: Report, *, evidence: UUID, about: About, ring: Ring, at: datetime) -> None:
    """Tell when a file was made, where it was found, and what it shows. The file itself stays as it came in.

    Raises `Refused` for an address that is too long, what `texts.check` raises, and `JustChanged`.
    """
    if len(about.address) > LONGEST_ADDRESS:
        raise Refused("Dit adres is te lang. Zet het deel dat ertoe doet in de toelichting.")
    if about.note.strip():
        about = replace(about, note=texts.check(about.note))
    row = Evidence.objects.filter(pk=evidence, report=report).first()
    if row is None:
        raise JustChanged("Dit bestand is er niet meer.")
    sealed = secret_of(report, ring).seal(about.to_bytes(), place_about(row))
    Evidence.objects.filter(pk=row.pk).update(sealed_about=sealed)
    handled("file.described", report, [row.pk], ring=ring, at=at)
