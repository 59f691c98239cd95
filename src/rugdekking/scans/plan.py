"""What somebody keeps of a scan: a plan as plain text, and a day in the calendar that says nothing."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from rugdekking.content.schema import Advice, Scan
from rugdekking.kernel.time import add_months, day_of, written_out
from rugdekking.scans.weighing import Answers, Outcome

FIRST, LATER = "Hier begint u mee", "Daarna"
# Half a year is long enough for something to have changed.
MONTHS = 6


def as_text(scan: Scan, outcome: Outcome, *, on: date, roles: Mapping[str, str]) -> str:
    """The plan as a file, as the script of the page makes it too: boxes to tick, or thoughts when nothing weighs.

    `roles` names the roles of an organisation's scan as this kind of organisation calls them.
    """
    return "\n".join([scan.title, f"Gemaakt op {written_out(on)}", *_sections(scan, outcome, roles), ""])


def who(advice: Advice, roles: Mapping[str, str]) -> str:
    """Who does it and by when, in an organisation's scan; else nothing."""
    if advice.role is None or advice.weeks is None:
        return ""
    weeks = "1 week" if advice.weeks == 1 else f"{advice.weeks} weken"
    return f"{roles.get(advice.role, advice.role)}, binnen {weeks}."


def reminder(*, at: datetime, uid: UUID) -> str:
    """A calendar file (RFC 5545) for a whole day, half a year from `at`. It tells nobody which scan or whose site."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Agenda//NL",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{add_months(day_of(at), MONTHS):%Y%m%d}",
        "SUMMARY:Zelfscan opnieuw doen",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(lines)


def _sections(scan: Scan, outcome: Outcome, roles: Mapping[str, str]) -> Iterator[str]:
    if scan.bands:
        yield from _levels(scan, outcome)
        yield from _advice(scan, (FIRST, outcome.first), roles)
        yield from _advice(scan, (LATER, outcome.later), roles)
    else:
        yield from _thoughts(scan, outcome)


def _levels(scan: Scan, outcome: Outcome) -> Iterator[str]:
    titles = {theme.code: theme.title for theme in scan.themes}
    bands = {band.code: band.title for band in scan.bands}
    yield ""
    yield from (f"{titles[part.code]}: {bands[part.band]}" for part in outcome.parts if part.band)


def _advice(scan: Scan, part: tuple[str, Answers], roles: Mapping[str, str]) -> Iterator[str]:
    heading, named = part
    advice = {(question.code, choice.code): choice.advice for question, choice in scan.choices()}
    if named:
        yield from ("", heading)
    for name in named:
        if one := advice[name]:
            yield from (f"[ ] {one.text}", f"    Eerste stap: {one.step}")
            yield from (f"    Wie: {said}" for said in [who(one, roles)] if said)


def _thoughts(scan: Scan, outcome: Outcome) -> Iterator[str]:
    for theme in scan.themes:
        asked = [(question, choice) for question in theme.questions for choice in question.choices]
        given = [(question, choice) for question, choice in asked if (question.code, choice.code) in outcome.thoughts]
        if given:
            yield from ("", theme.title)
        for question, choice in given:
            yield from (f"- {question.text}", f"  Uw antwoord: ‘{choice.text}’", f"  {choice.reflection}")
