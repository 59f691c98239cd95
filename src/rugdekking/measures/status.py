"""The life of an answer to a perpetrator, as a table."""

from collections.abc import Mapping

from django.db import models


class State(models.TextChoices):
    PROPOSED = "proposed", "ligt voor"
    HEARD = "heard", "de andere kant is gehoord"
    DECIDED = "decided", "besloten"
    DECLINED = "declined", "afgewezen"
    SERVED = "served", "bekendgemaakt"
    WITHDRAWN = "withdrawn", "ingetrokken"


# A measure reaches "decided" only from "heard": the constraint on the model holds whoever forgets that.
NEXT: Mapping[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.HEARD, State.DECIDED, State.DECLINED, State.WITHDRAWN}),
    State.HEARD: frozenset({State.DECIDED, State.DECLINED, State.WITHDRAWN}),
    State.DECIDED: frozenset({State.SERVED, State.WITHDRAWN}),
    State.DECLINED: frozenset(),
    State.SERVED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

WAITING = frozenset({State.PROPOSED, State.HEARD})


def before(state: State) -> frozenset[State]:
    """The states from which `state` can be reached in one step."""
    return frozenset(earlier for earlier, later in NEXT.items() if state in later)
