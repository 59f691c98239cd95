"""The demo, filled once for all tests in this folder, and gone after them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from rugdekking.config.demo import fill
from rugdekking.content.operations import load_content
from rugdekking.kernel.time import AMSTERDAM

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 18, 11, 20, tzinfo=AMSTERDAM)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of the demo run in one process, so that it is filled once."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="package")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """What `fill` said. Everything in this folder only reads, so the filled database serves every test."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_content(at=NOW)
        yield fill(at=NOW)
        transaction.set_rollback(True)
