import pytest

from rugdekking.content.operations import load_content
from rugdekking.content.queries import forget
from tests import make


@pytest.fixture
def cast(db: None) -> make.Cast:
    forget()
    load_content(at=make.MIDDAY)
    return make.cast()
