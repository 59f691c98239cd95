import pytest

from tests import make


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


@pytest.fixture
def committed_cast(transactional_db: None) -> make.Cast:
    """The cast in a database where everybody has a transaction of their own."""
    make.content()
    return make.cast()
