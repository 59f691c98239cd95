"""Having a record removed: one person asks, a second one does it or says why not, and who asked can think again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.cases import operations as case_operations
from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import held_still, must_see
from rugdekking.cases.operations.standing import record as cases_record
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.perpetrators.operations.indexing import bring_in_line, forget, tell_others
from rugdekking.perpetrators.operations.recording import destroy
from rugdekking.perpetrators.operations.rows import beside, held, log, needed


class SecondPerson(Refused):
    """What one person wrote down or asked, another one decides."""


@transaction.atomic
def ask_removal(row: Perpetrator, *, ring: StaffRing, at: datetime) -> None:
    """Have a record removed that is not needed, or that was wrong. It is recognised no more from now on; a second
    person, who gets a mail, removes it for good. Raises `JustChanged` when that was asked already."""
    case, _ = held(row, ring)
    asked = Perpetrator.objects.filter(pk=row.pk, removal_asked_by=None)
    if not asked.update(removal_asked_by=ring.membership, removal_asked_on=day_of(at), recognisable=False):
        raise JustChanged("Een collega heeft dit al gevraagd. Een tweede persoon bevestigt het.")
    forget(row)
    tell_others(case, but=ring.membership, subject=row.pk, at=at)
    log("perpetrator.removal_asked", row, ring=ring, at=at)


@transaction.atomic
def remove(row: Perpetrator, *, ring: StaffRing, at: datetime) -> None:
    """Remove for good what a colleague asked to remove: its key goes, and with it what was known.

    By whoever else may see the case. That there was a record stays in the timeline. Raises `NotYourCase`,
    `SecondPerson` for who asked it, and `JustChanged` when nobody asked it or it is gone.
    """
    case, asked_by = _asked(row, ring)
    if asked_by == ring.holder:
        raise SecondPerson("U vroeg dit zelf. Een collega of de vervanger bevestigt het.")
    cases_record("perpetrator.removed", case, by=ring, at=at)
    destroy(row)
    case_operations.refresh_due([case.pk])


@transaction.atomic
def keep_after_all(row: Perpetrator, *, reason: str, ring: StaffRing, at: datetime) -> None:
    """The record stays: who asked to remove it takes that back, or a second person refuses it.

    Whichever says why, which stands beside the first reason; the person may be recognised again. Raises
    `NotYourCase`, `TextMissing`, and `JustChanged` when nobody asks it any more.
    """
    case, asked_by = _asked(row, ring)
    said = needed(reason, what="waarom de gegevens toch blijven")
    why = beside(row, "reason", f"Toch bewaard: {said}", secret=ring.open(row.key_id), at=at)
    asked = Perpetrator.objects.filter(pk=row.pk, removal_asked_by=asked_by)
    if not asked.update(removal_asked_by=None, removal_asked_on=None, **why):
        raise JustChanged("Een collega heeft hier intussen al over beslist.")
    action = "perpetrator.removal_taken_back" if asked_by == ring.holder else "perpetrator.removal_refused"
    log(action, row, ring=ring, at=at)
    bring_in_line(case, ring=ring, at=at, by=ring.membership)


def _asked(row: Perpetrator, ring: StaffRing) -> tuple[Case, UUID]:
    """The case, held still, and who asked to remove this record."""
    case = held_still(row.case)
    must_see(case, ring)
    asked_by = Perpetrator.objects.filter(pk=row.pk).values_list("removal_asked_by", flat=True).first()
    if asked_by is None:
        raise JustChanged("Dit is intussen verwijderd, of niemand vraagt er nog om.")
    return case, asked_by
