"""A place with a server is dear to make: tests share it. A world is recorded."""

from collections.abc import Iterator

import pytest

from tests.attacks import place
from tests.attacks.world import World
from tests.servers import web


@pytest.fixture
def world(db: None) -> World:
    return World.made()


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> place.Place:
    """One place for the tests that need a real server. They are in one group, so that it is made once."""
    return place.made(tmp_path_factory.mktemp("attacked"))


@pytest.fixture(scope="module")
def server(attacked: place.Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[web.Server]:
    with web.running(attacked.settings, log=tmp_path_factory.mktemp("server") / "log") as running:
        yield running
