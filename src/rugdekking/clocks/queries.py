"""Which clocks run, which are due, and how many promises were kept. Each answer takes one query."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.kernel.time import day_of
from rugdekking.kernel.written import Prepared

_LATE = Q(outcome__in=(Outcome.MISSED, Outcome.RUNNING))


@dataclass(frozen=True, slots=True)
class Promises:
    """How many promises of a period were kept and missed."""

    kept: int
    missed: int

    @property
    def share(self) -> float | None:
        """The kept part, from 0 to 1; none when nothing fell due."""
        total = self.kept + self.missed
        return self.kept / total if total else None


_RUNNING = Prepared(
    lambda subject: Clock.objects.filter(ended_at=None, subject_id=subject).order_by("due_at", "id"), UUID
)
_RUNNING_IN = Prepared(lambda file: Clock.objects.filter(ended_at=None, file=file).order_by("due_at", "id"), UUID)


def running_of(subject: UUID) -> list[Clock]:
    """The running clocks of one subject, the first due first: for the page that confirms a report."""
    return _RUNNING.rows(subject)


def running_for(subjects: Collection[UUID]) -> dict[UUID, list[Clock]]:
    """The running clocks of each subject, the first due first."""
    return _by_subject(Clock.objects.filter(ended_at=None, subject_id__in=subjects))


def all_for(subjects: Collection[UUID]) -> dict[UUID, list[Clock]]:
    """Every clock of each subject, also those that ended: for a timeline and the reporter's own page."""
    return _by_subject(Clock.objects.filter(subject_id__in=subjects))


def running_in(file: UUID) -> list[Clock]:
    """The running clocks of a report or case and of everything in it, for closing: the first due first."""
    return _RUNNING_IN.rows(file)


def last_end_of_a_measure(file: UUID) -> date | None:
    """The day on which the last measure of this case ended or will end; none when none had a term."""
    ends = Clock.objects.filter(file=file, kind=ClockKind.MEASURE_END)
    last = ends.aggregate(last=Max(Coalesce("ended_at", "due_at")))["last"]
    return None if last is None else day_of(last)


def nearest_due(files: Collection[UUID]) -> dict[UUID, datetime]:
    """The first due moment of each report or case in which a clock runs, for a page of a queue."""
    rows = Clock.objects.filter(ended_at=None, file__in=files).values_list("file")
    return dict(rows.annotate(first=Min("due_at")))


def due_before(moment: datetime, *, organisation: UUID) -> QuerySet[Clock]:
    """The running clocks of an organisation that are due before `moment`, the first due first."""
    return Clock.objects.filter(ended_at=None, organisation=organisation, due_at__lt=moment).order_by("due_at", "id")


def overdue(*, organisation: UUID, at: datetime) -> QuerySet[Clock]:
    """The running clocks of an organisation whose due moment has passed."""
    return due_before(at, organisation=organisation)


def owned_by(owner: UUID) -> QuerySet[Clock]:
    """The running clocks of one member, the first due first."""
    return Clock.objects.filter(ended_at=None, owner=owner).order_by("due_at", "id")


def promises(*, organisation: UUID, since: datetime, until: datetime, at: datetime) -> Promises:
    """The promises that fell due from `since` until before `until`, as they stand at `at`.

    A promise that still runs after its due moment counts as missed: waiting longer makes no figure better.
    """
    fell_due = _fell_due(organisation, since, min(until, at))
    counts = fell_due.aggregate(kept=Count("pk", filter=Q(outcome=Outcome.KEPT)), missed=Count("pk", filter=_LATE))
    return Promises(counts["kept"], counts["missed"])


def missed_by_kind(*, organisation: UUID, since: datetime, until: datetime, at: datetime) -> list[tuple[str, int]]:
    """Which kinds of promises were missed in that time and how often, the most missed first."""
    late = _fell_due(organisation, since, min(until, at)).filter(_LATE)
    rows = late.values_list("kind").annotate(times=Count("pk")).order_by("-times", "kind")
    return [(ClockKind(kind).label, times) for kind, times in rows]


def _fell_due(organisation: UUID, since: datetime, until: datetime) -> QuerySet[Clock]:
    return Clock.objects.filter(is_promise=True, organisation=organisation, due_at__gte=since, due_at__lt=until)


def _by_subject(clocks: QuerySet[Clock]) -> dict[UUID, list[Clock]]:
    found: dict[UUID, list[Clock]] = defaultdict(list)
    for clock in clocks.order_by("due_at", "id"):
        found[clock.subject_id].append(clock)
    return dict(found)
