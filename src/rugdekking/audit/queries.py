"""Reading the log back, for the reporter, for the person who looked and for the auditor."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rugdekking.audit.actor import ActorKind
from rugdekking.audit.models import Entry
from rugdekking.kernel.time import day_of


@dataclass(frozen=True, slots=True)
class Look:
    """In which role somebody looked, and on which day: as precise as a reporter may know."""

    role: str
    day: date


def looks(subjects: Collection[UUID]) -> list[Look]:
    """Who looked at any of `subjects`, newest first, each role once a day."""
    rows = Entry.objects.filter(subject__in=subjects, action__endswith=".looked", actor_kind=ActorKind.MEMBER)
    found = {Look(row.role, day_of(row.at)) for row in rows.only("role", "at")}
    return sorted(found, key=lambda look: (look.day, look.role), reverse=True)


def looked_by(membership: UUID, subjects: Collection[UUID]) -> bool:
    """Whether this member opened any of `subjects` before."""
    return Entry.objects.filter(subject__in=subjects, action__endswith=".looked", actor=membership).exists()


def history(subjects: Collection[UUID]) -> list[Entry]:
    """Everything that happened to `subjects`, oldest first, for a timeline."""
    return list(Entry.objects.filter(subject__in=subjects).order_by("at", "id"))
