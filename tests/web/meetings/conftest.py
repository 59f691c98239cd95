import pytest

from tests import make
from tests.web.public.reporting import Reporter


@pytest.fixture
def cast(db: None) -> make.Cast:
    """The usual people at an open desk."""
    make.content()
    return make.cast()


@pytest.fixture
def visitor(cast: make.Cast) -> Reporter:
    """Somebody with a browser of their own, at the site of the cast's desk."""
    return Reporter(cast)
