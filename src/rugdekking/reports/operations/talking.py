"""The conversation between a reporter and the desk, and files that come later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import to_the_hour
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.notify.operations import enqueue_to_reporter
from rugdekking.reports import texts
from rugdekking.reports.actors import actor_of, holder_of, writer_of
from rugdekking.reports.files import StoredFile, contents
from rugdekking.reports.making import evidence
from rugdekking.reports.models import CodeHolder, Evidence, Message, Report
from rugdekking.reports.operations.handling import handled
from rugdekking.reports.queries import secret_of
from rugdekking.reports.readers import tell_readers
from rugdekking.reports.sealing import opened, place
from rugdekking.reports.status import RUNNING, State
from rugdekking.reports.story import Words
from rugdekking.vault.storage import storage

MOST_FILES = 200


class NotRunning(JustChanged):
    """The report was withdrawn or destroyed meanwhile."""


class NobodyThere(Refused):
    """The report has no holder of a code in this part."""


@transaction.atomic
def post_message(report: Report, *, ring: Ring, text: str, at: datetime, to: CodeHolder | None = None) -> Message:
    """Send a message: from the desk when `ring` is a member's, else from the holder of a code.

    `to`: to whom the desk writes; none means the one who reported. Raises what `texts.check` raises, and
    `NotRunning`.
    """
    words = texts.check(text)
    _must_run(report)
    holder = holder_of(ring) or to or _reporter(report)
    from_desk = isinstance(ring, StaffRing)
    row = Message(
        id=uuid4(),
        organisation_id=report.organisation_id,
        report=report,
        holder=holder,
        from_reporter=not from_desk,
        sent_at=to_the_hour(at),
    )
    writer = ring.membership.title if isinstance(ring, StaffRing) else ""
    sealed = Words(text=words, writer=writer, at=at.isoformat(timespec="milliseconds"))
    row.sealed = secret_of(report, ring).seal(sealed.to_bytes(), place(row))
    row.save(force_insert=True)
    audit.record("message.sent", organisation=report.organisation_id, subject=report.pk, by=actor_of(ring), at=at)
    if from_desk:
        tell_holder(holder, at=at)
    elif report.state == State.RECEIVED:
        tell_readers(report, at=at)
    return row


def read_messages(report: Report, *, at: datetime) -> int:
    """Note that the desk read what came from outside. Says how many were new.

    Of what a reporter reads nothing is noted: nobody needs to know when somebody looked at their own page.
    """
    return Message.objects.filter(report=report, from_reporter=True, read_at=None).update(read_at=to_the_hour(at))


@transaction.atomic
def add_file(report: Report, *, ring: Ring, file: StoredFile, at: datetime) -> Evidence:
    """Add a file that lies sealed on disk already. The other side hears that something waits.

    Raises `NotRunning` or `Refused`; then the file leaves the disk.
    """
    try:
        _must_run(report)
        must_have_room(report.pk)
    except Refused:
        storage().remove(file.id)
        raise
    (row,) = evidence(report, secret_of(report, ring), [file], by=writer_of(holder_of(ring)), at=at)
    row.save(force_insert=True)
    handled("file.added", report, [row.pk], ring=ring, at=at)
    if isinstance(ring, StaffRing):
        for holder in CodeHolder.objects.filter(report=report):
            tell_holder(holder, at=at)
    elif report.state == State.RECEIVED:
        tell_readers(report, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way out: only ever as an attachment. `pieces` opens while it is sent."""

    name: str
    size: int
    pieces: Iterator[bytes]


@transaction.atomic
def fetch_file(report: Report, *, evidence: UUID, ring: Ring, at: datetime) -> Download | None:
    """The original of a file, opened as it is read; that a member saved it is written down. None without one."""
    row = Evidence.objects.filter(pk=evidence, report=report).first()
    if row is None or (isinstance(ring, StaffRing) and not report.is_open_to_desk):
        return None
    file = StoredFile.from_bytes(opened(row, secret_of(report, ring)))
    if isinstance(ring, StaffRing):
        handled("file.saved", report, [row.pk], ring=ring, at=at)
    return Download(file.name, file.size, contents(file))


def tell_holder(holder: CodeHolder, *, at: datetime) -> None:
    """Mail somebody with a code, when they asked for that, that something waits."""
    if holder.sealed_address is not None:
        enqueue_to_reporter(
            organisation=holder.organisation_id,
            holder=holder.pk,
            sealed_address=bytes(holder.sealed_address),
            at=at,
        )


def _must_run(report: Report) -> None:
    """Refuse when the report stopped; what was closed may still be written to."""
    running = Report.objects.filter(pk=report.pk, state__in=(*RUNNING, State.CLOSED))
    if not running.exists():
        raise NotRunning("Deze melding is ingetrokken. Er kan niets meer bij.")


def must_have_room(report: UUID) -> None:
    """Raises `Refused` when this report takes no more files."""
    if Evidence.objects.filter(report=report).count() >= MOST_FILES:
        raise Refused("Bij deze melding staan al heel veel bestanden. Vraag het steunpunt hoe u verder kunt.")


def _reporter(report: Report) -> CodeHolder:
    holder = CodeHolder.objects.filter(report=report).order_by("-part").first()
    if holder is None:
        raise NobodyThere("Bij deze melding heeft niemand een code. Bel de melder.")
    return holder
