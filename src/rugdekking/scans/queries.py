"""Which scans and guides a visitor finds: the organisation's own, and the shipped ones that it has no own one for."""

from uuid import UUID

import msgspec
from django.db.models import QuerySet

from rugdekking.content import queries as content
from rugdekking.content.schema import Conversation, Scan
from rugdekking.organisations.models import Organisation
from rugdekking.scans.models import Kind, OwnContent, State


def scans_of(organisation: Organisation) -> list[Scan]:
    """Every scan that is for this kind of organisation, in the order of their names."""
    found = {scan.id: scan for scan in content.everything(Scan)} | _own(organisation.pk)
    return [scan for _, scan in sorted(found.items()) if not scan.fit or organisation.kind in scan.fit]


def scan_of(organisation: Organisation, name: str) -> Scan | None:
    """The scan with this id, or at this address, as visitors of this organisation see it."""
    return next((scan for scan in scans_of(organisation) if name in {scan.id, scan.slug}), None)


def guides_of(organisation: Organisation) -> list[Conversation]:
    """Every conversation guide, in its order."""
    found = {guide.id: guide for guide in content.everything(Conversation)}
    found |= {row.name: read_guide(row) for row in _published(organisation.pk, Kind.GUIDE)}
    return sorted(found.values(), key=lambda guide: (guide.order, guide.title))


def guide_of(organisation: Organisation, name: str) -> Conversation | None:
    """The guide with this id, or at this address, as visitors of this organisation see it."""
    return next((guide for guide in guides_of(organisation) if name in {guide.id, guide.slug}), None)


def versions_of(organisation: UUID, kind: Kind = Kind.SCAN) -> list[OwnContent]:
    """Everything of this kind that the organisation wrote, per name the newest first, drafts before all."""
    rows = list(OwnContent.objects.filter(organisation=organisation, kind=kind))
    return sorted(rows, key=lambda row: (row.name, row.state != State.DRAFT, -(row.number or 0)))


def version_of(organisation: UUID, pk: UUID, kind: Kind = Kind.SCAN) -> OwnContent | None:
    return OwnContent.objects.filter(organisation=organisation, pk=pk, kind=kind).first()


def read(row: OwnContent) -> Scan:
    """The scan in this row."""
    return msgspec.json.decode(row.body, type=Scan)


def read_guide(row: OwnContent) -> Conversation:
    """The guide in this row."""
    return msgspec.json.decode(row.body, type=Conversation)


def _own(organisation: UUID) -> dict[str, Scan]:
    return {row.name: read(row) for row in _published(organisation, Kind.SCAN)}


def _published(organisation: UUID, kind: Kind) -> QuerySet[OwnContent]:
    """Each name's newest version comes last."""
    return OwnContent.objects.filter(organisation=organisation, kind=kind, state=State.PUBLISHED).order_by("number")
