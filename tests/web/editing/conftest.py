from collections.abc import Iterator

import pytest
from django.template import engines


@pytest.fixture(autouse=True)
def _templates_of_wagtail_may_ask_for_what_is_not_there() -> Iterator[None]:
    """As they do in service; in ours it is a fault, which the other tests look for."""
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, ""
    yield
    engine.string_if_invalid = before
