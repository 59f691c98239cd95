"""A task as one line of a list."""

from collections.abc import Mapping, Sequence

from rugdekking.plans.queries import OpenTask
from rugdekking.plans.status import State
from rugdekking.web.ui.parts import Mood, Step

MOODS: Mapping[str, Mood] = {State.OPEN: "info", State.DONE: "good", State.SKIPPED: "plain"}


def as_step(task: OpenTask, whose: str, address: str, *, first: Sequence[str] = ()) -> Step:
    """`whose` tells for whom it is: the role in a list per phase, the phase in a list per role. `first`: the roles
    whose turn comes before it."""
    row = task.row
    owner = f": {row.owner.person.name}" if row.owner else ": nog niemand"
    is_open = row.state == State.OPEN
    turn = f". Eerst: {with_and(first)}" if first and is_open else ""
    due = row.due_at if is_open else None
    return Step(task.text, row.get_state_display(), MOODS[row.state], due, f"{whose}{owner}{turn}", address)


def with_and(words: Sequence[str]) -> str:
    """Each once, in order: burgemeester, griffier en carer."""
    listed = list(dict.fromkeys(words))
    return " en ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
