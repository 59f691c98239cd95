"""Limits are counted without waiting for the disk; everything after them waits again."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext


def durable() -> bool:
    """Whether a commit of this connection waits until the disk has it."""
    ask = "PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit"
    with connection.cursor() as cursor:
        cursor.execute(ask)
        return str(cursor.fetchone()[0]) == usual()


def usual() -> str:
    if connection.vendor == "sqlite":
        return "2"
    with connection.cursor() as cursor:
        cursor.execute("SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_count_is_kept_and_the_next_commit_is_durable_again() -> None:
    with CaptureQueriesContext(connection) as asked:
        cache.set("limit", 3)

    assert "synchronous" in asked[0]["sql"]
    assert cache.get("limit") == 3
    assert durable()
    cache.delete("limit")
    assert cache.get("limit") is None
    assert durable()


@pytest.mark.django_db(transaction=True)
def test_inside_something_that_must_be_durable_nothing_changes() -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        cache.set("limit", 3)

    assert not [one for one in asked if "synchronous" in one["sql"]]
    assert cache.get("limit") == 3
