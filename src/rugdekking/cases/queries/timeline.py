"""What happened in a case, told in order: from the log, the notes, the messages, the facts and the promises.

Parts above this one add their own moments where the page is put together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from rugdekking.audit.actor import ActorKind
from rugdekking.audit.models import Entry
from rugdekking.audit.queries import history
from rugdekking.cases.models import Case
from rugdekking.cases.queries.content import facts_versions, notes_in
from rugdekking.cases.queries.standing import reports_of
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.reports.models import Report
from rugdekking.reports.queries import messages

# Acts of the log that the list below tells better, with their words.
_TOLD_ELSEWHERE = frozenset({"case.note_written", "case.facts_recorded", "message.sent"})


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline. `what` is a code such as case.opened, note, message or facts; `subject` a random id.

    Of what who reported did, `at` is known to the hour: `place` is behind what the log had linked before it.
    """

    at: datetime
    what: str
    who: str
    text: str = ""
    subject: UUID | None = None
    place: datetime | None = None

    @property
    def in_order(self) -> tuple[datetime, bool, str]:
        """By this a timeline is sorted, the oldest first."""
        return self.place or self.at, self.place is not None and self.place > self.at, self.what


def timeline(case: Case, ring: StaffRing) -> list[Moment]:
    """Everything this member may read, the oldest first."""
    reports = [report for report in reports_of(case) if report.key_id is not None]
    readable = [report for report in reports if report.is_open_to_desk]
    moments = [*_acts(case, reports), *_messages(readable, ring), *_written(case, ring)]
    return sorted(moments, key=lambda moment: moment.in_order)


def _acts(case: Case, reports: list[Report]) -> Iterator[Moment]:
    everything = history([case.pk, *(report.pk for report in reports)])
    entries = [row for row in everything if _is_told_here(row)]
    ids = {row.actor for row in entries if row.actor is not None and row.actor_kind == ActorKind.MEMBER}
    rows = Membership.objects.filter(pk__in=ids).select_related("person")
    names = {one.pk: f"{one.person.name} ({one.title})" for one in rows}
    for row in entries:
        who = names.get(row.actor, "") if row.actor else ""
        place = _place(row, everything) if row.actor_kind == ActorKind.REPORTER else None
        yield Moment(
            row.at, row.action, who or str(ActorKind(row.actor_kind).label), subject=row.subject, place=place
        )


def _place(row: Entry, entries: list[Entry]) -> datetime:
    """Where in its hour an act stands that is known to the hour: after every act that was linked before it was."""
    hour = [one for one in entries if row.at <= one.at < row.at + timedelta(hours=1) and one.position is not None]
    exact = [one for one in hour if one.actor_kind != ActorKind.REPORTER]
    return max((one.at for one in exact if row.position is None or _was_first(one, row)), default=row.at)


def _was_first(one: Entry, other: Entry) -> bool:
    return one.segment == other.segment and (one.position or 0) < (other.position or 0)


def _is_told_here(row: Entry) -> bool:
    return row.action not in _TOLD_ELSEWHERE and not row.action.endswith(".looked")


def _messages(reports: list[Report], ring: StaffRing) -> Iterator[Moment]:
    for report in reports:
        for letter in messages(report, ring):
            who = str(ActorKind.REPORTER.label) if letter.from_reporter else letter.words.writer
            yield Moment(datetime.fromisoformat(letter.words.at), "message", who, letter.words.text, letter.id)


def _written(case: Case, ring: StaffRing) -> Iterator[Moment]:
    for note in notes_in(case, ring):
        yield Moment(note.row.written_at, "note", note.row.author.person.name, note.text, subject=note.row.pk)
    for known in facts_versions(case, ring):
        who = known.row.recorded_by.person.name
        yield Moment(known.row.recorded_at, "facts", who, known.recorded.summary, subject=known.row.pk)
