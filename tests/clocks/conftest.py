from datetime import UTC, datetime

import pytest

from rugdekking.content.operations import load_content
from rugdekking.content.queries import forget
from tests.clocks import desk as desks


@pytest.fixture
def desk(db: None) -> desks.TheDesk:
    forget()
    load_content(at=datetime(2026, 3, 1, tzinfo=UTC))
    return desks.make()
