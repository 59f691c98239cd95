from datetime import UTC, datetime

import pytest

from tests import make
from tests.clocks import desk as desks


@pytest.fixture
def desk(db: None) -> desks.TheDesk:
    make.content(at=datetime(2026, 3, 1, tzinfo=UTC))
    return desks.make()
