"""What the worker destroys: drafts that expired, reports that were withdrawn, files that no row knows."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import chain
from uuid import UUID

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import SYSTEM
from rugdekking.clocks import operations as clocks
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.notify.operations import forget_reporter
from rugdekking.reports.models import (
    Body,
    CodeHolder,
    ComingFile,
    Consent,
    Draft,
    DraftFile,
    Evidence,
    Message,
    Rating,
    Report,
)
from rugdekking.reports.operations.drafts import forget_coming, remove_files_afterwards
from rugdekking.reports.queries import known_files
from rugdekking.reports.status import State, before
from rugdekking.vault import files as vault_files
from rugdekking.vault.storage import storage

AT_ONCE = 200
# Longer than anybody takes to send a form with large files over a bad line.
_YOUNG_FILE = 24 * 60 * 60
# A file whose last piece did not come by then was given up, or began again.
_TO_COME_IN = timedelta(days=2)


def destroy_due(*, at: datetime) -> int:
    """Destroy expired drafts and the reports whose shown day of destruction has come. Says how many went."""
    drafts = Draft.objects.filter(expires_on__lt=day_of(at)).values_list("pk", flat=True)
    gone = _destroy_drafts(list(drafts[:AT_ONCE]))
    _give_up_coming(day_of(at) - _TO_COME_IN)
    due = Report.objects.filter(state=State.WITHDRAWN, destroy_on__lte=day_of(at)).values_list("pk", flat=True)
    return gone + sum(destroy(report, at=at) for report in list(due[:AT_ONCE]))


@transaction.atomic
def destroy(report: UUID, *, at: datetime) -> bool:
    """Destroy the key, texts, files and codes of a withdrawn or closed report. Its row and the log stay.

    Says whether it was done now: somebody may have thought again in time.
    """
    row = Report.objects.filter(pk=report).first()
    standing = Report.objects.filter(pk=report, state__in=before(State.DESTROYED))
    if row is None or not standing.update(
        state=State.DESTROYED, key=None, channel="", behaviour_class="", person_class=""
    ):
        return False
    if row.key_id is not None:
        keys.destroy_key(row.key_id)
    kept = Evidence.objects.filter(report=report).values_list("file", "copy")
    files = [file for file in chain.from_iterable(kept) if file]
    for holder in CodeHolder.objects.filter(report=report).values_list("pk", flat=True):
        forget_reporter(holder)
    for model in (Body, Message, Evidence, Consent, Rating, CodeHolder):
        model.objects.filter(report=report).delete()
    clocks.destroy([report])
    forget_coming([report])
    remove_files_afterwards(files)
    audit.record("report.destroyed", organisation=row.organisation_id, subject=report, by=SYSTEM, at=at)
    return True


def remove_orphan_files() -> int:
    """Remove sealed files that no row knows, left by a sending that was cut off. Says how many."""
    return vault_files.remove_orphans(storage(), known_files(), older_than=_YOUNG_FILE)


@transaction.atomic
def _give_up_coming(before: date) -> None:
    late = ComingFile.objects.filter(begun_on__lt=before)
    remove_files_afterwards(list(late.values_list("pk", flat=True)))
    late.delete()


@transaction.atomic
def _destroy_drafts(drafts: Collection[UUID]) -> int:
    files = list(DraftFile.objects.filter(draft__in=drafts).values_list("pk", flat=True))
    DraftFile.objects.filter(pk__in=files).delete()
    remove_files_afterwards(files)
    forget_coming(drafts)
    return Draft.objects.filter(pk__in=drafts).delete()[0]
