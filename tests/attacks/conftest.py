"""A world is dear to make, and so is a place with a server: tests share them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.attacks import place
from tests.attacks.world import World
from tests.servers import web


@pytest.fixture(scope="module")
def made_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        try:
            made = World.made()
            with django_db_blocker.block():
                yield made
        finally:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def world(made_world: World, db: None) -> World:
    return made_world


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> place.Place:
    """One place for the tests that need a real server. They are in one group, so that it is made once."""
    return place.made(tmp_path_factory.mktemp("attacked"))


@pytest.fixture(scope="module")
def server(attacked: place.Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[web.Server]:
    with web.running(attacked.settings, log=tmp_path_factory.mktemp("server") / "log") as running:
        yield running
