"""A line of the plan of a year, as one step of a list."""

from datetime import date

from rugdekking.plans.preparation import Line
from rugdekking.plans.status import State
from rugdekking.web.ui.parts import Mood, Step
from rugdekking.web.ui.wording import short_day

MOODS: dict[str, Mood] = {State.OPEN: "info", State.DONE: "good", State.SKIPPED: "plain"}


def as_step(line: Line, address: str, *, on: date, own: bool = False) -> Step:
    """`own`: in somebody's own list, which need not say whose it is."""
    row = line.row
    is_open = row.state == State.OPEN
    late = is_open and row.due_on < on
    return Step(
        title=line.text,
        state="over tijd" if late else row.get_state_display(),
        mood="attention" if late else MOODS[row.state],
        due=row.due_on if is_open else None,
        hint=last_year(line) if own or not (is_open or row.owner) else f"{who(line)}. {last_year(line)}".strip(),
        address=address,
    )


def who(line: Line) -> str:
    owner = line.row.owner
    return "Nog niemand" if owner is None or owner.left_on else f"{owner.person.name}, {owner.title}"


def last_year(line: Line) -> str:
    """What came of it the year before; nothing for what is new."""
    if line.last is None:
        return ""
    if line.last.ended_on is None:
        return "Vorig jaar niet gedaan."
    return f"Vorig jaar {line.last.get_state_display()} op {short_day(line.last.ended_on)}."
