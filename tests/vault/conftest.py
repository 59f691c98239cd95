"""The two storages, so that each rule is tried on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rugdekking.vault.storage import S3, Bucket, Folder, Storage
from tests.servers import objects


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    with objects.running(tmp_path_factory.mktemp("objects")) as bucket:
        yield bucket


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """An empty storage of each kind. The bucket is one for all tests: each has a folder of its own in it."""
    if request.param == "folder":
        return Folder(tmp_path / "files")
    bucket: Bucket = request.getfixturevalue("bucket")
    folder = f"{tmp_path.parent.name}/{tmp_path.name}"
    return S3(Bucket(bucket.name, bucket.endpoint, bucket.region, bucket.access_key, bucket.secret_key, folder))
