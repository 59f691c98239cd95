"""Reading the log back, for the reporter, for the person who looked and for the auditor."""

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from rugdekking.audit.actor import ActorKind
from rugdekking.audit.models import Entry
from rugdekking.kernel.time import AMSTERDAM, day_of

# Who saved a file has seen it, also when its page was never opened.
_LOOKED = Q(action__endswith=".looked") | Q(action__in=("file.saved", "file.copy_saved"))


@dataclass(frozen=True, slots=True)
class Look:
    """In which role somebody looked, and on which day: as precise as a reporter may know."""

    role: str
    day: date


def looks(subjects: Collection[UUID]) -> list[Look]:
    """Who looked at any of `subjects`, newest first, each role once a day."""
    rows = Entry.objects.filter(_LOOKED, subject__in=subjects, actor_kind=ActorKind.MEMBER)
    found = {Look(row.role, day_of(row.at)) for row in rows.only("role", "at")}
    return sorted(found, key=lambda look: (look.day, look.role), reverse=True)


def looked_by(membership: UUID, subjects: Collection[UUID]) -> bool:
    """Whether this member opened any of `subjects` before."""
    return Entry.objects.filter(_LOOKED, subject__in=subjects, actor=membership).exists()


def times(action: str, subject: UUID) -> int:
    """How often this happened to `subject`."""
    return Entry.objects.filter(subject=subject, action=action).count()


def lines(ids: Collection[UUID]) -> list[Entry]:
    """These lines of the log, the oldest first."""
    return list(Entry.objects.filter(pk__in=ids).order_by("at", "id"))


def history(subjects: Collection[UUID]) -> list[Entry]:
    """Everything that happened to `subjects`, oldest first, for a timeline."""
    return list(Entry.objects.filter(subject__in=subjects).order_by("at", "id"))


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One page of the log, the newest first. `next` leads to the one after it, and is empty on the last."""

    entries: list[Entry]
    next: str


def entries(
    organisation: UUID,
    *,
    on: date | None = None,
    action: str = "",
    hidden: Collection[UUID] = (),
    after: str = "",
    size: int = 50,
) -> EntryPage:
    """The log of an organisation for its auditor, of one day or one action when asked, without `hidden` subjects.

    `after` is the `next` of the page before; anything else starts at the newest.
    """
    rows = Entry.objects.filter(organisation=organisation).exclude(subject__in=hidden)
    if on is not None:
        midnight = datetime.combine(on, time(), tzinfo=AMSTERDAM)
        rows = rows.filter(at__gte=midnight, at__lt=midnight + timedelta(days=1))
    if action:
        rows = rows.filter(action=action)
    place = _place(after)
    if place is not None:
        moment, record = place
        rows = rows.filter(Q(at__lt=moment) | Q(at=moment, id__gt=record))
    found = list(rows.order_by("-at", "id")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return EntryPage(found[:size], "" if last is None else _cursor(last))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many lines are linked, and how many wait for the worker."""

    linked: int
    unlinked: int


def counted(organisation: UUID, *, hidden: Collection[UUID] = ()) -> Counted:
    """How long the log of an organisation is, without the lines about `hidden` subjects: a count tells too."""
    rows = Entry.objects.filter(organisation=organisation).exclude(subject__in=hidden)
    waiting = Q(segment=None)
    return Counted(rows.exclude(waiting).count(), rows.filter(waiting).count())


def _cursor(row: Entry) -> str:
    return base64.urlsafe_b64encode(f"{row.id.hex} {row.at.isoformat()}".encode()).decode().rstrip("=")


def _place(cursor: str) -> tuple[datetime, UUID] | None:
    """The moment and the row where a page ended; nothing when the text is no cursor of ours."""
    try:
        record, moment = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split(" ")
        place = datetime.fromisoformat(moment), UUID(record)
    except (ValueError, binascii.Error):
        return None
    return place if place[0].tzinfo else None
