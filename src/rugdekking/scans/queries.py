"""Which scans a visitor finds: those of the organisation, and the shipped ones that it has no own one for."""

from uuid import UUID

import msgspec

from rugdekking.content import queries as content
from rugdekking.content.schema import Scan
from rugdekking.organisations.models import Organisation
from rugdekking.scans.models import OwnScan, State


def scans_of(organisation: Organisation) -> list[Scan]:
    """Every scan that is for this kind of organisation, in the order of their names."""
    found = {scan.id: scan for scan in content.everything(Scan)} | _own(organisation.pk)
    return [scan for _, scan in sorted(found.items()) if not scan.fit or organisation.kind in scan.fit]


def scan_of(organisation: Organisation, name: str) -> Scan | None:
    """The scan with this id, or at this address, as visitors of this organisation see it."""
    return next((scan for scan in scans_of(organisation) if name in {scan.id, scan.slug}), None)


def versions_of(organisation: UUID) -> list[OwnScan]:
    """Everything that this organisation wrote, per scan the newest first, drafts before all."""
    rows = list(OwnScan.objects.filter(organisation=organisation))
    return sorted(rows, key=lambda row: (row.name, row.state != State.DRAFT, -(row.number or 0)))


def version_of(organisation: UUID, pk: UUID) -> OwnScan | None:
    return OwnScan.objects.filter(organisation=organisation, pk=pk).first()


def read(row: OwnScan) -> Scan:
    """The scan in this row."""
    return msgspec.json.decode(row.body, type=Scan)


def _own(organisation: UUID) -> dict[str, Scan]:
    rows = OwnScan.objects.filter(organisation=organisation, state=State.PUBLISHED).order_by("number")
    return {row.name: read(row) for row in rows}
