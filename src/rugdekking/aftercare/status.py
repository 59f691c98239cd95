"""How support, a support moment and a referral move, as tables."""

from collections.abc import Mapping

from django.db import models


class TrackState(models.TextChoices):
    ASKED = "asked", "aangeboden"
    RUNNING = "running", "loopt"
    REFUSED = "refused", "niet gewenst"
    NO_ANSWER = "no_answer", "geen antwoord"
    STOPPED = "stopped", "gestopt op eigen verzoek"
    ENDED = "ended", "afgesloten met een gesprek"


# Somebody who said no is not asked again; they can come back themselves, whatever came before.
TRACK_NEXT: Mapping[TrackState, frozenset[TrackState]] = {
    TrackState.ASKED: frozenset({TrackState.RUNNING, TrackState.REFUSED, TrackState.NO_ANSWER}),
    TrackState.RUNNING: frozenset({TrackState.STOPPED, TrackState.ENDED}),
    TrackState.REFUSED: frozenset({TrackState.RUNNING}),
    TrackState.NO_ANSWER: frozenset({TrackState.RUNNING, TrackState.REFUSED}),
    TrackState.STOPPED: frozenset({TrackState.RUNNING}),
    TrackState.ENDED: frozenset({TrackState.RUNNING}),
}
COME_BACK_FROM = frozenset({TrackState.REFUSED, TrackState.NO_ANSWER, TrackState.STOPPED, TrackState.ENDED})


class MomentState(models.TextChoices):
    PLANNED = "planned", "gepland"
    HELD = "held", "gehouden"
    MISSED = "missed", "niet doorgegaan"
    CANCELLED = "cancelled", "niet meer nodig"


class ReferralState(models.TextChoices):
    ASKED = "asked", "gevraagd"
    AGREED = "agreed", "afgesproken"
    REFUSED = "refused", "niet gewenst"
    MADE = "made", "contact gelegd"
    CLOSED = "closed", "afgerond"


REFERRAL_NEXT: Mapping[ReferralState, frozenset[ReferralState]] = {
    ReferralState.ASKED: frozenset({ReferralState.AGREED, ReferralState.REFUSED}),
    ReferralState.AGREED: frozenset({ReferralState.MADE, ReferralState.REFUSED}),
    ReferralState.REFUSED: frozenset({ReferralState.AGREED}),
    ReferralState.MADE: frozenset({ReferralState.CLOSED}),
    ReferralState.CLOSED: frozenset(),
}


def track_before(state: TrackState) -> frozenset[TrackState]:
    """The states of support from which `state` can be reached in one step."""
    return frozenset(earlier for earlier, later in TRACK_NEXT.items() if state in later)


def referral_before(state: ReferralState) -> frozenset[ReferralState]:
    """The states of a referral from which `state` can be reached in one step."""
    return frozenset(earlier for earlier, later in REFERRAL_NEXT.items() if state in later)
