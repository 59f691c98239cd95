"""Reading reports: by their codes, and by the members who may know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from rugdekking.audit.queries import Look
from rugdekking.audit.queries import looks as audit_looks
from rugdekking.keys.queries import not_barred
from rugdekking.keys.rings import Ring
from rugdekking.organisations.models import Membership
from rugdekking.reports.codes import all_under
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import Body, CodeHolder, Consent, Draft, DraftFile, Evidence, Message, Report
from rugdekking.reports.sealing import opened
from rugdekking.reports.status import State
from rugdekking.reports.story import Story, Words
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.secrets import Secret, hashed


@dataclass(frozen=True, slots=True)
class Mine:
    """One report as somebody with a code has it. `code` opens exactly this report."""

    report: Report
    holder: CodeHolder
    code: AccessCode
    ring: Ring


def holder_by_code(organisation: UUID, code: AccessCode) -> CodeHolder | None:
    """Who holds this code at this organisation, with the report; nobody when there is none (any more)."""
    found = CodeHolder.objects.filter(organisation=organisation, lookup=code.lookup)
    return found.select_related("report__organisation", "report__desk").first()


def reports_under(organisation: UUID, code: AccessCode) -> list[Mine]:
    """Every report under a code, the newest first. Only the code tells that they belong together."""
    codes = {one.lookup: one for one in all_under(code)}
    rows = CodeHolder.objects.filter(organisation=organisation, lookup__in=list(codes))
    found = [
        _mine(holder, codes[bytes(holder.lookup)])
        for holder in rows.select_related("report__organisation", "report__desk")
    ]
    return sorted(found, key=lambda mine: (mine.report.received_at, mine.report.reference), reverse=True)


def next_code(organisation: UUID, code: AccessCode) -> AccessCode | None:
    """The code for a further report under `code`: its draft and its report. None when there are too many."""
    codes = all_under(code)
    taken = CodeHolder.objects.filter(organisation=organisation, lookup__in=[one.lookup for one in codes])
    used = {bytes(lookup) for lookup in taken.values_list("lookup", flat=True)}
    return next((one for one in codes if one.lookup not in used), None)


def draft_id(code: AccessCode) -> UUID:
    """The name of the draft of this code. It does not lead back to the code."""
    return UUID(bytes=hashed("draft", code.raw)[:16])


def draft(code: AccessCode, *, organisation: UUID, on: date) -> Story | None:
    """What was written so far under this code, unless it expired before `on`."""
    row = Draft.objects.filter(pk=draft_id(code), organisation=organisation, expires_on__gte=on).first()
    if row is None:
        return None
    return Story.from_bytes(opened(row, code.secret))


def draft_files(code: AccessCode, *, organisation: UUID) -> list[StoredFile]:
    """The files of a draft, by name."""
    rows = DraftFile.objects.filter(draft=draft_id(code), organisation=organisation)
    files = [StoredFile.from_bytes(opened(row, code.secret)) for row in rows]
    return sorted(files, key=lambda file: (file.name, file.id))


def visible_to(membership: Membership) -> QuerySet[Report]:
    """The reports of this member's organisation of which they may know. A barred person finds no row."""
    mine = Report.objects.filter(not_barred(membership), organisation=membership.organisation_id)
    return mine.select_related("organisation", "desk")


def new_reports(membership: Membership) -> QuerySet[Report]:
    """The reports that nobody took up yet, the newest first."""
    return visible_to(membership).filter(state=State.RECEIVED).order_by("-received_at", "id")


def report_for(membership: Membership, reference: str) -> Report | None:
    """The report with this reference, if this member may know of it. Someone else's is as no report."""
    return visible_to(membership).filter(reference=reference).first()


def confirmed(report: Report) -> bool:
    """Whether anything of this report may leave the desk: its person told or confirmed it themselves."""
    return not report.awaits_confirmation


def secret_of(report: Report, ring: Ring) -> Secret:
    """The report's key. Raises `NoKey` when this ring does not lead to it, or when it was destroyed."""
    return ring.open(report.key_id or UUID(int=0))


def open_story(report: Report, ring: Ring) -> Story:
    """The present version of the story. Who looks for the desk uses `operations.look`, which writes it down."""
    return versions(report, ring)[-1].story


@dataclass(frozen=True, slots=True)
class Version:
    """The story as somebody wrote or corrected it. `writer` is a choice of `Writer`."""

    number: int
    writer: str
    on: date
    story: Story


def versions(report: Report, ring: Ring) -> list[Version]:
    """Every version of the story, the first first."""
    secret = secret_of(report, ring)
    rows = Body.objects.filter(report=report).order_by("version")
    return [
        Version(row.version, row.writer, row.written_at.date(), Story.from_bytes(opened(row, secret))) for row in rows
    ]


def stories(reports: Iterable[Report], ring: Ring) -> dict[UUID, Story]:
    """The present story of each report that this ring opens, in a constant number of queries."""
    keyed = {report.pk: report.key_id for report in reports if report.key_id}
    secrets = ring.open_all(list(keyed.values()))
    rows = Body.objects.filter(report__in=list(keyed)).order_by("version")
    latest = {row.report_id: row for row in rows if keyed[row.report_id] in secrets}
    return {report: Story.from_bytes(opened(row, secrets[keyed[report]])) for report, row in latest.items()}


@dataclass(frozen=True, slots=True)
class Letter:
    """A message, opened. `words.writer` is who of the desk wrote it, by function."""

    id: UUID
    from_reporter: bool
    holder: UUID
    words: Words
    read: bool


def messages(report: Report, ring: Ring, *, holder: CodeHolder | None = None) -> list[Letter]:
    """The messages of a report, the oldest first; with `holder` only those to and from that person."""
    rows = Message.objects.filter(report=report)
    if holder is not None:
        rows = rows.filter(holder=holder)
    secret = secret_of(report, ring)
    letters = [
        Letter(
            row.pk,
            row.from_reporter,
            row.holder_id,
            Words.from_bytes(opened(row, secret)),
            read=row.read_at is not None,
        )
        for row in rows
    ]
    return sorted(letters, key=lambda letter: (letter.words.at, letter.id))


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a report, by its name. `file` opens it: keep it out of pages."""

    id: UUID
    added_by: str
    on: date
    file: StoredFile


def evidence(report: Report, ring: Ring) -> list[Piece]:
    """The files of a report, the oldest first."""
    secret = secret_of(report, ring)
    rows = Evidence.objects.filter(report=report).order_by("added_at", "id")
    return [
        Piece(row.pk, row.added_by, row.added_at.date(), StoredFile.from_bytes(opened(row, secret))) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """A consent with its note, opened."""

    consent: Consent
    note: Words


def consents(report: Report, ring: Ring) -> list[Asked]:
    """Every consent that was asked, the newest first."""
    secret = secret_of(report, ring)
    rows = Consent.objects.filter(report=report).order_by("-asked_at", "id")
    return [Asked(row, Words.from_bytes(opened(row, secret))) for row in rows]


def looks(report: Report, *, also: Iterable[UUID] = ()) -> list[Look]:
    """In which role somebody looked and on which day. `also`: what else belongs to it, such as its case."""
    return audit_looks([report.pk, *also])


def holders_of(report: Report) -> list[CodeHolder]:
    return list(CodeHolder.objects.filter(report=report).order_by("part"))


def owner_of(report: Report) -> CodeHolder | None:
    """Whose report it is: the person concerned when somebody else told it, else the one who told it."""
    return CodeHolder.objects.filter(report=report).order_by("part").first()


def known_files() -> set[UUID]:
    """Every sealed file that a row knows, for finding those that no row knows."""
    kept = Evidence.objects.values_list("file", flat=True)
    return set(kept) | set(DraftFile.objects.values_list("pk", flat=True))


def unread_from_reporter(reports: Iterable[UUID]) -> set[UUID]:
    """Which of these reports have a message from outside that nobody of the desk read."""
    rows = Message.objects.filter(Q(from_reporter=True, read_at=None), report__in=list(reports))
    return set(rows.values_list("report", flat=True))


def _mine(holder: CodeHolder, code: AccessCode) -> Mine:
    return Mine(holder.report, holder, code, Ring(holder.organisation_id, holder.pk, code.secret))
