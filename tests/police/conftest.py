import pytest

from tests import make


@pytest.fixture
def loaded(db: None) -> None:
    make.content()


@pytest.fixture
def cast(loaded: None) -> make.Cast:
    return make.cast()
