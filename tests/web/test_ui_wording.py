"""Days, times, numbers and sizes as people in the Netherlands write them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rugdekking.kernel import phones
from rugdekking.kernel.time import AMSTERDAM, HALF_A_YEAR
from rugdekking.web.ui import wording
from rugdekking.web.ui.opening import closed_now
from tests.content import shipped

EVENING = datetime(2026, 7, 31, 22, 5, tzinfo=UTC)


def test_a_moment_is_told_in_dutch_time() -> None:
    assert wording.day_and_time(EVENING) == "1 augustus 2026, 0.05 uur"
    assert wording.clock(EVENING) == "0.05 uur"
    assert wording.weekday(EVENING) == "zaterdag 1 augustus"
    assert wording.short_day(EVENING) == "01-08-2026"


def test_a_day_without_time_is_told_without_time() -> None:
    assert wording.day_and_time(date(2026, 11, 21)) == "21 november 2026"


@pytest.mark.parametrize(
    ("written", "dialled", "spoken"),
    [
        ("070-3738314", "+31703738314", "(070) 373 83 14"),
        ("0512 345678", "+31512345678", "(0512) 34 56 78"),
        ("06-12345678", "+31612345678", "06 12 34 56 78"),
        ("+31 70 373 83 14", "+31703738314", "(070) 373 83 14"),
        ("0031703738314", "+31703738314", "(070) 373 83 14"),
        ("112", "112", "112"),
        ("0900-8844", "09008844", "0900-8844"),
        ("0900 8844", "09008844", "0900-8844"),
        ("+32 2 123 45 67", "+3221234567", "+32 2 123 45 67"),
    ],
)
def test_a_phone_number_can_be_read_and_dialled(written: str, dialled: str, spoken: str) -> None:
    assert phones.dialled(written) == dialled
    assert phones.spoken(written) == spoken


@pytest.mark.parametrize(("octets", "text"), [(1, "1 kB"), (444_000, "444 kB"), (1_240_000, "1,2 MB")])
def test_a_size_is_told_with_a_comma(octets: int, text: str) -> None:
    assert wording.size(octets) == text


@pytest.mark.parametrize(
    ("hours", "moment", "closed"),
    [
        ("maandag tot en met vrijdag, 8.30 tot 17.30 uur", "2026-03-10 23:40", True),
        ("maandag tot en met vrijdag, 8.30 tot 17.30 uur", "2026-03-10 08:30", False),
        ("maandag tot en met vrijdag, 8.30 tot 17.30 uur", "2026-03-14 12:00", True),
        ("elke werkdag, 9.00 tot 17.00 uur", "2026-03-13 12:00", False),
        ("elke werkdag, 9.00 tot 17.00 uur", "2026-03-15 12:00", True),
        ("op werkdagen van 9.00 tot 17.00 uur", "2026-04-27 12:00", True),
        ("op werkdagen en op zaterdag, 9.00 tot 17.00 uur", "2026-03-14 12:00", False),
        ("9.00 tot 17.00 uur op werkdagen", "2026-03-15 12:00", True),
        ("maandag, dinsdag en donderdag van 9.00 tot 17.00 uur", "2026-03-12 12:00", False),
        ("maandag, dinsdag en donderdag van 9.00 tot 17.00 uur", "2026-03-11 12:00", True),
        ("maandag t/m donderdag 9.00-17.00, vrijdag 9.00-12.00", "2026-03-13 11:00", False),
        ("maandag t/m donderdag 9.00-17.00, vrijdag 9.00-12.00", "2026-03-13 15:00", True),
        ("werkdagen 9.00 tot 12.00 en 13.00 tot 17.00 uur", "2026-03-14 14:00", True),
        ("elke dag van 9.00 tot 12.00 en van 13.00 tot 17.00 uur", "2026-03-14 12:30", True),
        ("elke dag van 9.00 tot 12.00 en van 13.00 tot 17.00 uur", "2026-03-14 13:30", False),
        ("elke werkdag van 20.00 tot 8.00 uur", "2026-03-10 23:40", False),
        ("elke werkdag van 20.00 tot 8.00 uur", "2026-03-14 07:30", False),
        ("elke werkdag van 20.00 tot 8.00 uur", "2026-03-14 23:40", True),
        ("elke werkdag van 20.00 tot 8.00 uur", "2026-03-10 12:00", True),
        ("0.00 tot 24.00 uur", "2026-03-10 23:40", False),
        ("dag en nacht", "2026-03-10 23:40", False),
        ("9.00 tot 99.00", "2026-03-10 23:40", False),
        ("", "2026-03-10 23:40", False),
    ],
)
def test_the_hours_tell_whether_somebody_answers_now(hours: str, moment: str, *, closed: bool) -> None:
    assert closed_now(hours, at=datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)) is closed


def test_each_number_of_a_service_is_written_as_the_site_writes_numbers() -> None:
    services = shipped.services().services

    assert [one.phone for one in services] == [phones.spoken(one.dial) for one in services]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=10), "10 minuten"),
        (timedelta(minutes=90), "90 minuten"),
        (timedelta(hours=1), "een uur"),
        (timedelta(hours=3), "3 uur"),
        (timedelta(days=14), "14 dagen"),
        (HALF_A_YEAR, "een half jaar"),
    ],
)
def test_a_length_of_time_is_told_as_people_say_it(span: timedelta, words: str) -> None:
    assert wording.lasting(span) == words
