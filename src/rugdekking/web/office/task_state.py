"""A task as one line of a list."""

from collections.abc import Mapping

from rugdekking.plans.queries import OpenTask
from rugdekking.plans.status import State
from rugdekking.web.ui.parts import Mood, Step

MOODS: Mapping[str, Mood] = {State.OPEN: "info", State.DONE: "good", State.SKIPPED: "plain"}


def as_step(task: OpenTask, whose: str, address: str) -> Step:
    """`whose` tells for whom it is: the role in the case's own list, the step in the owner's."""
    row = task.row
    owner = f": {row.owner.person.name}" if row.owner else ": nog niemand"
    due = row.due_at if row.state == State.OPEN else None
    return Step(task.text, row.get_state_display(), MOODS[row.state], due, f"{whose}{owner}", address)
