"""Moments of a story, written so that they fit whatever day the demo is made on."""

from datetime import date, datetime, time, timedelta

from rugdekking.clocks.terms import add_working_days, is_working_day
from rugdekking.kernel.time import AMSTERDAM, day_of


def start_of(written: str, *, at: datetime) -> datetime:
    """When a story begins: `34d 21:40` is so many days before `at` at that hour, `3h` so many hours before.

    `5w 10:15` is so many working days before: for stories in which the desk acts on the same day.
    """
    if written.endswith("h"):
        return at - timedelta(hours=int(written[:-1]))
    days, clock = written.split(" ")
    amount, today = int(days[:-1]), day_of(at)
    return _on(_working_days_before(today, amount) if days.endswith("w") else today - timedelta(days=amount), clock)


def moment_after(written: str, *, start: datetime, last: datetime) -> datetime:
    """When a step happens: `2 09:10` is the second working day after the start, `0` the day itself.

    `45m` is so many minutes after the step before, which happened at `last`.
    """
    if written.endswith("m"):
        return last + timedelta(minutes=int(written[:-1]))
    days, clock = written.split(" ")
    return _on(add_working_days(day_of(start), int(days)) if int(days) else day_of(start), clock)


def _working_days_before(day: date, amount: int) -> date:
    for _ in range(amount):
        day -= timedelta(days=1)
        while not is_working_day(day):
            day -= timedelta(days=1)
    return day


def _on(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=AMSTERDAM)
