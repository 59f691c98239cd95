"""How a police file moves, as a table."""

from collections.abc import Mapping

from django.db import models


class State(models.TextChoices):
    OPEN = "open", "in voorbereiding"
    FILED = "filed", "bij de politie"
    ENDED = "ended", "afgerond"


# Who chose against the police may come back to it, and after a notification a complaint may follow.
NEXT: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.FILED, State.ENDED}),
    State.FILED: frozenset({State.ENDED}),
    State.ENDED: frozenset({State.OPEN, State.FILED}),
}


def before(state: State) -> frozenset[State]:
    """The states from which `state` can be reached in one step."""
    return frozenset(earlier for earlier, later in NEXT.items() if state in later)
