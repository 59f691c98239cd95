"""How a case moves: from the first talk, through the work, to the care afterwards, and to its end."""

from collections.abc import Mapping

from django.db import models


class State(models.TextChoices):
    INTAKE = "intake", "intake"
    HANDLING = "handling", "in behandeling"
    AFTERCARE = "aftercare", "nazorg"
    CLOSED = "closed", "gesloten"


# A person who is not satisfied, or care that brings news, leads back to the work.
NEXT: Mapping[State, frozenset[State]] = {
    State.INTAKE: frozenset({State.HANDLING}),
    State.HANDLING: frozenset({State.AFTERCARE}),
    State.AFTERCARE: frozenset({State.HANDLING, State.CLOSED}),
    State.CLOSED: frozenset({State.HANDLING}),
}

OPEN = frozenset({State.INTAKE, State.HANDLING, State.AFTERCARE})


def before(state: State) -> frozenset[State]:
    """The states from which `state` can be reached in one step."""
    return frozenset(earlier for earlier, later in NEXT.items() if state in later)
