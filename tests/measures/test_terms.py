"""From when until when a measure holds, and when somebody looks at it again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rugdekking.clocks.terms import is_working_day
from rugdekking.content.schema import Span, Term, Unit
from rugdekking.measures.terms import days_of, last_day, last_day_to_object, review_day


def months(amount: int) -> Span:
    return Span(amount=amount, unit=Unit.MONTHS)


TERM = Term(minimum=months(1), default=months(3), maximum=months(12), review_after=months(3))


@pytest.mark.parametrize(
    ("begins_on", "lasts", "ends_on"),
    [
        (date(2026, 3, 10), months(3), date(2026, 6, 9)),
        (date(2026, 1, 1), months(12), date(2026, 12, 31)),
        (date(2026, 1, 31), months(1), date(2026, 2, 28)),
        (date(2028, 1, 31), months(1), date(2028, 2, 29)),
        (date(2028, 2, 29), months(12), date(2029, 2, 28)),
        (date(2027, 3, 1), months(12), date(2028, 2, 29)),
        (date(2028, 2, 29), Span(amount=1, unit=Unit.DAYS), date(2028, 2, 29)),
        (date(2026, 3, 10), Span(amount=2, unit=Unit.WEEKS), date(2026, 3, 23)),
    ],
)
def test_the_day_on_which_it_begins_counts_and_leap_days_do_as_well(
    begins_on: date, lasts: Span, ends_on: date
) -> None:
    assert last_day(begins_on, lasts) == ends_on


def test_an_end_on_a_holiday_does_not_move() -> None:
    days = days_of(TERM, length=3, begins_on=date(2026, 9, 26))

    assert days.ends_on == date(2026, 12, 25)


def test_a_review_on_a_holiday_is_done_on_the_working_day_before() -> None:
    """Easter Monday of 2026 is 6 April; Good Friday is no working day either."""
    assert days_of(TERM, length=12, begins_on=date(2026, 1, 6)).review_on == date(2026, 4, 2)


def test_a_short_measure_is_looked_at_before_it_ends() -> None:
    days = days_of(TERM, length=1, begins_on=date(2026, 3, 10))

    assert (days.review_on, days.ends_on) == (date(2026, 4, 9), date(2026, 4, 9))


@pytest.mark.parametrize(
    ("told_on", "until"),
    [
        (date(2026, 3, 10), date(2026, 4, 21)),
        (date(2026, 3, 24), date(2026, 5, 6)),
        (date(2026, 4, 4), date(2026, 5, 18)),
        (date(2028, 1, 18), date(2028, 2, 29)),
    ],
)
def test_six_weeks_to_object_end_on_a_working_day(told_on: date, until: date) -> None:
    """The day after 5 May, the Monday after a Saturday, and a leap day."""
    assert last_day_to_object(told_on) == until


@pytest.mark.parametrize("length", [0, 13])
def test_no_other_length_than_the_protocol_allows(length: int) -> None:
    with pytest.raises(ValueError, match="outside the term"):
        days_of(TERM, length=length, begins_on=date(2026, 3, 10))


@given(
    length=some.integers(1, 12),
    begins_on=some.dates(date(2024, 1, 1), date(2032, 12, 31)),
    review=some.integers(1, 14),
)
def test_a_review_never_comes_before_the_begin_or_after_the_end(length: int, begins_on: date, review: int) -> None:
    term = Term(minimum=months(1), default=months(3), maximum=months(12), review_after=months(review))

    days = days_of(term, length=length, begins_on=begins_on)

    assert begins_on <= days.review_on <= days.ends_on <= days.latest_end
    assert is_working_day(days.review_on) or days.review_on == begins_on


@given(since=some.dates(date(2024, 1, 1), date(2032, 12, 31)), weeks=some.integers(0, 60))
def test_a_review_is_never_later_than_planned(since: date, weeks: int) -> None:
    day = review_day(since, Span(amount=weeks, unit=Unit.WEEKS), ends_on=date(2040, 1, 1))

    assert since <= day
    assert (day - since).days <= 7 * weeks
