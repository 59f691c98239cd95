"""Sealed files in S3-compatible object storage. A piece goes in one request, which stores all of it or nothing."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count, groupby
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from rugdekking.vault.storage.base import answering, file_of

if TYPE_CHECKING:
    from obstore import ObjectMeta


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where the bucket is, and with what to open it. `folder`: what every name in it begins with."""

    name: str
    endpoint: str
    region: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    folder: str = ""


class S3:
    """The storage of an installation with several machines."""

    def __init__(self, bucket: Bucket) -> None:
        # Taken up only where it is used: most installations have a folder.
        from obstore.store import S3Store

        self._store = S3Store(
            bucket.name,
            prefix=bucket.folder or None,
            endpoint=bucket.endpoint,
            region=bucket.region,
            access_key_id=bucket.access_key,
            secret_access_key=bucket.secret_key,
            # The bucket's name in the path: that works everywhere, also without a name of its own in the DNS.
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": bucket.endpoint.startswith("http://"),
                "connect_timeout": "5s",
                "timeout": "60s",
            },
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
        )

    def begin(self, file: UUID, number: int) -> "_Piece":
        return _Piece(self, _name(file, number))

    def open(self, file: UUID, number: int) -> BinaryIO:
        with _answering():
            return BytesIO(self._store.get(_name(file, number)).bytes())

    def count(self, file: UUID) -> int:
        there = {_number(one["path"]) for one in self._listed(file.hex)}
        return next(number for number in count() if number not in there)

    def remove(self, file: UUID) -> None:
        names = [one["path"] for one in self._listed(file.hex)]
        with _answering():
            # From the last one down, as in a folder.
            for name in sorted(names, key=_number, reverse=True):
                self._store.delete(name)

    def files(self, *, older_than: float = 0) -> Iterator[UUID]:
        limit = datetime.now(UTC) - timedelta(seconds=older_than)
        for file, pieces in groupby(self._listed(""), lambda one: file_of(one["path"])):
            if file and max(one["last_modified"] for one in pieces) <= limit:
                yield file

    def tidy(self, *, older_than: float) -> int:  # noqa: ARG002  (nothing is ever half-written here)
        return 0

    def put(self, name: str, sealed: bytes) -> None:
        with _answering():
            self._store.put(name, sealed, use_multipart=False)

    def _listed(self, folder: str) -> "Iterator[ObjectMeta]":
        with _answering():
            for some in self._store.list(folder or None):
                yield from (one for one in some if file_of(one["path"]))


class _Piece:
    def __init__(self, store: S3, name: str) -> None:
        self._store, self._name, self._sealed = store, name, bytearray()

    def write(self, sealed: bytes) -> None:
        self._sealed += sealed

    def commit(self) -> None:
        self._store.put(self._name, bytes(self._sealed))

    def abandon(self) -> None:
        self._sealed.clear()


def _answering() -> AbstractContextManager[None]:
    from obstore.exceptions import BaseError

    return answering(BaseError, OSError)


def _name(file: UUID, number: int) -> str:
    return f"{file.hex}/{number}"


def _number(name: str) -> int:
    return int(name.rpartition("/")[2])
