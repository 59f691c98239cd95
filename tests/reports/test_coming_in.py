"""Large files that come in piece by piece, over a line that breaks."""

import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from rugdekking.reports import operations, queries
from rugdekking.reports.files import NotThisFile, StoredFile, contents
from rugdekking.reports.models import ComingFile
from rugdekking.reports.operations import Coming, NotInTurn, Receiver
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.files import PIECE
from rugdekking.vault.secrets import CannotOpen
from rugdekking.vault.storage import storage
from tests import make
from tests.reports.props import STORY, filed

START = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
CONTENT = START + os.urandom(PIECE)
FILM = Coming(name="foto.jpg", size=len(CONTENT), changed="1760000000")


def piece(receiver: Receiver, file: object, number: int, content: bytes = CONTENT) -> object:
    part = content[number * PIECE : (number + 1) * PIECE]
    return operations.take_piece(receiver, file=file, number=number, parts=[part])  # type: ignore[arg-type]


@pytest.fixture
def receiver(cast: make.Cast) -> Receiver:
    code = AccessCode.new()
    operations.save_draft(code, organisation=cast.desk.organisation, story=STORY, at=make.MIDDAY)
    return operations.for_draft(code, cast.desk.organisation)


def test_the_pieces_become_one_file_with_the_hash_of_the_whole(receiver: Receiver) -> None:
    underway = operations.begin(receiver, FILM, at=make.MIDDAY)
    for number in range(underway.pieces):
        piece(receiver, underway.id, number)
    kept: list[StoredFile] = []

    operations.come_in(receiver, file=underway.id, keep=kept.append)
    operations.come_in(receiver, file=underway.id, keep=kept.append)

    (file,) = kept
    assert b"".join(contents(file)) == CONTENT
    assert (file.name, file.sha256) == ("foto.jpg", hashlib.sha256(CONTENT).hexdigest())
    assert not ComingFile.objects.exists()


def test_a_file_goes_on_where_it_broke_off(receiver: Receiver) -> None:
    underway = operations.begin(receiver, FILM, at=make.MIDDAY)
    piece(receiver, underway.id, 0)

    again = operations.begin(receiver, FILM, at=make.MIDDAY)

    assert (again.id, again.there, again.pieces) == (underway.id, 1, 2)


def test_half_a_piece_is_no_piece(receiver: Receiver) -> None:
    underway = operations.begin(receiver, FILM, at=make.MIDDAY)

    for content in (CONTENT[: PIECE - 1], CONTENT[: PIECE + 1]):
        with pytest.raises(NotInTurn):
            operations.take_piece(receiver, file=underway.id, number=0, parts=[content])

    assert storage().count(underway.id) == 0


def test_a_piece_that_is_there_stays_as_it_was_scanned_whoever_sends_it_again(receiver: Receiver) -> None:
    underway = operations.begin(receiver, FILM, at=make.MIDDAY)
    other = START + os.urandom(PIECE)

    def slowly() -> Iterator[bytes]:
        # Another tab sends the same piece meanwhile.
        piece(receiver, underway.id, 0)
        yield other[:PIECE]

    operations.take_piece(receiver, file=underway.id, number=0, parts=slowly())
    piece(receiver, underway.id, 0, other)
    piece(receiver, underway.id, 1)
    kept: list[StoredFile] = []
    operations.come_in(receiver, file=underway.id, keep=kept.append)

    assert b"".join(contents(kept[0])) == CONTENT


def test_no_piece_is_skipped(receiver: Receiver) -> None:
    underway = operations.begin(receiver, FILM, at=make.MIDDAY)

    with pytest.raises(NotInTurn):
        piece(receiver, underway.id, 1)


def test_a_file_of_another_kind_than_its_name_says_goes_with_its_first_piece(receiver: Receiver) -> None:
    underway = operations.begin(receiver, FILM, at=make.MIDDAY)

    with pytest.raises(NotThisFile):
        piece(receiver, underway.id, 0, b"MZ" + CONTENT)

    assert not ComingFile.objects.exists()
    assert storage().count(underway.id) == 0


@pytest.mark.parametrize("coming", [Coming(name="leeg.jpg", size=0), Coming(name="groot.mp4", size=10**9)])
def test_what_can_never_be_taken_is_refused_before_a_byte_is_sent(receiver: Receiver, coming: Coming) -> None:
    with pytest.raises(NotThisFile):
        operations.begin(receiver, coming, at=make.MIDDAY)


def test_the_pieces_of_one_person_are_nobody_elses(receiver: Receiver, cast: make.Cast) -> None:
    underway = operations.begin(receiver, FILM, at=make.MIDDAY)
    other = operations.for_draft(AccessCode.new(), cast.desk.organisation)

    assert piece(other, underway.id, 0) is None
    assert not operations.was_kept(other, underway.id)
    with pytest.raises(CannotOpen):
        piece(Receiver(receiver.subject, receiver.organisation, other.secret), underway.id, 0)


def test_what_nobody_keeps_leaves_nothing(receiver: Receiver, cast: make.Cast) -> None:
    own = filed(cast)
    for_report = operations.for_report(own.report, own.ring)
    small = Coming(name="foto.jpg", size=500)
    underway = operations.begin(for_report, small, at=make.MIDDAY)
    piece(for_report, underway.id, 0, CONTENT[:500])
    operations.withdraw(own.report, ring=own.ring, at=make.MIDDAY)

    with pytest.raises(operations.talking.NotRunning):
        operations.come_in(
            for_report,
            file=underway.id,
            keep=lambda file: operations.add_file(own.report, ring=own.ring, file=file, at=make.MIDDAY),
        )

    assert not ComingFile.objects.exists()
    assert storage().count(underway.id) == 0


def test_a_file_that_was_given_up_is_thrown_away_and_one_under_way_is_not(
    receiver: Receiver, django_capture_on_commit_callbacks: object
) -> None:
    underway = operations.begin(receiver, Coming(name="foto.jpg", size=500), at=make.MIDDAY)
    piece(receiver, underway.id, 0, CONTENT[:500])

    operations.destroy_due(at=make.MIDDAY + timedelta(days=1))
    assert underway.id in queries.known_files()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        operations.destroy_due(at=make.MIDDAY + timedelta(days=3))
    assert underway.id not in queries.known_files()
    assert storage().count(underway.id) == 0


def test_a_file_that_was_never_announced_takes_no_piece(receiver: Receiver) -> None:
    assert piece(receiver, uuid4(), 0) is None
