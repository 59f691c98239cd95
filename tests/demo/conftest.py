"""The demo as its command makes it: one copy for all tests in this folder, gone after them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from rugdekking.kernel.time import AMSTERDAM
from tests import databases

HERE = Path(__file__).parent
DATABASE = "rugdekking.sqlite3"


@dataclass(frozen=True)
class Filled:
    """What the command said, line by line, and when it was done."""

    said: list[str]
    on: datetime


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of the demo run in one process, on one copy of it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="package")
def filled(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    """The demo in the place of the empty database. Everything in this folder only reads, so it serves every test."""
    folder = tmp_path_factory.mktemp("demo")
    ours = Path(connection.settings_dict["NAME"])
    with django_db_blocker.unblock():
        databases.demo(folder)
        done = datetime.fromtimestamp((folder / DATABASE).stat().st_mtime, tz=AMSTERDAM)
        _put((folder / DATABASE).read_bytes(), ours)
        with override_settings(SECRETS_FOLDER=folder / "secrets"):
            yield Filled((folder / databases.SAID).read_text().splitlines(), done)
        connection.close()
        databases.prepare()


def _put(database: bytes, where: Path) -> None:
    connection.close()
    where.write_bytes(database)
