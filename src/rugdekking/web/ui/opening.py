"""Whether somebody answers now, read from the opening hours as an administrator wrote them."""

import re
from datetime import datetime, time

from rugdekking.kernel.time import AMSTERDAM

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_FROM_TO = re.compile(r"(\d{1,2})[.:](\d{2})(?: uur)?\s*(?:tot|-|–)\s*(\d{1,2})[.:](\d{2})")
_WEEK = re.compile(rf"({'|'.join(_DAYS)})\s+(?:tot en met|t/m)\s+({'|'.join(_DAYS)})")


def closed_now(hours: str, *, at: datetime) -> bool:
    """Whether nobody answers at this moment. Of hours that say no times nobody knows, so then it is not said."""
    local = at.astimezone(AMSTERDAM)
    spans = [(_time(one[1], one[2]), _time(one[3], one[4])) for one in _FROM_TO.finditer(hours)]
    if not spans or any(begin is None or end is None for begin, end in spans):
        return False
    week = _WEEK.search(hours.lower())
    if week is not None and not _DAYS.index(week[1]) <= local.weekday() <= _DAYS.index(week[2]):
        return True
    return not any(begin <= local.time() < end for begin, end in spans if begin is not None and end is not None)


def _time(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None
