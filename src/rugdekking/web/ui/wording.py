"""How days, times, phone numbers and sizes are written in Dutch."""

from datetime import date, datetime, timedelta

from rugdekking.kernel.time import AMSTERDAM, HALF_A_YEAR, MONTHS, written_out

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def _local(moment: date | datetime) -> date | datetime:
    return moment.astimezone(AMSTERDAM) if isinstance(moment, datetime) else moment


def day(moment: date | datetime) -> str:
    """ "21 november 2026"."""
    return written_out(_local(moment))


def weekday(moment: date | datetime) -> str:
    """ "zaterdag 21 november": for a promise in the coming weeks."""
    local = _local(moment)
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"


def short_day(moment: date | datetime) -> str:
    """ "21-11-2026": only in tables of the office."""
    return f"{_local(moment):%d-%m-%Y}"


def clock(moment: datetime) -> str:
    """ "14.30 uur"."""
    local = moment.astimezone(AMSTERDAM)
    return f"{local.hour}.{local.minute:02} uur"


def day_and_time(moment: date | datetime) -> str:
    """ "21 november 2026, 14.30 uur", or the day alone when no time is known."""
    return f"{day(moment)}, {clock(moment)}" if isinstance(moment, datetime) else day(moment)


def day_and_hour(moment: date | datetime) -> str:
    """ "21 november 2026, tussen 14 en 15 uur": of what is known to the hour."""
    if not isinstance(moment, datetime):
        return day(moment)
    hour = moment.astimezone(AMSTERDAM).hour
    return f"{day(moment)}, tussen {hour} en {hour + 1} uur"


def lasting(span: timedelta) -> str:
    """ "10 minuten", "een uur", "een half jaar": a length of time in a sentence."""
    if span == HALF_A_YEAR:
        return "een half jaar"
    if span.days:
        return f"{span.days} dagen"
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{60 * hours + minutes} minuten" if minutes else f"{hours} uur" if hours > 1 else "een uur"


def size(octets: int) -> str:
    """ "444 kB" or "1,2 MB"."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} kB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")
