"""Whether somebody answers now, read from the opening hours as an administrator wrote them."""

import re
from datetime import date, datetime, time

from rugdekking.clocks.terms import is_working_day
from rugdekking.kernel.time import AMSTERDAM

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_FROM_TO = re.compile(r"(\d{1,2})[.:](\d{2})(?: uur)?\s*(?:tot|-|–)\s*(\d{1,2})[.:](\d{2})")
_WORKING_DAYS = re.compile(r"\b(?:werkdag|werkdagen|doordeweeks)\b")
_WEEK = re.compile(rf"({'|'.join(_DAYS)})\s+(?:tot en met|t/m)\s+({'|'.join(_DAYS)})")


def closed_now(hours: str, *, at: datetime) -> bool:
    """Whether nobody answers at this moment. Of hours that say no times nobody knows, so then it is not said."""
    local = at.astimezone(AMSTERDAM)
    spans = [(_time(one[1], one[2]), _time(one[3], one[4])) for one in _FROM_TO.finditer(hours)]
    if not spans or any(begin is None or end is None for begin, end in spans):
        return False
    if not _is_a_day_of(hours.lower(), local.date()):
        return True
    return not any(begin <= local.time() < end for begin, end in spans if begin is not None and end is not None)


def _is_a_day_of(hours: str, day: date) -> bool:
    """Whether these hours name `day`. Hours that name no days hold for all of them."""
    week = _WEEK.search(hours)
    if week is not None:
        return _DAYS.index(week[1]) <= day.weekday() <= _DAYS.index(week[2])
    return is_working_day(day) or not _WORKING_DAYS.search(hours) or _DAYS[day.weekday()] in hours


def _time(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None
