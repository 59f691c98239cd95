"""Where a case stands in the queue: one moment, from an alarm over the nearest clock to the day it was closed."""

from datetime import datetime, timedelta

from rugdekking.cases.models import Case
from rugdekking.cases.models.case import AFTER_ALL, AT_ONCE, NO_TERM


def urgency(case: Case, nearest: datetime | None) -> datetime:
    """The place of `case`, whose nearest running clock is due at `nearest`."""
    if case.closed_on is not None:
        return AFTER_ALL - timedelta(days=case.closed_on.toordinal())
    return AT_ONCE if case.unsafe_now else nearest or NO_TERM
