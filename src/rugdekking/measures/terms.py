"""From when until when a measure holds, and when somebody looks at it again: pure rules.

An end does not move for a weekend or a holiday, because that would make a measure last longer than was decided. A
review that falls on such a day is done on the working day before, and a term to object ends on the working day
after (Algemene termijnenwet, article 1).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from rugdekking.clocks.terms import add_to_day, is_working_day, this_or_next_working_day
from rugdekking.content.schema import Span, Term, Unit
from rugdekking.protocols.wording import span

_ONE_DAY = timedelta(days=1)
# Awb 6:7, counted from the day after it was made known (6:8).
_OBJECTION = Span(amount=6, unit=Unit.WEEKS)


@dataclass(frozen=True, slots=True)
class Days:
    """When a measure holds: from `begins_on` until and with `ends_on`, looked at again on `review_on`."""

    begins_on: date
    review_on: date
    ends_on: date
    latest_end: date


def days_of(term: Term, *, length: int, begins_on: date) -> Days:
    """The days of a measure of `length` in the unit of `term`. Raises ValueError for a length outside it."""
    if not term.minimum.amount <= length <= term.maximum.amount:
        raise ValueError(f"length lies outside the term of the protocol: {length}")
    ends_on = last_day(begins_on, Span(amount=length, unit=term.default.unit))
    return Days(
        begins_on=begins_on,
        review_on=review_day(begins_on, term.review_after, ends_on=ends_on),
        ends_on=ends_on,
        latest_end=last_day(begins_on, term.maximum),
    )


def last_day(begins_on: date, lasts: Span) -> date:
    """The last day of a term that starts with the day `begins_on`.

    Three months from 10 March end with 9 June. Where the later month has no such day, they end with its last.
    """
    after = add_to_day(begins_on, lasts)
    shorter_month = lasts.unit is Unit.MONTHS and after.day < begins_on.day
    return after if shorter_month else after - _ONE_DAY


def review_day(since: date, after: Span, *, ends_on: date) -> date:
    """When somebody looks at it again, `after` the day `since`: on a working day, and never after the end."""
    day = min(add_to_day(since, after), ends_on)
    while not is_working_day(day) and day > since:
        day -= _ONE_DAY
    return day


def last_day_to_object(told_on: date) -> date:
    """The last day of the six weeks in which somebody who was told on `told_on` can object."""
    return this_or_next_working_day(add_to_day(told_on, _OBJECTION))


def choices(term: Term) -> list[tuple[int, str]]:
    """Every length that the protocol allows, in words."""
    unit = term.default.unit
    amounts = range(term.minimum.amount, term.maximum.amount + 1)
    return [(amount, span(Span(amount=amount, unit=unit))) for amount in amounts]
