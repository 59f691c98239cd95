"""Opening what is sealed: the story, the messages, the files and the consents of a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rugdekking.kernel.time import day_of
from rugdekking.kernel.written import PreparedMany
from rugdekking.keys.rings import Ring
from rugdekking.reports.about import About
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import Body, CodeHolder, Consent, Evidence, Message, Report
from rugdekking.reports.sealing import opened, opened_about
from rugdekking.reports.story import Story, Words
from rugdekking.vault.secrets import Secret

_BODIES = PreparedMany(lambda reports: Body.objects.filter(report__in=reports).order_by("version"))


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
        Version(row.version, row.writer, day_of(row.written_at), Story.from_bytes(opened(row, secret)))
        for row in rows
    ]


def stories(reports: Iterable[Report], ring: Ring) -> dict[UUID, Story]:
    """The present story of each report that this ring opens, in a constant number of queries."""
    keyed = {report.pk: report.key_id for report in reports if report.key_id}
    secrets = ring.open_all(list(keyed.values()))
    rows = _BODIES.rows(list(keyed))
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
    """A file of a report, by its name, and what people tell of it. `file` opens it: keep it out of pages."""

    row: Evidence
    file: StoredFile
    about: About

    @property
    def id(self) -> UUID:
        return self.row.pk

    @property
    def added_by(self) -> str:
        return self.row.added_by

    @property
    def on(self) -> date:
        return day_of(self.row.added_at)


def evidence(report: Report, ring: Ring) -> list[Piece]:
    """The files of a report, the oldest first; those of one hour by name, as a phone numbers its photos."""
    secret = secret_of(report, ring)
    found = [_piece(row, secret) for row in Evidence.objects.filter(report=report)]
    return sorted(found, key=lambda piece: (piece.row.added_at, piece.file.name, piece.id))


def piece_of(report: Report, ring: Ring, *, evidence: UUID) -> Piece | None:
    """One file of a report. None when it has no such file."""
    row = Evidence.objects.filter(pk=evidence, report=report).first()
    return None if row is None else _piece(row, secret_of(report, ring))


def _piece(row: Evidence, secret: Secret) -> Piece:
    about = About() if row.sealed_about is None else About.from_bytes(opened_about(row, secret))
    return Piece(row, StoredFile.from_bytes(opened(row, secret)), about)


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
