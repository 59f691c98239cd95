"""How days, times, phone numbers and sizes are written in Dutch."""

import re
from datetime import date, datetime

from rugdekking.kernel.time import AMSTERDAM, MONTHS, written_out

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
# Area codes have three digits or four; these are the ones of three, after the zero.
SHORT_AREA_CODES = frozenset({10, 13, 14, 15, 20, 23, 24, 26, 30, 33, 35, 36, 38, 40, 43, 45, 46, 50, 53, 55, 58}) | (
    frozenset({*range(70, 80), 85, 88})
)


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


def dialled(number: str) -> str:
    """`number` as a telephone dials it: "+31703738314", and "112" or "0900-8844" without country code."""
    digits = re.sub(r"[^\d+]", "", number)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if digits.startswith("0") and len(digits) == 10 and not digits.startswith(("0800", "0900")):
        return f"+31{digits[1:]}"
    return digits


def spoken(number: str) -> str:
    """`number` as people read it: "(070) 373 83 14", "0900-8844". One that is not Dutch stays as it was typed."""
    digits = re.sub(r"^(\+31|0031)", "0", re.sub(r"[^\d+]", "", number))
    if len(digits) != 10 or not digits.startswith("0") or digits.startswith(("0800", "0900")):
        return re.sub(r"^(0[89]00)\D*(\d+)$", r"\1-\2", number.strip())
    if digits.startswith("06"):
        return f"06 {digits[2:4]} {digits[4:6]} {digits[6:8]} {digits[8:]}"
    if int(digits[:3]) in SHORT_AREA_CODES:
        return f"({digits[:3]}) {digits[3:6]} {digits[6:8]} {digits[8:]}"
    return f"({digits[:4]}) {digits[4:6]} {digits[6:8]} {digits[8:]}"


def size(octets: int) -> str:
    """ "444 kB" or "1,2 MB"."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} kB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")
