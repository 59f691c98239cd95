"""Terms in the Netherlands: holidays, office hours, month ends and leap years."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rugdekking.clocks import terms
from rugdekking.content.schema import Span, Unit
from rugdekking.kernel.time import AMSTERDAM, add_months

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))
MOMENTS = st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + timedelta(minutes=minutes),
    DAYS,
    st.integers(min_value=0, max_value=24 * 60 - 1),
)
SPANS = st.builds(Span, amount=st.integers(min_value=0, max_value=60), unit=st.sampled_from(list(Unit)))


def span(amount: int, unit: Unit) -> Span:
    return Span(amount=amount, unit=unit)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),
        date(2026, 4, 27),  # King's day
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
    ],
)
def test_nobody_works_on_a_dutch_holiday(day: date) -> None:
    assert not terms.is_working_day(day)


def test_kings_day_moves_when_it_falls_on_a_sunday() -> None:
    assert date(2025, 4, 26) in terms.holidays_in(2025)
    assert date(2025, 4, 27) not in terms.holidays_in(2025)


def test_who_reports_on_good_friday_is_called_on_the_tuesday_after_easter() -> None:
    due = terms.due_after(local(2026, 4, 3, 21, 0), span(1, Unit.WORKING_DAYS))

    assert due == local(2026, 4, 7, 17, 0)


def test_forty_eight_hours_run_through_the_weekend() -> None:
    due = terms.due_after(local(2026, 3, 6, 16, 0), span(48, Unit.HOURS), on_working_day=True)

    assert due == local(2026, 3, 8, 16, 0)


def test_forty_eight_hours_are_as_long_when_the_clock_is_put_forward() -> None:
    start = local(2026, 3, 28, 16, 0)

    due = terms.due_after(start, span(48, Unit.HOURS))

    assert due.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=48)


@pytest.mark.parametrize(
    ("learned", "last"),
    [
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2027, 11, 29), date(2028, 2, 29)),
        (date(2024, 2, 29), date(2024, 5, 29)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_a_complaint_can_be_made_for_three_months(learned: date, last: date) -> None:
    assert add_months(learned, 3) == last


def test_an_objection_term_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    # Six weeks after 23 March 2026 is Monday 4 May; after 24 March it is 5 May, a holiday.
    due = terms.due_after(local(2026, 3, 24, 12, 0), span(6, Unit.WEEKS), on_working_day=True)

    assert due == local(2026, 5, 6, 17, 0)


def test_the_complaint_term_does_not_move_for_a_holiday() -> None:
    due = terms.due_after(local(2026, 2, 5, 12, 0), span(3, Unit.MONTHS))

    assert due == local(2026, 5, 5, 17, 0)


def test_working_hours_stop_when_the_desk_closes() -> None:
    due = terms.due_after(local(2026, 3, 6, 16, 0), span(4, Unit.WORKING_HOURS))

    assert due == local(2026, 3, 9, 12, 0)


def test_working_hours_begin_when_the_desk_opens() -> None:
    assert terms.add_working_hours(local(2026, 3, 7, 3, 0), 2) == local(2026, 3, 9, 11, 0)


def test_each_warning_comes_in_turn_and_none_before_the_start() -> None:
    started, due = local(2026, 1, 15, 10, 0), local(2026, 4, 15, 17, 0)
    warnings = [span(6, Unit.WEEKS), span(3, Unit.DAYS), span(20, Unit.WEEKS)]

    first = terms.next_warning(started, due, warnings, after=started)
    assert first == local(2026, 3, 4, 17, 0)
    second = terms.next_warning(started, due, warnings, after=first)
    assert second == local(2026, 4, 12, 17, 0)
    assert terms.next_warning(started, due, warnings, after=second) is None


@given(MOMENTS, SPANS)
def test_a_term_never_ends_before_it_starts(moment: datetime, length: Span) -> None:
    end = terms.due_after(moment, length)

    assert moment <= end <= terms.due_after(moment, length, on_working_day=True)


@given(MOMENTS, SPANS)
def test_a_longer_term_never_ends_earlier(moment: datetime, length: Span) -> None:
    longer = Span(amount=length.amount + 1, unit=length.unit)

    assert terms.due_after(moment, longer) >= terms.due_after(moment, length)


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_working_days_end_on_a_working_day_and_count_every_one_between(day: date, amount: int) -> None:
    end = terms.add_working_days(day, amount)

    between = [day + timedelta(days=passed) for passed in range(1, (end - day).days + 1)]
    assert terms.is_working_day(end)
    if amount:
        assert sum(terms.is_working_day(each) for each in between) == amount


@given(DAYS, st.integers(min_value=0, max_value=120))
def test_months_skip_no_month_and_keep_the_day_where_it_exists(day: date, amount: int) -> None:
    end = add_months(day, amount)

    assert (end.year - day.year) * 12 + end.month - day.month == amount
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(MOMENTS, st.integers(min_value=0, max_value=100))
def test_working_hours_end_while_the_desk_is_open(moment: datetime, amount: int) -> None:
    end = terms.add_working_hours(moment, amount).astimezone(AMSTERDAM)

    assert terms.is_working_day(end.date())
    assert terms.OPENS <= end.time() <= terms.CLOSES
