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
from rugdekking.vault.files import CHUNK, DiskFull, SealedFile
from rugdekking.vault.secrets import CannotOpen, Secret


def stored(folder: Path, content: bytes) -> SealedFile:
    file = SealedFile(folder)
    for start in range(0, len(content), 10_000):
        file.write(content[start : start + 10_000])
    file.finish()
    return file


def content_of(folder: Path, file: SealedFile) -> bytes:
    return b"".join(files.read(folder, file.id, file.key))


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
    path = files.path_of(tmp_path, file.id)
    changed = bytearray(path.read_bytes())
    changed[70_000] ^= 1
    path.write_bytes(changed)

    with pytest.raises(CannotOpen):
        content_of(tmp_path, file)


@pytest.mark.parametrize("kept", [0, 10, 24, CHUNK + 41, 100_000])
def test_a_cut_file_does_not_open(tmp_path: Path, kept: int) -> None:
    file = stored(tmp_path, os.urandom(150_000))
    path = files.path_of(tmp_path, file.id)
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(CannotOpen):
        content_of(tmp_path, file)


def test_a_lengthened_file_does_not_open(tmp_path: Path) -> None:
    file = stored(tmp_path, b"kort")
    with files.path_of(tmp_path, file.id).open("ab") as handle:
        handle.write(b"x")

    with pytest.raises(CannotOpen):
        content_of(tmp_path, file)


def test_a_file_under_another_id_does_not_open(tmp_path: Path) -> None:
    file = stored(tmp_path, b"van een ander")
    other = uuid4()
    files.path_of(tmp_path, other).parent.mkdir(exist_ok=True)
    files.path_of(tmp_path, file.id).rename(files.path_of(tmp_path, other))

    with pytest.raises(CannotOpen):
        list(files.read(tmp_path, other, file.key))


def test_a_file_that_is_gone_does_not_open(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        list(files.read(tmp_path, uuid4(), Secret.new()))


def test_an_unfinished_file_is_absent_and_leaves_nothing(tmp_path: Path) -> None:
    file = SealedFile(tmp_path)
    file.write(b"x" * 200_000)

    file.abandon()

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, before[1]))
    try:
        file = SealedFile(tmp_path)
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
        os.utime(files.path_of(tmp_path, file.id), (long_ago, long_ago))

    removed = files.remove_orphans(tmp_path, {known.id}, older_than=86_400)

    assert removed == 1
    assert content_of(tmp_path, known) == b"x"
    assert content_of(tmp_path, young) == b"x"
    assert not files.path_of(tmp_path, orphan.id).exists()
