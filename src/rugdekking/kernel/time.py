"""Moments are kept no finer than they are needed: exact times tie a visit to a report."""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# How long the log and the counts of read pages are kept.
HALF_A_YEAR = timedelta(days=183)
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def to_the_hour(moment: datetime) -> datetime:
    """`moment` without minutes and seconds, for clocks that need no more."""
    return moment.replace(minute=0, second=0, microsecond=0)


def day_of(moment: datetime) -> date:
    """The calendar day in the Netherlands on which `moment` falls."""
    return moment.astimezone(AMSTERDAM).date()


def start_of(day: date) -> datetime:
    """The moment at which this day begins in the Netherlands."""
    return datetime.combine(day, time(), tzinfo=AMSTERDAM)


def add_months(day: date, amount: int) -> date:
    """The same day `amount` months later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def written_out(day: date) -> str:
    """ "21 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
