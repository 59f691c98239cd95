"""What the worker destroys: police files of cases whose time has come, and of people who withdrew their report."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rugdekking.cases import queries as cases
from rugdekking.clocks import operations as clocks
from rugdekking.keys.operations.wraps import destroy_below
from rugdekking.police.models import Dossier, DossierLetter, Filing, HandOver, LogEntry, News, Online, Sheet, Watch


def destroy_due(*, at: datetime) -> int:
    """Destroy the police files that are due, keys first. Says how many."""
    gone = _destroy(Q(person__report__in=cases.withdrawn_for_good(at=at).values("report")))
    return gone + sum(_destroy(Q(case=case)) for case in cases.due_for_destruction(at=at))


@transaction.atomic
def _destroy(which: Q) -> int:
    rows = dict(Dossier.objects.filter(which).values_list("pk", "key"))
    clocks.destroy(rows)
    for part in (DossierLetter, Filing, Online, News, Watch, LogEntry, HandOver, Sheet):
        part._default_manager.filter(dossier__in=rows).delete()
    Dossier.objects.filter(pk__in=rows).delete()
    for key in rows.values():
        destroy_below(key)
    return len(rows)
