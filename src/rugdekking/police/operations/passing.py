"""Terms that pass by themselves: what nobody can use any more does not keep a closed case from being destroyed."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.status import State as CaseState
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.kernel.refusal import JustChanged

# So long whoever keeps a term of a closed case can still act on it after it passed.
_STAYS = timedelta(weeks=2)


def end_due(*, at: datetime) -> int:
    """End terms of police files that passed: taking a complaint back at once, what else a closed case had after two
    weeks. In an open case a handler lets go of the others, and reads what is still possible. Says how many."""
    closed = Case.objects.filter(pk=OuterRef("file"), state=CaseState.CLOSED)
    over = Q(kind=ClockKind.COMPLAINT_BACK, due_at__lt=at) | Q(Exists(closed), due_at__lt=at - _STAYS)
    rows = list(Clock.objects.filter(over, subject_kind=SubjectKind.DOSSIER, ended_at=None))
    return sum(_ended(one, at=at) for one in rows)


def _ended(clock: Clock, *, at: datetime) -> bool:
    try:
        if clock.kind == ClockKind.COMPLAINT_BACK:
            clocks.stop_one(clock.pk, at=at)
        else:
            clocks.keep_one(clock.pk, at=at)
    except JustChanged:
        return False
    cases.refresh_due([clock.file])
    return True
