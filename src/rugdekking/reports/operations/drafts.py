"""Writing a report in steps: it survives a closed browser, and nobody but its writer can open it."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.kernel.written import Prepared, insert
from rugdekking.organisations.models import Organisation
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import CodeHolder, ComingFile, Draft, DraftFile
from rugdekking.reports.queries import draft_id
from rugdekking.reports.sealing import place
from rugdekking.reports.story import Story
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.storage import Unreachable, storage

MOST_FILES = 20
_SENT: Prepared[UUID] = Prepared(
    lambda lookup: CodeHolder.objects.filter(lookup=lookup).values_list("pk", flat=True), bytes
)


class AlreadySent(Refused):
    """The report of this code was sent before: what is added now goes to the reporter's own page."""


class TooManyFiles(Refused):
    """A report takes only so many files at once; more can follow later."""


@transaction.atomic
def save_draft(code: AccessCode, *, organisation: Organisation, story: Story, at: datetime) -> None:
    """Keep what was written so far, for `organisation.draft_days` from now. Raises `AlreadySent`."""
    _refuse_sent(code)
    draft = Draft(
        id=draft_id(code),
        organisation=organisation,
        expires_on=day_of(at) + timedelta(days=organisation.draft_days),
    )
    draft.sealed = code.secret.seal(story.to_bytes(), place(draft))
    insert([draft], or_update=("sealed", "expires_on"))


@transaction.atomic
def drop_draft(code: AccessCode) -> None:
    """Throw away what was written, with its files."""
    files = list(DraftFile.objects.filter(draft=draft_id(code)).values_list("pk", flat=True))
    DraftFile.objects.filter(pk__in=files).delete()
    Draft.objects.filter(pk=draft_id(code)).delete()
    remove_files_afterwards(files)
    forget_coming([draft_id(code)])


@transaction.atomic
def add_draft_file(code: AccessCode, *, organisation: Organisation, file: StoredFile, at: datetime) -> None:
    """Keep a file with the draft. Raises `TooManyFiles` and `AlreadySent`; then the file on disk is removed."""
    try:
        _refuse_sent(code)
        must_have_room(draft_id(code))
    except Refused:
        storage().remove(file.id)
        raise
    row = DraftFile(id=file.id, organisation=organisation, draft=draft_id(code))
    row.sealed = code.secret.seal(file.to_bytes(), place(row))
    row.save(force_insert=True)
    Draft.objects.filter(pk=draft_id(code)).update(expires_on=day_of(at) + timedelta(days=organisation.draft_days))


@transaction.atomic
def drop_draft_file(code: AccessCode, *, file: UUID) -> None:
    """Take one file out of the draft, and off the disk."""
    if DraftFile.objects.filter(pk=file, draft=draft_id(code)).delete()[0]:
        remove_files_afterwards([file])


def forget_coming(subjects: Collection[UUID]) -> None:
    """Throw away what still came in for these drafts or reports. Call it in the step that ends them."""
    rows = ComingFile.objects.filter(subject__in=subjects)
    remove_files_afterwards(list(rows.values_list("pk", flat=True)))
    rows.delete()


def remove_files_afterwards(files: list[UUID]) -> None:
    """Remove sealed files once it is sure that no row knows them any more."""
    for file in files:
        transaction.on_commit(partial(_remove, file))


def _remove(file: UUID) -> None:
    # A storage that does not answer now keeps an orphan, which the worker removes within a day or two.
    with suppress(Unreachable):
        storage().remove(file)


def _refuse_sent(code: AccessCode) -> None:
    if _SENT.rows(code.lookup):
        raise AlreadySent("Deze melding is al verstuurd. Op uw eigen pagina kunt u nog iets toevoegen.")


def must_have_room(draft: UUID) -> None:
    """Raises `TooManyFiles` when this draft takes no more."""
    if DraftFile.objects.filter(draft=draft).count() >= MOST_FILES:
        raise TooManyFiles(f"U kunt {MOST_FILES} bestanden meesturen. Later kunt u er meer toevoegen.")
