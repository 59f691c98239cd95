"""What police and prosecution agreed, as it was shipped when somebody began to watch it."""

from rugdekking.content.queries import version
from rugdekking.content.schema import Agreement, Agreements
from rugdekking.police.models import Watch

ELA = "ela"


def agreement_of(row: Watch) -> Agreement:
    """The agreement of this watch, in the version with which it began."""
    found = version(Agreements, ELA, row.version).agreement(row.code)
    if found is None:
        raise KeyError(row.code)
    return found
