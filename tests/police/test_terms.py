"""Terms around the police: month ends, leap years, and never later than the law allows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rugdekking.clocks.terms import is_working_day
from rugdekking.police import terms
from tests.content import shipped

DAYS = st.dates(date(2017, 5, 1), date(2035, 12, 31))
OFFENCES = {one.code: one for one in shipped.offences().offences}


@given(DAYS)
def test_a_complaint_can_be_made_until_the_same_day_three_months_later(known_on: date) -> None:
    last = terms.last_day_to_complain(known_on)

    months = (last.year - known_on.year) * 12 + last.month - known_on.month
    assert months == 3
    assert last.day == known_on.day or (last.day < known_on.day and (last + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("known_on", "last"),
    [
        (date(2026, 3, 10), date(2026, 6, 10)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2024, 2, 29), date(2024, 5, 29)),
        (date(2026, 8, 31), date(2026, 11, 30)),
    ],
)
def test_month_ends_and_leap_years(known_on: date, last: date) -> None:
    assert terms.last_day_to_complain(known_on) == last


@given(DAYS, DAYS)
def test_who_knew_later_never_has_less_time(one: date, other: date) -> None:
    early, late = sorted((one, other))

    for last in (terms.last_day_to_complain, terms.last_day_to_take_back, terms.last_day_for_the_court):
        assert last(early) <= last(late)


@given(DAYS)
def test_a_complaint_is_taken_back_within_eight_days_also_over_a_weekend(made_on: date) -> None:
    assert terms.last_day_to_take_back(made_on) - made_on == timedelta(days=8)


@given(DAYS)
def test_an_objection_has_six_weeks_and_ends_on_a_working_day(told_on: date) -> None:
    last = terms.last_day_to_object(told_on)

    assert is_working_day(last)
    assert last >= told_on + timedelta(weeks=6)
    assert not any(is_working_day(last - timedelta(days=n)) for n in range(1, (last - told_on).days - 41))


@pytest.mark.parametrize(
    ("code", "on", "last"),
    [
        ("insult", date(2026, 3, 10), date(2032, 3, 10)),
        ("stalking", date(2024, 2, 29), date(2030, 2, 28)),
        ("coercing_official", date(2026, 3, 10), date(2038, 3, 10)),
        ("locked_in", date(2026, 3, 10), date(2046, 3, 10)),
        ("following", date(2026, 3, 10), date(2029, 3, 10)),
        ("killing", date(2026, 3, 10), None),
        ("sexual_assault", date(2026, 3, 10), None),
        ("insult", date(2010, 3, 10), None),
    ],
)
def test_limitation_goes_by_the_lowest_maximum_and_some_crimes_never_get_too_old(
    code: str, on: date, last: date | None
) -> None:
    assert terms.limitation(OFFENCES[code], on) == last
