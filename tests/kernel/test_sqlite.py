"""What our SQLite does better than Django's: small ids, and a queue for those who write."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic

import pytest
from django.db import OperationalError, connection, connections, transaction

from rugdekking.keys.models import Key
from rugdekking.organisations.models import Organisation
from tests import make

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps ids and queues by itself")


@pytest.mark.django_db
def test_an_id_takes_sixteen_bytes_and_is_found_by_it() -> None:
    made = make.desk()

    with connection.cursor() as cursor:
        cursor.execute("SELECT typeof(id), length(id) FROM organisations_organisation")
        assert cursor.fetchall() == [("blob", 16)]
    found = Organisation.objects.get(pk=made.organisation_id)
    assert found.pk == made.organisation_id
    assert not Key.objects.filter(organisation=found).exists()


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    """Somebody else in this process, with a connection of their own."""
    with ThreadPoolExecutor(1) as other:
        yield other
        other.submit(connections.close_all).result()


def _write() -> float:
    with transaction.atomic():
        return monotonic()


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_writes_as_soon_as_the_first_is_done(others: ThreadPoolExecutor) -> None:
    with transaction.atomic():
        second: Future[float] = others.submit(_write)
        with pytest.raises(TimeoutError):
            second.result(timeout=0.3)
        done = monotonic()

    assert 0 <= second.result(timeout=5) - done < 0.2


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_lets_the_next_one_in(others: ThreadPoolExecutor) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError

    assert others.submit(_write).result(timeout=5)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_closed_lets_the_next_one_in(others: ThreadPoolExecutor) -> None:
    transaction.set_autocommit(autocommit=False, using="default")
    connection._start_transaction_under_autocommit()  # type: ignore[attr-defined]
    connection.close()

    assert others.submit(_write).result(timeout=5)


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_hears_that_the_database_is_busy(
    others: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)

    with transaction.atomic(), pytest.raises(OperationalError, match="database is locked"):
        others.submit(_write).result(timeout=5)
