"""What stands in a case, opened with a ring. Reading writes nothing: `operations.look` records the look."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from rugdekking.cases.models import Case, Facts, Note, PersonConcerned, Promise, Visibility
from rugdekking.cases.sealing import Recorded, Who, Words, unseal
from rugdekking.clocks.models import Clock
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.reports.models import Report


@dataclass(frozen=True, slots=True)
class Person:
    """A person concerned, opened."""

    person: PersonConcerned
    who: Who

    @property
    def name(self) -> str:
        return self.who.name

    @property
    def contact(self) -> str:
        return self.who.contact


@dataclass(frozen=True, slots=True)
class OpenFacts:
    row: Facts
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class OpenNote:
    row: Note
    text: str


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise with the clock that tells until when it runs and whether it was kept."""

    row: Promise
    text: str
    clock: Clock


def people(case: Case, ring: Ring) -> list[Person]:
    """The persons concerned, in the order in which they came into the case."""
    rows = list(PersonConcerned.objects.filter(case=case).select_related("report").order_by("added_on", "kind", "pk"))
    key = ring.open(case.key_id)
    return [Person(row, unseal(row, Who, with_=key)) for row in rows]


def facts(case: Case, ring: Ring) -> Recorded | None:
    """What was recorded last, or nothing yet."""
    row = Facts.objects.filter(case=case).order_by("-version").first()
    return None if row is None else unseal(row, Recorded, with_=ring.open(case.key_id))


def facts_versions(case: Case, ring: Ring) -> list[OpenFacts]:
    """Everything that was recorded, the newest first."""
    rows = list(Facts.objects.filter(case=case).select_related("recorded_by__person").order_by("-version"))
    key = ring.open(case.key_id)
    return [OpenFacts(row, unseal(row, Recorded, with_=key)) for row in rows]


def notes_in(case: Case, ring: StaffRing) -> list[OpenNote]:
    """The notes that this member may read, the newest first: of the private ones only their own."""
    rows = Note.objects.filter(case=case).select_related("author__person", "case", "report")
    may = [row for row in rows.order_by("-written_at", "pk") if _may_read(row, ring)]
    return _open_notes(may, ring)


def notes_for(report: Report, ring: Ring) -> list[OpenNote]:
    """The notes that the desk shares with the reporter, the newest first."""
    rows = Note.objects.filter(report=report, visibility=Visibility.REPORTER).select_related(
        "author", "case", "report"
    )
    return _open_notes(rows.order_by("-written_at", "pk"), ring)


def promises_in(case: Case, ring: Ring) -> list[OpenPromise]:
    """What was promised to the reporters of this case, the first due first."""
    return _open_promises(Promise.objects.filter(case=case), ring)


def promises_to(report: Report, ring: Ring) -> list[OpenPromise]:
    """What was promised to this reporter, the first due first."""
    return _open_promises(Promise.objects.filter(report=report), ring)


def key_of(note: Note) -> UUID | None:
    """Under which key the text of a note lies; none when its report was destroyed."""
    if note.visibility == Visibility.PRIVATE:
        return note.key_id
    return note.case.key_id if note.report is None else note.report.key_id


def _may_read(row: Note, ring: StaffRing) -> bool:
    return row.visibility != Visibility.PRIVATE or row.author_id == ring.membership.pk


def _open_notes(rows: Iterable[Note], ring: Ring) -> list[OpenNote]:
    listed = [(row, key_of(row)) for row in rows]
    keys = ring.open_all({key for _, key in listed if key is not None})
    return [OpenNote(row, unseal(row, Words, with_=keys[key]).text) for row, key in listed if key in keys]


def _open_promises(rows: QuerySet[Promise], ring: Ring) -> list[OpenPromise]:
    listed = list(rows.select_related("report", "case"))
    running = Clock.objects.in_bulk([row.clock for row in listed])
    keys = ring.open_all({row.report.key_id for row in listed if row.report.key_id is not None})
    found = [
        OpenPromise(row, unseal(row, Words, with_=keys[row.report.key_id]).text, running[row.clock])
        for row in listed
        if row.report.key_id in keys and row.clock in running
    ]
    return sorted(found, key=lambda one: (one.clock.due_at, one.row.pk))
