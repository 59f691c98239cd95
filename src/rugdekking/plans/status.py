"""How a task moves. A task that was done or skipped can be opened again: people find more to do."""

from collections.abc import Mapping

from django.db import models


class State(models.TextChoices):
    OPEN = "open", "te doen"
    DONE = "done", "gedaan"
    SKIPPED = "skipped", "overgeslagen"


NEXT: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.DONE, State.SKIPPED}),
    State.DONE: frozenset({State.OPEN}),
    State.SKIPPED: frozenset({State.OPEN}),
}


def before(state: State) -> frozenset[State]:
    """The states from which `state` can be reached in one step."""
    return frozenset(earlier for earlier, later in NEXT.items() if state in later)
