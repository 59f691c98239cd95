"""The life of an answer to a perpetrator, of a change of it and of an objection to it, as tables."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models


class State(models.TextChoices):
    PROPOSED = "proposed", "ligt voor"
    HEARD = "heard", "de andere kant is gehoord"
    DECIDED = "decided", "besloten"
    DECLINED = "declined", "afgewezen"
    SERVED = "served", "bekendgemaakt"
    RUNNING = "running", "loopt"
    ENDED = "ended", "afgelopen"
    LIFTED = "lifted", "opgeheven"
    WITHDRAWN = "withdrawn", "ingetrokken"


# A measure reaches "decided" only from "heard", and one with a term "running" and never "served": constraints on
# the model hold whoever forgets that.
NEXT: Mapping[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.HEARD, State.DECIDED, State.DECLINED, State.WITHDRAWN}),
    State.HEARD: frozenset({State.DECIDED, State.DECLINED, State.WITHDRAWN}),
    State.DECIDED: frozenset({State.SERVED, State.RUNNING, State.WITHDRAWN}),
    State.DECLINED: frozenset(),
    State.SERVED: frozenset(),
    State.RUNNING: frozenset({State.ENDED, State.LIFTED}),
    State.ENDED: frozenset(),
    State.LIFTED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

WAITING = frozenset({State.PROPOSED, State.HEARD})
# The other side was told. These are the states in which an answer was given.
WITH_TERM = frozenset({State.RUNNING, State.ENDED, State.LIFTED})
TOLD = WITH_TERM | {State.SERVED}
APPROVED = TOLD | {State.DECIDED}


class ChangeState(models.TextChoices):
    ASKED = "asked", "ligt voor"
    AGREED = "agreed", "besloten"
    DECLINED = "declined", "afgewezen"
    DONE = "done", "bekendgemaakt"
    WITHDRAWN = "withdrawn", "vervallen"


NEXT_OF_CHANGE: Mapping[ChangeState, frozenset[ChangeState]] = {
    ChangeState.ASKED: frozenset({ChangeState.AGREED, ChangeState.DECLINED, ChangeState.WITHDRAWN}),
    ChangeState.AGREED: frozenset({ChangeState.DONE, ChangeState.WITHDRAWN}),
    ChangeState.DECLINED: frozenset(),
    ChangeState.DONE: frozenset(),
    ChangeState.WITHDRAWN: frozenset(),
}
OPEN_CHANGE = frozenset({ChangeState.ASKED, ChangeState.AGREED})


class ObjectionState(models.TextChoices):
    RECEIVED = "received", "ontvangen"
    ANSWERED = "answered", "beoordeeld"
    TOLD = "told", "beantwoord"
    WITHDRAWN = "withdrawn", "ingetrokken"


NEXT_OF_OBJECTION: Mapping[ObjectionState, frozenset[ObjectionState]] = {
    ObjectionState.RECEIVED: frozenset({ObjectionState.ANSWERED, ObjectionState.WITHDRAWN}),
    # Back only for a judge who turned out to be concerned: then somebody else judges it anew.
    ObjectionState.ANSWERED: frozenset({ObjectionState.TOLD, ObjectionState.RECEIVED}),
    ObjectionState.TOLD: frozenset(),
    ObjectionState.WITHDRAWN: frozenset(),
}

S = TypeVar("S", bound=models.TextChoices)


def before(state: State) -> frozenset[State]:
    """The states from which `state` can be reached in one step."""
    return steps_before(state, NEXT)


def steps_before(state: S, steps: Mapping[S, frozenset[S]]) -> frozenset[S]:
    """The same for any table of steps."""
    return frozenset(earlier for earlier, later in steps.items() if state in later)
