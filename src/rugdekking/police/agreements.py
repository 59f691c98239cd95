"""What police and prosecution agreed, as it was shipped when somebody began to watch it."""

from collections.abc import Iterable
from uuid import UUID

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


def subjects_of(clocks: Iterable[UUID]) -> list[str]:
    """What the agreements are called on whose day these clocks wait."""
    waiting = list(clocks)
    rows = Watch.objects.filter(clock__in=waiting).order_by("promised_on", "code") if waiting else ()
    return [agreement_of(row).subject for row in rows]
