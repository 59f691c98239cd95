"""Opening a room, leading it, voting in it, and making all of it disappear.

Nothing of this is written to the audit log: nobody is known here who could have done it, and nothing may be left.
Votes are rows, counted when they are read: there is no number that thirty phones would fight over.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from django.db import IntegrityError, transaction

from rugdekking.content.schema import Conversation
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.organisations.models import Organisation
from rugdekking.scans.rooms.course import screens
from rugdekking.scans.rooms.models import Room, Stage, Vote
from rugdekking.scans.rooms.queries import guide_of, screen_of

# The worker looks every ten minutes: so all of it is gone within four hours.
LASTS = timedelta(hours=3, minutes=30)
MOST_ROOMS = 100
MOST_VOTES = 1000
_TRIES = 20


class TooMany(Refused):
    """More than any organisation or room needs: somebody is playing."""


class NotNow(Refused):
    """This question is not open, or not any more."""


class AlreadyVoted(Refused):
    """One phone votes once on a question."""


def open_room(guide: Conversation, *, room: UUID, leader: bytes, organisation: Organisation, at: datetime) -> Room:
    """A new room at the first screen of `guide`, with a code of its own. Raises `TooMany`.

    When there are as many as there may be, the oldest in which nothing has begun gives its place.
    `room` is its new id, and `leader` what the browser that leads it is called in that room.
    """
    _make_place(organisation, at)
    body = msgspec.json.encode(guide).decode()
    for _ in range(_TRIES):
        code = f"{secrets.randbelow(900_000_000) + 100_000_000}"
        try:
            with transaction.atomic():
                return Room.objects.create(
                    id=room,
                    organisation=organisation,
                    code=code,
                    guide=body,
                    leaders=[leader.hex()],
                    since=at,
                    ends_at=at + LASTS,
                )
        except IntegrityError:
            continue
    raise TooMany("Er is nu geen code vrij. Probeer het zo weer.")


@transaction.atomic
def lead_too(room: Room, *, invitation: UUID, leader: bytes) -> None:
    """Let one browser more lead, with the invitation of a leader. Raises `NotNow` when it was used already."""
    held = Room.objects.select_for_update().filter(pk=room.pk, invitation=invitation).first()
    if held is None:
        raise NotNow("Deze uitnodiging is al gebruikt. Vraag om een nieuwe.")
    held.leaders, held.invitation = [*held.leaders, leader.hex()], uuid4()
    held.save(update_fields=("leaders", "invitation"))


@transaction.atomic
def lead_on(room: Room, *, leader: bytes) -> None:
    """A browser that leads got a new name, because its half hour was over: it goes on leading under that."""
    for held in Room.objects.select_for_update().filter(pk=room.pk):
        held.leaders = [*held.leaders, leader.hex()]
        held.save(update_fields=("leaders",))


@transaction.atomic
def move(room: Room, *, seen: int, to: int, at: datetime) -> None:
    """Show another screen than the `seen` one. A question there can be voted on at once, or shows the outcome it had.

    Raises `NotNow` before the first and after the last screen, and `JustChanged` when the room was moved already.
    """
    if not 0 <= to < len(screens(guide_of(room))):
        raise NotNow("Dit is het begin of het einde.")
    held = _held(room, seen)
    # One vote more after an outcome would tell what the last one chose.
    held.stage = Stage.SHOWN if to in held.shown else Stage.ASKING
    held.position, held.since = to, at
    held.save(update_fields=("position", "stage", "since"))


@transaction.atomic
def show_outcome(room: Room, *, seen: int) -> None:
    """Close the vote on the question that shows. Raises `JustChanged`."""
    held = _held(room, seen)
    held.stage, held.shown = Stage.SHOWN, sorted({*held.shown, seen})
    held.save(update_fields=("stage", "shown"))


@transaction.atomic
def ask_again(room: Room, *, seen: int) -> None:
    """Throw the votes on this question away and open it once more. Raises `JustChanged`."""
    held = _held(room, seen)
    Vote.objects.filter(room=held, position=seen).delete()
    held.stage, held.shown = Stage.ASKING, [one for one in held.shown if one != seen]
    held.save(update_fields=("stage", "shown"))


@transaction.atomic
def close(room: Room) -> None:
    """The meeting is over: the room and every vote in it are gone."""
    # Held first: a vote of this very moment waits, and then finds no room.
    for held in Room.objects.select_for_update().filter(pk=room.pk):
        held.delete()


@transaction.atomic
def vote(room: Room, *, position: int, answer: int, phone: bytes) -> None:
    """Count one answer. `phone` is what this browser is called on this question alone.

    Raises `NotNow` when another question shows, the vote is closed or there is no such answer, `AlreadyVoted`, and
    `TooMany` for a room that nobody could sit in.
    """
    # Held until the vote is there: so none comes in after the outcome was counted.
    held = Room.objects.select_for_update().filter(pk=room.pk, position=position, stage=Stage.ASKING).first()
    question = screen_of(held).question if held else None
    if held is None or question is None:
        raise NotNow("Deze vraag is gesloten. Kijk op het scherm welke vraag er nu is.")
    if not 0 <= answer < len(question.answers):
        raise NotNow("Kies een van de antwoorden.")
    given = Vote.objects.filter(room=held, position=position)
    if given.filter(phone=phone).exists():
        raise AlreadyVoted("U hebt op deze vraag al gestemd.")
    if given.count() >= MOST_VOTES:
        raise TooMany("Er zijn al duizend stemmen op deze vraag. Meer kan een zaal niet aan.")
    Vote.objects.create(
        organisation_id=held.organisation_id, room=held, position=position, answer=answer, phone=phone
    )


def destroy_due(*, at: datetime) -> int:
    """Throw away the rooms that nobody closed; gives how many rows went."""
    return Room.objects.filter(ends_at__lte=at).delete()[0]


@transaction.atomic
def _make_place(organisation: Organisation, at: datetime) -> None:
    """Else four addresses that open rooms for nothing would keep every meeting out for hours."""
    rooms = Room.objects.filter(organisation=organisation, ends_at__gt=at)
    if rooms.count() < MOST_ROOMS:
        return
    unused = rooms.select_for_update().filter(position=0).order_by("since").first()
    if unused is None:
        raise TooMany("Er zijn nu te veel zalen open. Sluit een zaal, of probeer het over een half uur weer.")
    unused.delete()


def _held(room: Room, seen: int) -> Room:
    """The room as it is now, held for this change. Raises `JustChanged` when it shows another screen than `seen`."""
    held = Room.objects.select_for_update().filter(pk=room.pk, position=seen).first()
    if held is None:
        raise JustChanged("Het scherm was al verder.")
    return held
