"""What an organisation promises to who reports, as words that fit in a sentence of a page, a sheet or a slide."""

from collections.abc import Mapping
from typing import Final

from rugdekking.organisations.models import Organisation

# How people say zero or one working days.
_SOON: Final = {0: "dezelfde dag", 1: "de volgende werkdag"}


def promised(own: Organisation) -> Mapping[str, str]:
    """The terms by their Dutch names: somebody is in touch at the latest `contact`, there is a plan within `plan`,
    and the other side gets an answer within `reactie`."""
    days = own.contact_working_days
    return {
        "contact": _SOON.get(days, f"na {days} werkdagen"),
        "plan": f"{own.plan_hours} uur",
        "reactie": f"{own.reaction_hours} uur",
    }
