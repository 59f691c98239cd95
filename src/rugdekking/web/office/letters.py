"""The conversation with a reporter, as lines of a timeline."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from rugdekking.keys.rings import StaffRing
from rugdekking.reports.models import CodeHolder, Report
from rugdekking.reports.queries import Letter, holders_of, messages
from rugdekking.web.ui.parts import Event


def conversation(report: Report, ring: StaffRing) -> list[Event]:
    """Every message, the newest first. Who wrote for the desk stands there by function."""
    names = _names(holders_of(report))
    return [_event(letter, names[letter.holder]) for letter in reversed(messages(report, ring))]


def _event(letter: Letter, name: str) -> Event:
    words = letter.words
    title = f"{name.capitalize()} schrijft" if letter.from_reporter else f"Aan de {name}"
    return Event(title, datetime.fromisoformat(words.at), "" if letter.from_reporter else words.writer, words.text)


def _names(holders: Iterable[CodeHolder]) -> dict[UUID, str]:
    return {one.pk: one.get_part_display() for one in holders}
