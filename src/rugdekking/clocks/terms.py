"""Arithmetic of terms, pure: hours, working days, weeks and months in the Netherlands.

A term in days, weeks, working days or months ends when the desk closes on its last day: never later than the law
allows, and at an hour at which somebody can still act. Holidays are those of the Algemene termijnenwet, article 3,
with Good Friday and the fifth of May in every year. Months run to the same day of a later month, or to its last
day when it is shorter, as for the three months of article 66 of the Wetboek van Strafrecht.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from rugdekking.content.schema import Span, Unit
from rugdekking.kernel.time import AMSTERDAM, add_months, day_of

OPENS = time(9, 0)
CLOSES = time(17, 0)
_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def holidays_in(year: int) -> frozenset[date]:
    """The public holidays of one year. The library is loaded at first use, so that starting stays light."""
    from holidays import country_holidays
    from holidays.constants import OPTIONAL, PUBLIC

    return frozenset(country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL)))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays_in(day.year)


def this_or_next_working_day(day: date) -> date:
    """`day` itself when people work then, else the first day after it on which they do."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def add_working_days(day: date, amount: int) -> date:
    """The working day that comes `amount` working days after `day`; with 0, this or the next one."""
    day = this_or_next_working_day(day) if amount == 0 else day
    for _ in range(amount):
        day = this_or_next_working_day(day + _ONE_DAY)
    return day


def add_working_hours(moment: datetime, amount: int) -> datetime:
    """The moment at which the desk was open for `amount` hours after `moment`."""
    left = timedelta(hours=amount)
    day = this_or_next_working_day(day_of(moment))
    while True:
        start = max(moment, _on(day, OPENS))
        end = _on(day, CLOSES)
        if start + left <= end:
            return start + left
        left -= max(end - start, timedelta())
        day = add_working_days(day, 1)


_DAY_AFTER: Mapping[Unit, Callable[[date, int], date]] = {
    Unit.DAYS: lambda day, amount: day + timedelta(days=amount),
    Unit.WEEKS: lambda day, amount: day + timedelta(weeks=amount),
    Unit.MONTHS: add_months,
    Unit.WORKING_DAYS: add_working_days,
}
_RUNNING_TIME: Mapping[Unit, timedelta] = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}


def add_to_day(day: date, span: Span) -> date:
    """The day on which a term of `span` that starts on `day` ends. Raises KeyError for a span in hours or minutes."""
    return _DAY_AFTER[span.unit](day, span.amount)


def due_after(moment: datetime, span: Span, *, on_working_day: bool = False) -> datetime:
    """When a term of `span` that starts at `moment` is due.

    Minutes and hours run through nights and weekends; with `on_working_day` any other term that would end on a
    weekend or holiday ends on the next working day. A term never ends before it starts.
    """
    if span.unit in _RUNNING_TIME:
        return moment.astimezone(UTC) + span.amount * _RUNNING_TIME[span.unit]
    if span.unit is Unit.WORKING_HOURS:
        return add_working_hours(moment, span.amount)
    day = add_to_day(day_of(moment), span)
    return max(moment, closing_of(this_or_next_working_day(day) if on_working_day else day))


def closing_of(day: date) -> datetime:
    """The moment at which whatever falls due on `day` is due."""
    return _on(day, CLOSES)


def before(moment: datetime, span: Span) -> datetime:
    """The moment that lies `span` before `moment`, for warnings. Days keep the hour on the Dutch clock."""
    if span.unit in _RUNNING_TIME:
        return moment.astimezone(UTC) - span.amount * _RUNNING_TIME[span.unit]
    local = moment.astimezone(AMSTERDAM)
    return _on(_DAY_AFTER[span.unit](local.date(), -span.amount), local.time())


def next_warning(started: datetime, due: datetime, warnings: Sequence[Span], *, after: datetime) -> datetime | None:
    """The first warning that comes after `after` and not before the term started; none when all have been."""
    moments = sorted(before(due, span) for span in warnings)
    return next((moment for moment in moments if moment >= started and moment > after), None)


def _on(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=AMSTERDAM)
