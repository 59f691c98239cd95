"""A file is on disk sealed, whole or not at all."""

import hashlib
import os
import resource
import time
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rugdekking.vault import files
from rugdekking.vault.files import CHUNK, PIECE, SealedFile, SealedPiece
from rugdekking.vault.secrets import CannotOpen, Secret
from rugdekking.vault.storage import DiskFull, Folder
from rugdekking.vault.storage.folder import path_of


def stored(folder: Path, content: bytes) -> SealedFile:
    file = SealedFile(Folder(folder))
    for start in range(0, len(content), 10_000):
        file.write(content[start : start + 10_000])
    file.finish()
    return file


def content_of(folder: Path, file: SealedFile) -> bytes:
    return b"".join(files.read(Folder(folder), file.id, file.key, size=file.size))


@settings(max_examples=20, deadline=None)
@given(size=st.sampled_from([0, 1, 4095, 4096, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300_000]))
def test_a_file_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, size: int) -> None:
    folder = tmp_path_factory.mktemp("files")
    content = os.urandom(size)

    assert content_of(folder, stored(folder, content)) == content


def test_a_file_carries_the_hash_of_what_came_in(tmp_path: Path) -> None:
    content = os.urandom(100_000)

    assert stored(tmp_path, content).sha256 == hashlib.sha256(content).hexdigest()


def test_no_byte_of_the_content_is_on_disk_in_clear(tmp_path: Path) -> None:
    stored(tmp_path, b"BEWIJS-SCHILDWACHT " * 5000)

    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"SCHILDWACHT" not in path.read_bytes()


def test_a_changed_file_does_not_open(tmp_path: Path) -> None:
    file = stored(tmp_path, os.urandom(100_000))
    path = path_of(tmp_path, file.id)
    changed = bytearray(path.read_bytes())
    changed[70_000] ^= 1
    path.write_bytes(changed)

    with pytest.raises(CannotOpen):
        content_of(tmp_path, file)


@pytest.mark.parametrize("kept", [0, 10, 24, CHUNK + 41, 100_000])
def test_a_cut_file_does_not_open(tmp_path: Path, kept: int) -> None:
    file = stored(tmp_path, os.urandom(150_000))
    path = path_of(tmp_path, file.id)
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(CannotOpen):
        content_of(tmp_path, file)


def test_a_lengthened_file_does_not_open(tmp_path: Path) -> None:
    file = stored(tmp_path, b"kort")
    with path_of(tmp_path, file.id).open("ab") as handle:
        handle.write(b"x")

    with pytest.raises(CannotOpen):
        content_of(tmp_path, file)


def test_a_file_under_another_id_does_not_open(tmp_path: Path) -> None:
    file = stored(tmp_path, b"van een ander")
    other = uuid4()
    path_of(tmp_path, other).parent.mkdir(exist_ok=True)
    path_of(tmp_path, file.id).rename(path_of(tmp_path, other))

    with pytest.raises(CannotOpen):
        list(files.read(Folder(tmp_path), other, file.key, size=file.size))


def test_a_file_of_several_pieces_misses_none_of_them(tmp_path: Path) -> None:
    content = os.urandom(2 * PIECE)
    file = stored(tmp_path, content)

    assert content_of(tmp_path, file) == content
    path_of(tmp_path, file.id, 1).unlink()
    with pytest.raises(CannotOpen):
        content_of(tmp_path, file)


def test_the_pieces_of_a_file_do_not_change_places(tmp_path: Path) -> None:
    file = stored(tmp_path, os.urandom(PIECE + 10))
    path_of(tmp_path, file.id, 1).rename(path_of(tmp_path, file.id, 0))

    with pytest.raises(CannotOpen):
        content_of(tmp_path, file)


def test_a_file_also_comes_in_piece_by_piece_and_a_piece_that_comes_again_is_there_once(tmp_path: Path) -> None:
    content, name, key = os.urandom(PIECE + 10), uuid4(), Secret.new()
    for number in (0, 0, 1):
        piece = SealedPiece(Folder(tmp_path), name, key, number)
        piece.write(content[number * PIECE : (number + 1) * PIECE])
        piece.finish()

    assert b"".join(files.read(Folder(tmp_path), name, key, size=len(content))) == content


def test_a_file_that_is_gone_does_not_open(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        list(files.read(Folder(tmp_path), uuid4(), Secret.new(), size=1))


def test_an_unfinished_file_is_absent_and_leaves_nothing(tmp_path: Path) -> None:
    file = SealedFile(Folder(tmp_path))
    file.write(b"x" * 200_000)

    file.abandon()

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, before[1]))
    try:
        file = SealedFile(Folder(tmp_path))
        file.write(os.urandom(100_000))
        with pytest.raises(DiskFull):
            file.write(os.urandom(900_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_files_that_no_record_knows_are_removed_after_a_while(tmp_path: Path) -> None:
    known, orphan, young = (stored(tmp_path, b"x") for _ in range(3))
    long_ago = time.time() - 100_000
    for file in (known, orphan):
        os.utime(path_of(tmp_path, file.id), (long_ago, long_ago))

    removed = files.remove_orphans(Folder(tmp_path), {known.id}, older_than=86_400)

    assert removed == 1
    assert content_of(tmp_path, known) == b"x"
    assert content_of(tmp_path, young) == b"x"
    assert not path_of(tmp_path, orphan.id).exists()
