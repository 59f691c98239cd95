"""How many promises were kept, per month that is over: totals and kinds, without a name."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.clocks.queries import Promises, missed_by_kind, promises
from rugdekking.kernel.time import AMSTERDAM, MONTHS, add_months, day_of
from rugdekking.organisations.roles import Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.page import show
from rugdekking.web.ui.parts import Column

MONTHS_SHOWN = 6
COLUMNS = [
    Column("Maand"),
    Column("Nagekomen", numeric=True),
    Column("Te laat", numeric=True),
    Column("Deel nagekomen", numeric=True),
]


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    counted: Promises
    share: str


@require_safe
@office(Role.COORDINATOR)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Only months that are over: a figure that moves while one looks could point at somebody's case."""
    now = timezone.now()
    this_month = day_of(now).replace(day=1)
    organisation = visit.membership.organisation_id
    months = [_month(organisation, add_months(this_month, -back), now) for back in range(1, MONTHS_SHOWN + 1)]
    since, until = _start(add_months(this_month, -MONTHS_SHOWN)), _start(this_month)
    context = {
        "months": months,
        "columns": COLUMNS,
        "missed": missed_by_kind(organisation=organisation, since=since, until=until, at=now),
        "any": any(month.counted.share is not None for month in months),
    }
    return show(request, visit, "office/own/promises.html", context)


def _month(organisation: UUID, first: date, now: datetime) -> Month:
    counted = promises(organisation=organisation, since=_start(first), until=_start(add_months(first, 1)), at=now)
    share = "geen beloftes" if counted.share is None else f"{round(counted.share * 100)} %"
    return Month(f"{MONTHS[first.month - 1]} {first.year}", counted, share)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=AMSTERDAM)
