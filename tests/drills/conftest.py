import pytest

from tests import make


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()
