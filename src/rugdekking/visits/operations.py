"""Writing counts of read pages down, and throwing them away again."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from rugdekking.kernel.time import HALF_A_YEAR, day_of
from rugdekking.visits.models import Act, DayCount

Count = tuple[UUID, str, Act, date, int]


@transaction.atomic
def write_down(counts: Iterable[Count]) -> None:
    """Add to the counts of each organisation, page, act and day.

    In a fixed order, so that two processes which write at once wait for each other and never in a ring.
    """
    for organisation, page, act, day, times in sorted(counts):
        whole = {"organisation_id": organisation, "page": page, "act": act, "day": day}
        if not _added(whole, times):
            _begin(whole, times)


def destroy_due(*, at: datetime) -> int:
    """Destroy counts older than half a year; gives how many. The privacy page names that term."""
    gone, _ = DayCount.objects.filter(day__lt=day_of(at) - HALF_A_YEAR).delete()
    return gone


def _added(whole: dict[str, object], times: int) -> bool:
    return bool(DayCount.objects.filter(**whole).update(times=F("times") + times))


def _begin(whole: dict[str, object], times: int) -> None:
    try:
        with transaction.atomic():
            DayCount.objects.create(**whole, times=times)
    except IntegrityError:
        # Another process began the same count between our look and our row.
        _added(whole, times)
