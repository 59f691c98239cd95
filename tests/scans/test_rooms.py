"""A room for a meeting: one leads, phones vote once and without a name, and afterwards nothing is left."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rugdekking.content.queries import latest
from rugdekking.content.schema import Conversation
from rugdekking.kernel.refusal import JustChanged
from rugdekking.organisations.models import Desk
from rugdekking.scans.models import Room, Stage, Vote
from rugdekking.scans.rooms import operations
from rugdekking.scans.rooms.course import screens
from rugdekking.scans.rooms.operations import LASTS, AlreadyVoted, NotNow, TooMany
from rugdekking.scans.rooms.queries import has_voted, outcome_of, room_of, room_with, screen_of
from tests import make

pytestmark = pytest.mark.django_db

AT = make.MIDDAY
LEADER = b"l" * 16


@pytest.fixture
def desk() -> Desk:
    make.content()
    return make.desk()


@pytest.fixture
def room(desk: Desk) -> Room:
    """A room that votes on its first question."""
    guide = latest(Conversation, "part_of_the_job")
    opened = new_room(guide, desk)
    first = next(place for place, screen in enumerate(screens(guide)) if screen.question)
    operations.move(opened, seen=0, to=first, at=AT)
    return Room.objects.get(pk=opened.pk)


def new_room(guide: Conversation, desk: Desk) -> Room:
    return operations.open_room(guide, room=uuid4(), leader=LEADER, organisation=desk.organisation, at=AT)


def again(room: Room) -> Room:
    return Room.objects.get(pk=room.pk)


def cast_by(room: Room, *answers: int, first: int = 0) -> None:
    for number, answer in enumerate(answers, start=first):
        operations.vote(room, position=room.position, answer=answer, phone=bytes([number]) * 16)


def test_a_room_goes_through_the_whole_guide_and_not_beyond(desk: Desk) -> None:
    guide = latest(Conversation, "boundaries")
    room = new_room(guide, desk)
    shown = []
    for _ in screens(guide)[1:]:
        operations.move(room, seen=room.position, to=room.position + 1, at=AT)
        room = again(room)
        shown.append(screen_of(room))
    with pytest.raises(NotNow):
        operations.move(room, seen=room.position, to=room.position + 1, at=AT)

    assert [one.step.title for one in shown if one.step and not one.question] == [step.title for step in guide.steps]
    assert len([one for one in shown if one.question]) == 3


def test_a_second_press_on_the_same_button_skips_no_screen(room: Room) -> None:
    operations.move(room, seen=room.position, to=room.position + 1, at=AT)

    with pytest.raises(JustChanged):
        operations.move(room, seen=room.position, to=room.position + 1, at=AT)


def test_nothing_of_an_outcome_shows_before_it_is_closed_and_three_people_voted(room: Room) -> None:
    cast_by(room, 0, 0)
    assert outcome_of(room).shares == ()
    operations.show_outcome(room, seen=room.position)
    assert (outcome_of(again(room)).votes, outcome_of(again(room)).shares) == (2, ())

    operations.ask_again(again(room), seen=room.position)
    assert outcome_of(again(room)).votes == 0
    cast_by(again(room), 0, 0, 2)
    assert outcome_of(again(room)).shares == ()
    operations.show_outcome(again(room), seen=room.position)

    shares = outcome_of(again(room)).shares
    assert [(one.answer, one.votes, one.percent) for one in shares] == [
        ("Eens", 2, 67),
        ("Een beetje eens", 0, 0),
        ("Oneens", 1, 33),
    ]


def test_a_question_whose_outcome_was_seen_takes_no_more_votes_until_all_vote_anew(room: Room) -> None:
    # One vote more would tell everybody what the last one chose.
    cast_by(room, 0, 0, 0)
    operations.show_outcome(room, seen=room.position)
    operations.move(room, seen=room.position, to=room.position + 1, at=AT)
    operations.move(room, seen=room.position + 1, to=room.position, at=AT)
    with pytest.raises(NotNow):
        cast_by(again(room), 2, first=3)
    assert outcome_of(again(room)).shares[0].votes == 3

    operations.ask_again(room, seen=room.position)
    assert outcome_of(again(room)).votes == 0
    operations.move(room, seen=room.position, to=room.position + 1, at=AT)
    operations.move(room, seen=room.position + 1, to=room.position, at=AT)
    cast_by(again(room), 0)


def test_a_vote_of_who_looked_before_the_outcome_came_is_too_late(room: Room) -> None:
    operations.show_outcome(room, seen=room.position)

    # The row in hand still says that the vote is open.
    with pytest.raises(NotNow):
        cast_by(room, 0)
    assert not Vote.objects.exists()


def test_a_phone_votes_once_on_a_question_and_on_the_next_one_again(room: Room) -> None:
    cast_by(room, 0)
    with pytest.raises(AlreadyVoted):
        cast_by(room, 1)
    assert has_voted(room, bytes(16))

    operations.move(room, seen=room.position, to=room.position + 1, at=AT)
    cast_by(again(room), 1)
    assert Vote.objects.count() == 2


def test_a_vote_counts_only_for_the_question_on_the_screen_while_it_is_open(room: Room) -> None:
    with pytest.raises(NotNow):
        operations.vote(room, position=room.position + 1, answer=0, phone=bytes(16))
    with pytest.raises(NotNow):
        operations.vote(room, position=room.position, answer=3, phone=bytes(16))
    operations.show_outcome(room, seen=room.position)
    with pytest.raises(NotNow):
        operations.vote(again(room), position=room.position, answer=0, phone=bytes(16))
    assert not Vote.objects.exists()


def test_what_was_closed_is_gone_with_every_vote(room: Room) -> None:
    cast_by(room, 0, 1, 2)

    operations.close(room)

    assert (Room.objects.count(), Vote.objects.count()) == (0, 0)


def test_a_forgotten_room_closes_by_itself_and_is_gone_within_four_hours(room: Room, desk: Desk) -> None:
    cast_by(room, 0, 1, 2)
    over = AT + LASTS

    assert room_of(desk.organisation.pk, room.pk, at=over - timedelta(minutes=1)) is not None
    assert room_of(desk.organisation.pk, room.pk, at=over) is None
    assert room_with(desk.organisation.pk, room.code, at=over) is None
    assert operations.destroy_due(at=over - timedelta(minutes=1)) == 0
    # The worker comes by every ten minutes.
    assert operations.destroy_due(at=AT + timedelta(hours=4) - timedelta(minutes=10)) == 4
    assert not Room.objects.exists()


def test_a_code_leads_to_the_room_of_its_own_organisation_only(room: Room) -> None:
    other = make.desk()

    assert room_with(room.organisation_id, room.code, at=AT) == room
    assert room_with(other.organisation.pk, room.code, at=AT) is None
    assert room_of(other.organisation.pk, room.pk, at=AT) is None


def test_nobody_fills_the_database_with_rooms_or_votes(
    room: Room, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_ROOMS", 1)
    monkeypatch.setattr(operations, "MOST_VOTES", 2)
    cast_by(room, 0, 1)

    with pytest.raises(TooMany):
        cast_by(room, 2, first=2)
    with pytest.raises(TooMany):
        new_room(latest(Conversation, "boundaries"), desk)


def test_a_room_in_which_nothing_began_gives_its_place_when_all_are_taken(
    room: Room, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else whoever opens rooms for nothing keeps every meeting out.
    monkeypatch.setattr(operations, "MOST_ROOMS", 3)
    guide = latest(Conversation, "boundaries")
    oldest, older, newest = (
        operations.open_room(guide, room=uuid4(), leader=LEADER, organisation=desk.organisation, at=AT + wait)
        for wait in (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=3))
    )

    assert set(Room.objects.values_list("pk", flat=True)) == {room.pk, older.pk, newest.pk}
    assert room_of(desk.organisation.pk, oldest.pk, at=AT) is None


def test_a_room_keeps_the_guide_with_which_it_was_opened(room: Room) -> None:
    assert room.stage == Stage.ASKING
    assert screen_of(room).question == latest(Conversation, "part_of_the_job").steps[0].questions[0]
