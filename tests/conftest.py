"""What every test stands on: an own database, no network, the time passed in."""

import gc
from collections.abc import Iterator, Sequence

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from rugdekking.vault import passphrases
from tests import databases, recording, statements

# A machine that several people use draws its first values slowly; that says nothing about a test.
settings.register_profile("shared", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("shared")

# The real stretching with the least work: the tests unlock hundreds of times.
passphrases.MEMORY = 8 * 1024
passphrases.PASSES = 1


# Here a test may start a program that has a database of its own.
PROGRAMS = frozenset({"attacks", "browser", "config", "tooling"})


def pytest_itemcollected(item: pytest.Item) -> None:
    """What asks for no database says the same on every database: it runs once."""
    asks = item.get_closest_marker("django_db") or "django_db_setup" in _fixtures(item)
    if not asks and PROGRAMS.isdisjoint(item.path.parent.parts):
        item.add_marker(pytest.mark.any_database)


def _fixtures(item: pytest.Item) -> Sequence[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else ()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Make the groups of pytest-xdist 3.8 hold: it writes them where pytest 9.2 keeps no name of a test any more."""
    for item in items:
        if grouped := vars(item).get("_nodeid"):
            item._id = type(item._id).parse(grouped)
    if left_out := statements.to_leave_out(items):
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
        items[:] = [item for item in items if item.nodeid not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with statements.noted(item):
        return (yield)


def pytest_collection_finish() -> None:
    """What was loaded stays until the end: looking through it for rubbish took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's own: a copy of a template instead of migrating again."""
    with django_db_blocker.unblock():
        databases.prepare()
        databases.empty_quickly()
    yield
    with django_db_blocker.unblock():
        databases.remove()


@pytest.fixture(autouse=True)
def _steps_begin_at_nothing() -> Iterator[None]:
    with recording.watched():
        yield


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """What a process keeps between requests must not reach the next test, in which the same desk stands again."""
    from rugdekking.content import queries as content
    from rugdekking.protocols import queries as protocols
    from rugdekking.visits.counting import TALLY
    from rugdekking.web import kept, limits
    from rugdekking.web.public import places

    content.forget()
    protocols.forget()
    places.forget()
    kept.forget()
    TALLY.forget()
    for limit in limits.BY_ADDRESS:
        limit._counts.clear()


@pytest.fixture(autouse=True)
def _limits_start_empty(request: pytest.FixtureRequest) -> None:
    """The cache holds the limits. A transaction that is really committed would leave them to the next test."""
    if "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        cache.clear()
