"""A folder and object storage keep the same promises. The object storage is a real server of another maker."""

import os
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from rugdekking.vault import files
from rugdekking.vault.files import PIECE, SealedFile
from rugdekking.vault.secrets import CannotOpen
from rugdekking.vault.storage import S3, Bucket, Folder, Storage, Unreachable, copy_all
from rugdekking.vault.storage.folder import path_of
from tests.servers import objects
from tests.servers.ports import free_port

pytestmark = pytest.mark.xdist_group("objects")


def put(storage: Storage, file: UUID, number: int, content: bytes) -> None:
    sink = storage.begin(file, number)
    sink.write(content)
    sink.commit()


def content_of(storage: Storage, file: UUID, number: int = 0) -> bytes:
    with storage.open(file, number) as piece:
        return piece.read()


def sealed(storage: Storage, content: bytes) -> SealedFile:
    file = SealedFile(storage)
    file.write(content)
    file.finish()
    return file


def test_a_piece_comes_back_as_it_went_in(storage: Storage) -> None:
    file, content = uuid4(), os.urandom(300_000)

    put(storage, file, 0, content)

    assert content_of(storage, file) == content


def test_a_piece_is_absent_until_it_is_whole(storage: Storage) -> None:
    file = uuid4()
    sink = storage.begin(file, 0)
    sink.write(b"half")

    assert storage.count(file) == 0
    assert list(storage.files()) == []
    with pytest.raises(FileNotFoundError):
        storage.open(file, 0)
    sink.abandon()
    assert storage.tidy(older_than=0) == 0


def test_a_piece_that_comes_again_takes_the_place_of_the_first(storage: Storage) -> None:
    file = uuid4()
    put(storage, file, 0, b"eerst")

    put(storage, file, 0, b"opnieuw")

    assert content_of(storage, file) == b"opnieuw"
    assert storage.count(file) == 1


def test_it_counts_the_pieces_up_to_the_first_that_is_missing(storage: Storage) -> None:
    file = uuid4()
    for number in (0, 1, 3):
        put(storage, file, number, b"x")

    assert storage.count(file) == 2


def test_a_file_goes_with_all_its_pieces_and_no_other(storage: Storage) -> None:
    file, other = uuid4(), uuid4()
    for number in range(12):
        put(storage, file, number, b"x")
    put(storage, other, 0, b"blijft")

    storage.remove(file)
    storage.remove(file)

    assert list(storage.files()) == [other]


def test_it_lists_every_file_once_and_leaves_out_the_young_ones(storage: Storage) -> None:
    there = {uuid4() for _ in range(5)}
    for file in there:
        put(storage, file, 0, b"x")
        put(storage, file, 1, b"x")

    listed = list(storage.files())

    assert (set(listed), len(listed)) == (there, 5)
    assert list(storage.files(older_than=3600)) == []


def test_a_file_that_still_comes_in_is_young_however_old_its_first_pieces_are(tmp_path: Path) -> None:
    storage, file = Folder(tmp_path), uuid4()
    for number in range(11):
        put(storage, file, number, b"x")
    for number in (0, 1, 10):
        os.utime(path_of(tmp_path, file, number), (0, 0))
    coming = storage.begin(file, 10)

    assert list(storage.files()) == [file]
    assert list(storage.files(older_than=3600)) == []
    coming.abandon()


def test_what_somebody_else_put_beside_our_files_is_left_alone_and_not_in_the_way(
    storage: Storage, tmp_path: Path
) -> None:
    file = uuid4()
    put(storage, file, 0, b"x")
    strange = ("leesmij.txt", f"{file.hex}/oud.bak", "ab/cd.0", f"{file.hex[:2]}/.verborgen", "zz")
    for name in strange:
        if isinstance(storage, S3):
            storage.put(name, b"vreemd")
        else:
            where = tmp_path / "files" / name
            where.parent.mkdir(exist_ok=True)
            where.write_bytes(b"vreemd")

    assert list(storage.files()) == [file]
    assert storage.count(file) == 1
    assert files.remove_orphans(storage, set(), older_than=0) == 1
    assert list(storage.files()) == []


def test_a_sealed_file_of_several_pieces_opens_and_nothing_of_it_lies_in_clear(storage: Storage) -> None:
    content = b"BEWIJS-SCHILDWACHT " * 250_000
    file = sealed(storage, content)

    assert b"".join(files.read(storage, file.id, file.key, size=file.size)) == content
    lying = b"".join(content_of(storage, file.id, number) for number in range(files.pieces_in(file.size)))
    assert len(lying) > PIECE
    assert b"SCHILDWACHT" not in lying


def test_a_file_that_no_record_knows_goes_and_a_file_that_is_known_stays(storage: Storage) -> None:
    known, lost = sealed(storage, b"bekend"), sealed(storage, b"verdwaald")

    assert files.remove_orphans(storage, {known.id, lost.id}, older_than=0) == 0
    assert files.remove_orphans(storage, {known.id}, older_than=3600) == 0
    assert files.remove_orphans(storage, {known.id}, older_than=0) == 1

    assert b"".join(files.read(storage, known.id, known.key, size=known.size)) == b"bekend"
    with pytest.raises(CannotOpen):
        list(files.read(storage, lost.id, lost.key, size=lost.size))


def test_everything_moves_from_one_storage_to_the_other_still_sealed(storage: Storage, tmp_path: Path) -> None:
    content = os.urandom(PIECE + 1)
    file = sealed(storage, content)
    copy = Folder(tmp_path / "copy")

    assert copy_all(storage, copy) == 1

    storage.remove(file.id)
    assert copy_all(copy, storage) == 1
    assert b"".join(files.read(storage, file.id, file.key, size=file.size)) == content


def test_a_storage_that_does_not_answer_is_told_and_what_was_stored_is_there_when_it_is_back(tmp_path: Path) -> None:
    with objects.running(tmp_path, port=free_port()) as bucket:
        storage = S3(bucket)
        file = sealed(storage, b"blijft")
    with pytest.raises(Unreachable):
        sealed(storage, b"kan niet")
    for ask in (lambda: storage.open(file.id, 0), lambda: storage.remove(file.id), lambda: list(storage.files())):
        with pytest.raises(Unreachable):
            ask()

    with objects.running(tmp_path, port=int(bucket.endpoint.rpartition(":")[2])):
        assert b"".join(files.read(storage, file.id, file.key, size=file.size)) == b"blijft"
        assert list(storage.files()) == [file.id]


def test_a_storage_that_refuses_the_key_is_as_one_that_does_not_answer(bucket: Bucket) -> None:
    storage = S3(Bucket(bucket.name, bucket.endpoint, bucket.region, bucket.access_key, "een andere sleutel"))

    with pytest.raises(Unreachable):
        storage.open(uuid4(), 0)


def test_a_broken_disk_is_as_a_storage_that_does_not_answer(tmp_path: Path) -> None:
    # A loop of links is what the operating system itself refuses, whoever asks.
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    storage = Folder(tmp_path / "loop")
    asked = (
        lambda: storage.begin(uuid4(), 0),
        lambda: storage.open(uuid4(), 0),
        lambda: storage.count(uuid4()),
        lambda: storage.remove(uuid4()),
    )

    for ask in asked:
        with pytest.raises(Unreachable):
            ask()
