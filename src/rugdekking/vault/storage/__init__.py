"""Where sealed files lie: in a folder, or in S3-compatible object storage. Both get nothing but ciphertext."""

from functools import cache

from django.conf import settings

from rugdekking.vault.storage.base import DiskFull, NotStored, Sink, Storage, Unreachable
from rugdekking.vault.storage.folder import Folder
from rugdekking.vault.storage.s3 import S3, Bucket

__all__ = ["S3", "Bucket", "DiskFull", "Folder", "NotStored", "Sink", "Storage", "Unreachable", "copy_all", "storage"]


def storage() -> Storage:
    """The storage of this installation: the bucket that the settings name, or else the folder."""
    bucket: Bucket | None = settings.SEALED_FILES_BUCKET
    return Folder(settings.SEALED_FILES_FOLDER) if bucket is None else _object_storage(bucket)


def copy_all(source: Storage, target: Storage) -> int:
    """Copy every file of `source`, still sealed, and say how many. What is in `target` already is written over.

    A file that goes while this runs is left out.
    """
    copied = 0
    for file in source.files():
        for number in range(source.count(file)):
            try:
                sealed = source.open(file, number)
            except FileNotFoundError:
                break
            with sealed:
                _put(target.begin(file, number), sealed.read())
        copied += 1
    return copied


def _put(sink: Sink, sealed: bytes) -> None:
    sink.write(sealed)
    sink.commit()


@cache
def _object_storage(bucket: Bucket) -> Storage:
    """One per process: it keeps its connections."""
    return S3(bucket)
