"""Which help is read, so told that it leads back to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Sum

from rugdekking.kernel.time import add_months
from rugdekking.visits.models import Act, DayCount

SMALLEST: Final = 10
# Whole months that are kept for certain, whatever the day (see `destroy_due`).
WHOLE_MONTHS: Final = 5


@dataclass(frozen=True, slots=True)
class Rounded:
    """A count in tens. Below ten nobody learns whether it was one reader or nine, also not by subtracting."""

    tens: int

    @classmethod
    def of(cls, times: int) -> "Rounded":
        return cls(times // SMALLEST * SMALLEST)

    def __str__(self) -> str:
        return f"{self.tens}" if self.tens else f"minder dan {SMALLEST}"


def times_per_page(organisation: UUID, *, since: date, until: date, act: Act = Act.READ) -> Mapping[str, Rounded]:
    """How often each page was read from `since` up to and including `until`; a page that nobody read is absent."""
    rows = (
        DayCount.objects.filter(organisation=organisation, act=act, day__gte=since, day__lte=until)
        .values_list("page")
        .annotate(Sum("times"))
    )
    return {page: Rounded.of(times) for page, times in rows}


def whole_months(today: date) -> tuple[date, date]:
    """The first and the last day of the months before this one of which all counts are kept.

    For a number that everybody reads: over the running month it would grow while somebody looks, and who fetches
    nine times and sees ten knows of the one other.
    """
    this = today.replace(day=1)
    return add_months(this, -WHOLE_MONTHS), this - timedelta(days=1)
