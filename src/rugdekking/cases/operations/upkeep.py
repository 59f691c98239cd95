"""What the worker destroys: cases that were kept long enough, and what remains of reports that were withdrawn."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import SYSTEM
from rugdekking.cases.models import Case, CaseReport, Facts, Handler, Note, PersonConcerned, Promise
from rugdekking.cases.queries.access import report_ids
from rugdekking.cases.queries.standing import due_for_destruction, withdrawn_for_good
from rugdekking.clocks import operations as clocks
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Key, KeyKind
from rugdekking.reports import operations as reports

AT_ONCE = 200


def destroy_due(*, at: datetime) -> int:
    """Destroy cases that are due with their keys and reports, and withdrawn reports with all that cases tell of them.

    Parts above this one destroy theirs first, by the same list. The bars stay, as the lines of the log do that they
    hide. Says how many cases went.
    """
    gone = sum(_destroy(case, at=at) for case in due_for_destruction(at=at)[:AT_ONCE])
    for held in list(withdrawn_for_good(at=at).values_list("report", flat=True)[:AT_ONCE]):
        _forget(held, at=at)
    return gone


@transaction.atomic
def _forget(report: UUID, *, at: datetime) -> None:
    """Who withdrew is no longer in the case of the same event, by name or in what was shared with them.

    Whoever thought again at the last moment keeps everything.
    """
    if reports.destroy(report, at=at):
        for model in (PersonConcerned, Promise, Note):
            model.objects.filter(report=report).delete()


@transaction.atomic
def _destroy(case: UUID, *, at: datetime) -> bool:
    row = Case.objects.select_for_update().filter(pk=case).first()
    if row is None:
        return False
    held = report_ids(row)
    private = list(Note.objects.filter(case=case, key__isnull=False).values_list("key", flat=True))
    for model in (Facts, Note, Promise, PersonConcerned, Handler, CaseReport):
        model.objects.filter(case=case).delete()
    Case.objects.filter(pk=case).delete()
    own = Key.objects.filter(subject=case, kind=KeyKind.CASE).values_list("pk", flat=True)
    for key in private:
        keys.destroy_below(key)
    for key in own:
        keys.destroy_key(key)
    clocks.destroy([case, *held])
    for report in held:
        reports.destroy(report, at=at)
    audit.record("case.destroyed", organisation=row.organisation_id, subject=case, by=SYSTEM, at=at)
    return True
