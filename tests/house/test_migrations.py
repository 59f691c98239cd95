"""A first start is quick because each table is made at once; `manage.py makemigrations` writes it so."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel


@pytest.fixture(scope="module")
def first() -> dict[str, list[str]]:
    """What each first migration of ours does besides making tables."""
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    ours = {key: one for key, one in loader.disk_migrations.items() if one.__module__.startswith("rugdekking.")}
    return {
        f"{app}.{name}": [change.describe() for change in one.operations if not isinstance(change, CreateModel)]
        for (app, name), one in ours.items()
        if one.initial
    }


def test_a_first_migration_makes_each_table_whole(first: dict[str, list[str]]) -> None:
    assert first
    assert {name: changes for name, changes in first.items() if changes} == {}
