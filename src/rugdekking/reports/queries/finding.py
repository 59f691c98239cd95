"""Finding reports: by their codes, and for the members who may know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from django.db.models import Q, QuerySet

from rugdekking.kernel.written import Prepared
from rugdekking.keys.queries import not_barred
from rugdekking.keys.rings import Ring
from rugdekking.organisations.models import Membership
from rugdekking.reports.codes import MOST, all_under
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import CodeHolder, ComingFile, Draft, DraftFile, Evidence, Message, Report
from rugdekking.reports.sealing import opened
from rugdekking.reports.status import State
from rugdekking.reports.story import Story
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.secrets import hashed


def _holders(organisation: UUID, *lookups: bytes) -> QuerySet[CodeHolder]:
    found = CodeHolder.objects.filter(organisation=organisation, lookup__in=lookups)
    return found.select_related("report__organisation", "report__desk")


# What the path of a report asks, over and over.
_HOLDER = Prepared(_holders, UUID, bytes)
_HOLDERS = Prepared(_holders, UUID, *[bytes] * MOST)
_TAKEN: Prepared[bytes | memoryview] = Prepared(
    lambda organisation, *lookups: CodeHolder.objects.filter(
        organisation=organisation, lookup__in=lookups
    ).values_list("lookup", flat=True),
    UUID,
    *[bytes] * MOST,
)
_DRAFT = Prepared(
    lambda name, organisation, on: Draft.objects.filter(pk=name, organisation=organisation, expires_on__gte=on),
    UUID,
    UUID,
    date,
)
_DRAFT_FILES = Prepared(
    lambda name, organisation: DraftFile.objects.filter(draft=name, organisation=organisation), UUID, UUID
)


@dataclass(frozen=True, slots=True)
class Mine:
    """One report as somebody with a code has it. `code` opens exactly this report; it is their report `number`,
    from 0, under the code that they typed."""

    report: Report
    holder: CodeHolder
    code: AccessCode
    number: int
    ring: Ring


def holder_by_code(organisation: UUID, code: AccessCode) -> CodeHolder | None:
    """Who holds this code at this organisation, with the report; nobody when there is none (any more)."""
    return _HOLDER.first(organisation, code.lookup)


def reports_under(organisation: UUID, code: AccessCode) -> list[Mine]:
    """Every report under a code, the newest first. Only the code tells that they belong together."""
    codes = {one.lookup: (one, number) for number, one in enumerate(all_under(code))}
    found = [_mine(holder, *codes[bytes(holder.lookup)]) for holder in _HOLDERS.rows(organisation, *codes)]
    return sorted(found, key=lambda mine: (mine.report.received_at, mine.report.reference), reverse=True)


def next_code(organisation: UUID, code: AccessCode) -> AccessCode | None:
    """The code for a further report under `code`: its draft and its report. None when there are too many."""
    codes = all_under(code)
    used = {bytes(lookup) for lookup in _TAKEN.rows(organisation, *(one.lookup for one in codes))}
    return next((one for one in codes if one.lookup not in used), None)


def draft_id(code: AccessCode) -> UUID:
    """The name of the draft of this code. It does not lead back to the code."""
    return UUID(bytes=hashed("draft", code.raw)[:16])


def draft(code: AccessCode, *, organisation: UUID, on: date) -> Story | None:
    """What was written so far under this code, unless it expired before `on`."""
    row = _DRAFT.first(draft_id(code), organisation, on)
    if row is None:
        return None
    return Story.from_bytes(opened(row, code.secret))


def draft_files(code: AccessCode, *, organisation: UUID) -> list[StoredFile]:
    """The files of a draft, by name."""
    rows = _DRAFT_FILES.rows(draft_id(code), organisation)
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


def unread_from_reporter(reports: Iterable[UUID]) -> set[UUID]:
    """Which of these reports have a message from outside that nobody of the desk read."""
    rows = Message.objects.filter(Q(from_reporter=True, read_at=None), report__in=list(reports))
    return set(rows.values_list("report", flat=True))


def known_files() -> set[UUID]:
    """Every sealed file that a row knows, for finding those that no row knows."""
    kept = chain.from_iterable(Evidence.objects.values_list("file", "copy"))
    known = {file for file in kept if file}
    return known.union(*(model.objects.values_list("pk", flat=True) for model in (DraftFile, ComingFile)))


def _mine(holder: CodeHolder, code: AccessCode, number: int) -> Mine:
    return Mine(holder.report, holder, code, number, Ring(holder.organisation_id, holder.pk, code.secret))
