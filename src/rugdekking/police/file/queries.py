"""Reading the file: what was written, or what was told already where nobody wrote yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from rugdekking.cases import queries as cases
from rugdekking.cases.models import PersonConcerned, PersonKind
from rugdekking.cases.owning import owner_report
from rugdekking.content.queries import latest
from rugdekking.content.schema import Offices
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.police.file.prefill import account_from, details_from
from rugdekking.police.file.sheets import Account, Details, LogLine
from rugdekking.police.models import Dossier, LogEntry, Part
from rugdekking.police.queries import OpenSheet, sheets
from rugdekking.police.sealing import unseal
from rugdekking.reports import queries as reports
from rugdekking.reports.choices import Channel
from rugdekking.reports.models import Report
from rugdekking.reports.queries import Piece
from rugdekking.reports.story import Story


@dataclass(frozen=True, slots=True)
class Told:
    """The seven questions as they stand. `versions`: none while they only repeat what was told before."""

    account: Account
    versions: list[OpenSheet[Account]]

    @property
    def confirmed(self) -> bool:
        """Whether the person concerned wrote or read over the newest version."""
        return bool(self.versions) and self.versions[0].row.written_by_id is None


def account_of(dossier: Dossier, ring: Ring) -> Told:
    """The answers, or as their beginning what the person's own report says, and for a handler also the facts."""
    written = sheets(dossier, Part.ACCOUNT, Account, ring=ring)
    if written:
        return Told(written[0].written, written)
    known = cases.facts(dossier.case, ring) if isinstance(ring, StaffRing) else None
    return Told(account_from(_story(dossier, ring), summary="" if known is None else known.summary), [])


def details_of(dossier: Dossier, ring: StaffRing) -> Details:
    """What stands around them, or as its beginning what the case knows."""
    written = sheets(dossier, Part.DETAILS, Details, ring=ring)
    if written:
        return written[0].written
    story = _story(dossier, ring)
    people = cases.people(dossier.case, ring)
    code = story.me.office if story is not None else ""
    office = latest(Offices, dossier.organisation.kind).office(code) if code else None
    return details_from(
        story,
        name=next((one.name for one in people if one.person.pk == dossier.person_id), ""),
        office="" if office is None else office.label,
        # Who reported stays hidden: only a witness whom the desk itself added comes along.
        witnesses=[one.name for one in people if _is_witness(one.person) and one.name],
        earlier=list(_earlier(dossier, ring)),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the logbook, opened."""

    row: LogEntry
    line: LogLine


def log_of(dossier: Dossier, ring: Ring) -> list[Line]:
    """The logbook by the moment of each contact, the newest first; struck lines as well."""
    secret = ring.open(dossier.key_id)
    rows = LogEntry.objects.filter(dossier=dossier).select_related("written_by__person", "dossier__case")
    lines = [Line(row, unseal(row, "sealed", LogLine, with_=secret)) for row in rows]
    return sorted(lines, key=lambda one: (*one.line.order, one.row.pk), reverse=True)


def usual_channel(lines: list[Line]) -> str:
    """How the newest contact came in, to begin the next one with."""
    return lines[0].line.channel if lines else Channel.DIRECT_MESSAGE.value


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of evidence of the case. `own`: it came with the report of the person of this file."""

    report: Report
    piece: Piece
    own: bool


def evidence_for(dossier: Dossier, ring: StaffRing) -> list[Found]:
    """Every piece that may go along, those of the person's own report first. Nothing of who withdrew."""
    own = owner_report(dossier.person)
    listed = [one for one in cases.reports_of(dossier.case) if one.is_open_to_desk and one.key_id is not None]
    open_ones = ring.open_all([one.key_id for one in listed if one.key_id is not None])
    found = [
        Found(report, piece, own=own is not None and report.pk == own.pk)
        for report in listed
        if report.key_id in open_ones
        for piece in reports.evidence(report, ring)
    ]
    return sorted(found, key=lambda one: not one.own)


def piece_of(dossier: Dossier, ring: StaffRing, piece: UUID) -> Found | None:
    return next((one for one in evidence_for(dossier, ring) if one.piece.id == piece), None)


def other_reporters(dossier: Dossier, ring: StaffRing) -> list[str]:
    """The names of those in the case who reported it as well, as the desk knows them."""
    others = [one for one in cases.people(dossier.case, ring) if one.person.pk != dossier.person_id]
    return [one.name for one in others if one.name and one.person.report_id is not None]


def _is_witness(person: PersonConcerned) -> bool:
    return person.kind == PersonKind.WITNESS and person.report_id is None


def _story(dossier: Dossier, ring: Ring) -> Story | None:
    report = owner_report(dossier.person)
    return None if report is None else reports.stories([report], ring).get(report.pk)


def _earlier(dossier: Dossier, ring: StaffRing) -> Iterator[str]:
    """Earlier cases that the facts name, and that this member may know of."""
    known = cases.facts(dossier.case, ring)
    for reference in () if known is None else known.earlier:
        case = cases.case_for(ring.membership, reference)
        if case is not None:
            yield f"Eerder vastgelegd in zaak {case.reference}, geopend in {case.opened_on.year}."
