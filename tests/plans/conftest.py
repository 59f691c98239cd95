import pytest

from rugdekking.content.operations import load_content
from rugdekking.content.queries import forget
from tests import make


@pytest.fixture
def cast(db: None) -> make.Cast:
    forget()
    load_content(at=make.MIDDAY)
    return make.cast()


@pytest.fixture
def committed_cast(transactional_db: None) -> make.Cast:
    """The cast in a database that really commits, for several people at the same moment."""
    forget()
    load_content(at=make.MIDDAY)
    return make.cast()
