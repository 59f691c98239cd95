"""Reading rooms and votes."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from rugdekking.content.schema import Conversation
from rugdekking.scans.rooms.course import Screen, screens
from rugdekking.scans.rooms.models import Room, Stage, Vote

# With fewer votes an outcome would tell who chose what.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Share:
    """How often one answer was given. `percent` is rounded, for the length of a bar."""

    answer: str
    votes: int
    percent: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many voted, and what: nothing of that before the vote is closed, or with fewer than three votes."""

    votes: int
    shares: tuple[Share, ...] = ()


def room_of(organisation: UUID, pk: UUID, *, at: datetime) -> Room | None:
    """The room of a big screen, as long as it is open."""
    return Room.objects.filter(organisation=organisation, pk=pk, ends_at__gt=at).first()


def room_with(organisation: UUID, code: str, *, at: datetime) -> Room | None:
    """The open room behind the code on a screen."""
    return Room.objects.filter(organisation=organisation, code=code, ends_at__gt=at).first()


def guide_of(room: Room) -> Conversation:
    return msgspec.json.decode(room.guide, type=Conversation)


def screen_of(room: Room) -> Screen:
    """What the room looks at now."""
    return screens(guide_of(room))[room.position]


def outcome_of(room: Room) -> Outcome:
    """The outcome of the question that shows."""
    question = screen_of(room).question
    if question is None:
        return Outcome(0)
    given = Vote.objects.filter(room=room, position=room.position).values_list("answer", flat=True)
    counted = Counter(given)
    total = counted.total()
    if room.stage != Stage.SHOWN or total < FEWEST:
        return Outcome(total)
    shares = (
        Share(answer, counted[one], round(100 * counted[one] / total)) for one, answer in enumerate(question.answers)
    )
    return Outcome(total, tuple(shares))


def has_voted(room: Room, phone: bytes) -> bool:
    """Whether this phone answered the question that shows."""
    return Vote.objects.filter(room=room, position=room.position, phone=phone).exists()
