"""The plan of the year in the demo: most of what was due is ready, one line is late, one was left out."""

from datetime import UTC, datetime, time, timedelta

from rugdekking.config.demo.cast import Cast
from rugdekking.kernel.time import day_of
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from rugdekking.plans.models import Precaution
from rugdekking.plans.operations import preparing

LATE, LEFT_OUT = "home", "listen"


def prepare(cast: Cast, *, opened: datetime, at: datetime) -> None:
    """Make the plan soon after the desk opened, and do what was due since."""
    coordinator = next(
        ring.membership for ring in cast.rings.values() if Role.COORDINATOR in roles_of(ring.membership)
    )
    begun = max(opened, datetime(day_of(at).year, 1, 5, 9, 0, tzinfo=UTC))
    plan = preparing.begin_year(cast.desk.organisation, year=day_of(at).year, by=coordinator, at=min(begun, at))
    for row in Precaution.objects.filter(preparation=plan, due_on__lt=day_of(at)).select_related("owner"):
        ended = datetime.combine(row.due_on - timedelta(days=3), time(10), tzinfo=UTC)
        if row.code == LEFT_OUT:
            preparing.leave_out(row, reason="De fracties doen dit zelf al elke maand.", by=coordinator, at=ended)
        elif row.code != LATE:
            preparing.tick(row, remark="", by=row.owner or coordinator, at=ended)
