"""Moments of a story, written so that they fit whatever day the demo is made on."""

from datetime import date, datetime, time, timedelta

from rugdekking.clocks.terms import add_working_days
from rugdekking.kernel.time import AMSTERDAM, day_of


def start_of(written: str, *, at: datetime) -> datetime:
    """When a story begins: `34d 21:40` is so many days before `at` at that hour, `3h` so many hours before."""
    if written.endswith("h"):
        return at - timedelta(hours=int(written[:-1]))
    days, clock = written.split("d ")
    return _on(day_of(at) - timedelta(days=int(days)), clock)


def moment_after(written: str, *, start: datetime, last: datetime) -> datetime:
    """When a step happens: `2 09:10` is the second working day after the start, `0` the day itself.

    `45m` is so many minutes after the step before, which happened at `last`.
    """
    if written.endswith("m"):
        return last + timedelta(minutes=int(written[:-1]))
    days, clock = written.split(" ")
    return _on(add_working_days(day_of(start), int(days)) if int(days) else day_of(start), clock)


def _on(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=AMSTERDAM)
