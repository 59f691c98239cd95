import pytest

from rugdekking.content.operations import load_content
from rugdekking.content.queries import forget
from rugdekking.web.public import places
from tests import make
from tests.web.public.reporting import Reporter


@pytest.fixture
def cast(db: None) -> make.Cast:
    """The usual people at an open desk, with a telephone."""
    forget()
    places.forget()
    load_content(at=make.MIDDAY)
    return make.cast()


@pytest.fixture
def reporter(cast: make.Cast) -> Reporter:
    """Somebody with a browser of their own, at the site of the cast's desk."""
    return Reporter(cast)
