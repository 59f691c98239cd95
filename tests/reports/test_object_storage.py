"""An installation whose sealed files lie in object storage: all that touches files does so there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from rugdekking.config import backup, command
from rugdekking.reports import operations, queries
from rugdekking.reports.files import contents
from rugdekking.vault.storage import Bucket, Folder, storage
from tests import make
from tests.cases.props import opened
from tests.reports.props import filed, stored
from tests.servers import objects
from tests.servers.ports import free_port
from tests.web.public.reporting import Reporter

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("objects")]


@pytest.fixture
def bucket(tmp_path: Path, settings: Settings) -> Iterator[Bucket]:
    with objects.running(tmp_path / "objects") as bucket:
        settings.SEALED_FILES_BUCKET = bucket
        settings.SEALED_FILES_FOLDER = tmp_path / "unused"
        yield bucket


def test_a_file_of_a_report_lies_in_the_bucket_and_goes_with_its_report(cast: make.Cast, bucket: Bucket) -> None:
    own = filed(cast, attached=[stored(b"bewijs" * 1000)])

    (piece,) = queries.evidence(own.report, own.ring)
    assert b"".join(contents(piece.file)) == b"bewijs" * 1000
    assert list(storage().files()) == [piece.file.id]

    kept = stored(b"niemand kent dit")
    assert operations.remove_orphan_files() == 0
    assert set(storage().files()) == {piece.file.id, kept.id}


def test_a_backup_holds_the_files_of_the_bucket_and_brings_them_back(
    cast: make.Cast, bucket: Bucket, tmp_path: Path
) -> None:
    opened(cast)
    own = filed(cast, attached=[stored(b"bewijs" * 1000)])
    (piece,) = queries.evidence(own.report, own.ring)

    backup.copy_files(tmp_path / "backup")
    assert list(Folder(tmp_path / "backup" / backup.FILES).files()) == [piece.file.id]
    storage().remove(piece.file.id)

    assert command.main(["copy-files", str(tmp_path / "backup" / backup.FILES)]) == 0
    assert b"".join(contents(piece.file)) == b"bewijs" * 1000


def test_a_bucket_that_does_not_answer_costs_a_file_and_nothing_else(cast: make.Cast, settings: Settings) -> None:
    own = filed(cast, attached=[stored()])
    (piece,) = queries.evidence(own.report, own.ring)
    settings.SEALED_FILES_BUCKET = Bucket("weg", f"http://127.0.0.1:{free_port()}", "eu", "sleutel", "geheim")
    reporter = Reporter(cast)
    reporter.fills_in("melden/wat/", what="Er is een bericht.")
    reporter.opens("melden/bestanden/")

    text = reporter.sends("melden/bestanden/", evidence=SimpleUploadedFile("notitie.txt", b"een notitie"))

    assert "onze opslag antwoordt niet" in text
    assert "Er is een bericht." in reporter.opens("melden/controle/")
    visitor = Client(raise_request_exception=False)
    home = f"/{cast.desk.organisation.slug}/mijn/"
    visitor.post(home, {"toegangscode": own.code.text})
    answer = visitor.get(f"{home}{own.report.reference}/bestanden/{piece.id}/")
    assert answer.status_code == 503
    assert "Er is niets verloren" in answer.content.decode()
