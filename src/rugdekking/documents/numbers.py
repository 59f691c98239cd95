"""The numbers of who answers, as a sheet and a slide show them."""

from typing import Final

from rugdekking.content.queries import latest
from rugdekking.content.schema import Services

_ON_ONE_LINE: Final = str.maketrans(" ", "\N{NO-BREAK SPACE}")


def who_answers(desk: str, reached: str) -> tuple[tuple[str, str], ...]:
    """Danger first, then the own `desk` with how it is `reached`, then who answers at night."""
    services = latest(Services, "support")
    emergency, *others = (services.service(code) for code in ("emergency", "support_team", "victim_support"))
    pairs = ((one.label, f"{one.phone.translate(_ON_ONE_LINE)}, {one.hours}") for one in others)
    return ((emergency.label, emergency.phone), (desk, reached), *pairs)
