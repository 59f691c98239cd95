"""How a police file moves, as a table."""

from collections.abc import Mapping

from django.db import models


class State(models.TextChoices):
    OPEN = "open", "in voorbereiding"
    FILED = "filed", "bij de politie"
    ENDED = "ended", "afgerond"


# Who chose against the police may come back to it, and after a notification a complaint may follow. News opens what
# had ended.
NEXT: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.FILED, State.ENDED}),
    State.FILED: frozenset({State.ENDED}),
    State.ENDED: frozenset({State.OPEN, State.FILED}),
}


def before(state: State) -> frozenset[State]:
    """The states from which `state` can be reached in one step."""
    return frozenset(earlier for earlier, later in NEXT.items() if state in later)


class WatchState(models.TextChoices):
    """An agreement of police and prosecution, as the desk watches it."""

    WAITS = "waits", "afgewacht"
    ASKED = "asked", "nagevraagd"
    ESCALATED = "escalated", "hogerop gevraagd"
    COURT = "court", "naar het gerechtshof"
    KEPT = "kept", "nagekomen"
    DROPPED = "dropped", "niet meer nodig"


# What was not kept goes one step further each time; nobody has to ask twice before escalating.
WATCH_NEXT: Mapping[WatchState, frozenset[WatchState]] = {
    WatchState.WAITS: frozenset({WatchState.ASKED, WatchState.ESCALATED, WatchState.COURT}),
    WatchState.ASKED: frozenset({WatchState.ESCALATED, WatchState.COURT}),
    WatchState.ESCALATED: frozenset({WatchState.COURT}),
    WatchState.COURT: frozenset(),
}
WATCHED = frozenset(WATCH_NEXT)


class OnlineState(models.TextChoices):
    KEPT = "kept", "bewaard"
    NOTICED = "noticed", "gemeld bij het platform"
    ANSWERED = "answered", "antwoord van het platform"


def further(state: WatchState) -> frozenset[WatchState]:
    """The states of a watch from which `state` is the next step."""
    return frozenset(earlier for earlier, later in WATCH_NEXT.items() if state in later)
