"""The stages of a report, and which follows which."""

from collections.abc import Mapping

from django.db import models


class State(models.TextChoices):
    RECEIVED = "received", "ontvangen"
    TAKEN = "taken", "opgepakt"
    CLOSED = "closed", "afgesloten"
    WITHDRAWN = "withdrawn", "ingetrokken"
    DESTROYED = "destroyed", "vernietigd"


NEXT: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.TAKEN, State.WITHDRAWN}),
    State.TAKEN: frozenset({State.RECEIVED, State.CLOSED, State.WITHDRAWN}),
    State.CLOSED: frozenset({State.TAKEN, State.WITHDRAWN, State.DESTROYED}),
    # Until the keys are destroyed, somebody who withdrew can think again.
    State.WITHDRAWN: frozenset({State.RECEIVED, State.TAKEN, State.DESTROYED}),
    State.DESTROYED: frozenset(),
}

RUNNING = frozenset({State.RECEIVED, State.TAKEN})


def before(state: State) -> frozenset[State]:
    """The stages from which `state` can be reached in one step."""
    return frozenset(earlier for earlier, later in NEXT.items() if state in later)
