import pytest

from rugdekking.content.operations import load_content
from rugdekking.content.queries import forget
from tests import make


@pytest.fixture
def loaded(db: None) -> None:
    forget()
    load_content(at=make.MIDDAY)


@pytest.fixture
def cast(loaded: None) -> make.Cast:
    return make.cast()
