"""Opening a file that somebody sent: it is scanned, looked into and cleaned by then, and once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from rugdekking.audit.models import Entry
from rugdekking.inspection import examining
from rugdekking.inspection.findings import Left, Trouble
from rugdekking.inspection.scanning import NO_SCANNER, Scan
from rugdekking.keys.rings import StaffRing
from rugdekking.reports import operations, queries
from rugdekking.reports.actors import actor_of
from rugdekking.reports.files import Standing, StoredFile, contents
from rugdekking.reports.models import Evidence
from rugdekking.reports.queries import Mine, Piece
from rugdekking.vault.storage import storage
from tests import make
from tests.at_once import all_at_once
from tests.cases.props import afresh
from tests.inspection.props import AUTHOR, jpeg
from tests.reports.props import filed, stored
from tests.servers import clamav

LATER = make.MIDDAY + timedelta(hours=3)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: object) -> None:
    settings.SEALED_FILES_FOLDER = tmp_path / "files"  # type: ignore[attr-defined]
    settings.SCANNER = NO_SCANNER  # type: ignore[attr-defined]


def looked(own: Mine, ring: StaffRing) -> Piece:
    """The one file of the report, as its page shows it."""
    (row,) = Evidence.objects.filter(report=own.report)
    piece = operations.look_at_file(own.report, evidence=row.pk, ring=ring, at=LATER)
    assert piece is not None
    return piece


def content_of(file: StoredFile) -> bytes:
    return b"".join(contents(file))


def sealed_files() -> int:
    return sum(1 for _ in storage().files())


def test_the_first_look_cleans_a_photo_and_the_second_finds_it_done(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])

    first, second = looked(own, cast.greet), looked(own, cast.cor)

    assert first.file.standing == Standing.CHECKED
    assert first.file.copy is not None
    assert second.file == first.file
    assert AUTHOR.encode() not in content_of(first.file.copy)
    assert content_of(first.file) == jpeg()
    assert sealed_files() == 2
    actions = Entry.objects.filter(subject=own.report.pk, action__startswith="file.").values_list("action", flat=True)
    assert sorted(actions) == ["file.checked", "file.looked", "file.looked"]


def test_while_the_scanner_is_away_nothing_is_lost_and_the_next_look_tries_again(
    cast: make.Cast, settings: object
) -> None:
    settings.SCANNER = "/run/is-niet-daar.sock"  # type: ignore[attr-defined]
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])

    assert looked(own, cast.greet).file.standing == Standing.UNCHECKED
    (piece,) = queries.evidence(own.report, cast.greet)
    for fetch in (operations.fetch_copy, operations.fetch_file):
        download = fetch(own.report, evidence=piece.id, ring=cast.greet, at=LATER)
        assert (download is None) == (fetch == operations.fetch_copy)
    settings.SCANNER = NO_SCANNER  # type: ignore[attr-defined]

    assert looked(own, cast.greet).file.standing == Standing.CHECKED


@pytest.mark.skipif(clamav.PROGRAM is None, reason="clamd is not installed")
@pytest.mark.xdist_group("clamav")
def test_what_came_in_while_the_scanner_was_away_is_scanned_when_a_handler_opens_it(
    cast: make.Cast, settings: object, tmp_path: Path
) -> None:
    own = filed(cast, attached=[stored(clamav.EICAR, "lees mij.txt")])
    (tmp_path / "clamav").mkdir()

    with clamav.running(tmp_path / "clamav") as address:
        settings.SCANNER = address  # type: ignore[attr-defined]
        file = looked(own, cast.greet).file

    assert (file.scan, file.standing) == (Scan.FOUND, Standing.SET_APART)
    assert file.trouble == Trouble.VIRUS
    assert (
        operations.preview_of(own.report, evidence=queries.evidence(own.report, cast.greet)[0].id, ring=cast.greet)
        is None
    )


def test_what_could_not_be_cleaned_is_cleaned_once_the_administrator_made_room(
    cast: make.Cast, settings: object, tmp_path: Path
) -> None:
    film = b"\0\0\0\x18ftypmp42" + bytes(100)
    own = filed(cast, attached=[stored(film, "film.mp4")])

    first = looked(own, cast.greet).file

    assert first.verdict is not None
    assert (first.standing, first.verdict.left) == (Standing.CHECKED, Left.NO_ROOM)
    settings.SCRATCH_FOLDER = tmp_path  # type: ignore[attr-defined]
    # A disk is no room: nothing is tried again.
    assert looked(own, cast.greet).file == first


def test_a_file_that_somebody_changed_in_the_storage_is_not_shown(cast: make.Cast, tmp_path: Path) -> None:
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    assert looked(own, cast.greet).file.standing == Standing.UNCHECKED


def test_a_changed_file_keeps_nobody_in_who_must_not_know(cast: make.Cast, tmp_path: Path) -> None:
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    operations.keep_out(own.report, membership=cast.greet.membership, ring=own.ring, by=actor_of(own.ring), at=LATER)

    (piece,) = queries.evidence(own.report, afresh(cast.cor))
    assert (piece.file.name, sealed_files()) == ("deur.jpg", 1)
    assert path.is_file()


def test_while_another_file_is_looked_into_this_one_waits_for_a_next_look(
    cast: make.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "_PATIENCE", 0.01)
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])

    with ThreadPoolExecutor(1) as colleague:
        taken = examining.examined([b"x"], name="a.txt", size=1, scratch=None)
        colleague.submit(taken.__enter__).result()
        standing = looked(own, cast.greet).file.standing
        colleague.submit(taken.__exit__, None, None, None).result()

    assert standing == Standing.UNCHECKED
    assert looked(own, cast.greet).file.standing == Standing.CHECKED


def test_a_copy_is_sealed_anew_when_somebody_is_kept_out_and_goes_when_the_report_goes(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])
    before = looked(own, cast.greet).file
    operations.keep_out(own.report, membership=cast.greet.membership, ring=own.ring, by=actor_of(own.ring), at=LATER)

    (piece,) = queries.evidence(own.report, afresh(cast.cor))

    assert piece.file.copy is not None
    assert before.copy is not None
    assert piece.file.copy.id != before.copy.id
    assert content_of(piece.file.copy).startswith(b"\xff\xd8")
    assert {piece.file.id, piece.file.copy.id} <= queries.known_files()
    operations.withdraw(own.report, ring=own.ring, at=LATER)
    operations.destroy_due(at=LATER + timedelta(days=40))
    assert queries.known_files() == set()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_a_file_at_the_same_moment_one_copy_is_kept(committed_cast: make.Cast) -> None:
    cast = committed_cast
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])

    all_at_once(*(partial(looked, own, ring) for ring in (cast.greet, cast.cor)))

    assert queries.evidence(own.report, cast.greet)[0].file.standing == Standing.CHECKED
    assert sealed_files() == 2
