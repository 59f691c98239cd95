"""Whether somebody answers now, read from the opening hours as an administrator wrote them."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from rugdekking.clocks.terms import is_working_day
from rugdekking.kernel.time import AMSTERDAM

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAY = re.compile("|".join(_DAYS))
_WEEK = re.compile(rf"({'|'.join(_DAYS)})\s+(?:tot en met|t/m)\s+({'|'.join(_DAYS)})")
_WORKING_DAYS = re.compile(r"\b(?:werkdag|werkdagen|doordeweeks)\b")
_FROM_TO = re.compile(r"(\d{1,2})[.:](\d{2})(?: uur)?\s*(?:tot|-|–)\s*(\d{1,2})[.:](\d{2})")


def closed_now(hours: str, *, at: datetime) -> bool:
    """Whether nobody answers at this moment. Of hours that say no times nobody knows, so then it is not said."""
    local = at.astimezone(AMSTERDAM)
    try:
        spans = list(_spans(hours.lower()))
    except ValueError:
        return False
    return bool(spans) and not any(_open(local, days, begin, end) for days, begin, end in spans)


def _open(local: datetime, days: str, begin: time, end: time) -> bool:
    """Whether this is one of those hours. "20.00 tot 8.00" goes on into the next morning."""
    now, today = local.time(), local.date()
    if begin < end:
        return begin <= now < end and _names(days, today)
    return (now >= begin and _names(days, today)) or (now < end and _names(days, today - timedelta(days=1)))


def _spans(hours: str) -> Iterator[tuple[str, time, time]]:
    """From when until when, with the words that say on which days: those before it, or else all there are.

    Raises ValueError for a time that no clock shows.
    """
    days, done = hours, 0
    for span in _FROM_TO.finditer(hours):
        before, done = hours[done : span.start()], span.end()
        if _DAY.search(before) or _WORKING_DAYS.search(before):
            days = before
        begin_hour, begin_minute, end_hour, end_minute = map(int, span.groups())
        yield days, time(begin_hour, begin_minute), time(end_hour, end_minute)


def _names(words: str, day: date) -> bool:
    """Whether `words` name this day. Words without days hold for all of them."""
    named = {_DAYS.index(one) for one in _DAY.findall(words)}
    for first, last in _WEEK.findall(words):
        named |= set(range(_DAYS.index(first), _DAYS.index(last) + 1))
    works = _WORKING_DAYS.search(words) is not None
    return day.weekday() in named or (works and is_working_day(day)) or not (named or works)
