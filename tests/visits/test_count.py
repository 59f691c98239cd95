"""How often help is read: counted by the day, kept half a year, told in tens."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from rugdekking.kernel.time import HALF_A_YEAR
from rugdekking.visits.counting import Seen, Tally
from rugdekking.visits.models import Act, DayCount
from rugdekking.visits.operations import destroy_due, write_down
from rugdekking.visits.queries import times_per_page, whole_months
from tests import make

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.mark.django_db
def test_what_is_read_within_a_minute_is_written_down_together() -> None:
    seen, tally = Seen(make.desk().organisation_id, "doxing"), Tally()

    for seconds in (0, 1, 59):
        tally.note(seen, at=NOON + timedelta(seconds=seconds))
    assert list(DayCount.objects.values_list("times", flat=True)) == [1]
    tally.note(seen, at=NOON + timedelta(seconds=60))

    assert list(DayCount.objects.values_list("page", "act", "day", "times")) == [("doxing", "read", TODAY, 4)]


@pytest.mark.django_db
def test_a_reader_after_midnight_in_the_netherlands_counts_for_the_new_day() -> None:
    seen, tally = Seen(make.desk().organisation_id, "doxing"), Tally()

    tally.note(seen, at=datetime(2026, 11, 20, 22, 59, tzinfo=UTC))
    tally.note(seen, at=datetime(2026, 11, 20, 23, 0, tzinfo=UTC))

    days = DayCount.objects.order_by("day").values_list("day", "times")
    assert list(days) == [(TODAY, 1), (TODAY + timedelta(days=1), 1)]


@pytest.mark.django_db
def test_nothing_in_a_count_says_who_read_or_when_on_the_day() -> None:
    columns = {field.column for field in DayCount._meta.fields}

    assert columns == {"id", "organisation_id", "page", "act", "day", "times"}


@pytest.mark.django_db
def test_numbers_are_told_in_tens_and_below_ten_not_at_all() -> None:
    organisation = make.desk().organisation_id
    write_down([(organisation, page, Act.READ, TODAY, times) for page, times in (("a", 1), ("b", 9), ("c", 39))])
    write_down(
        [(organisation, "c", Act.READ, TODAY - timedelta(days=1), 2), (organisation, "c", Act.FETCHED, TODAY, 5)]
    )

    told = times_per_page(organisation, since=TODAY - timedelta(days=1), until=TODAY)

    assert {page: str(times) for page, times in told.items()} == {
        "a": "minder dan 10",
        "b": "minder dan 10",
        "c": "40",
    }


@pytest.mark.django_db
def test_a_count_is_destroyed_after_half_a_year() -> None:
    organisation = make.desk().organisation_id
    old, kept = TODAY - timedelta(days=184), TODAY - timedelta(days=183)
    write_down([(organisation, "a", Act.READ, day, 1) for day in (old, kept, TODAY)])

    assert destroy_due(at=NOON) == 1
    assert list(DayCount.objects.order_by("day").values_list("day", flat=True)) == [kept, TODAY]


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_write_down_at_once_lose_no_reader() -> None:
    organisation = make.desk().organisation_id
    together = Barrier(4)

    def write() -> None:
        together.wait()
        for _ in range(5):
            write_down([(organisation, page, Act.READ, TODAY, 1) for page in ("b", "a")])
        connection.close()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert dict(DayCount.objects.values_list("page", "times")) == {"a": 20, "b": 20}


@pytest.mark.parametrize("today", [TODAY, date(2026, 3, 1), date(2026, 8, 31), date(2027, 1, 31), date(2028, 2, 29)])
def test_a_number_for_everybody_is_over_whole_months_of_which_every_count_is_kept(today: date) -> None:
    since, until = whole_months(today)

    assert since.day == (until + timedelta(days=1)).day == 1
    assert (until + timedelta(days=1)).month == today.month
    assert timedelta(days=150) <= until - since
    assert since >= today - HALF_A_YEAR
