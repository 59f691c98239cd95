"""What stands online: writing it down before it is gone, telling the platform, and what that did."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from rugdekking.cases import operations as cases
from rugdekking.cases.operations.at_work import handled, must_be_confirmed, must_have_been
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.police.agreeing import must_have_agreed
from rugdekking.police.models import Answer, Dossier, Online
from rugdekking.police.operations.opening import record
from rugdekking.police.sealing import seal
from rugdekking.police.status import OnlineState
from rugdekking.police.writing import Place
from rugdekking.reports.choices import Step


@transaction.atomic
def keep_online(dossier: Dossier, place: Place, *, ring: StaffRing, at: datetime) -> Online:
    """Write down what stands online and where. Nothing goes to the platform by it."""
    handled(dossier.case, ring)
    row = Online(id=uuid4(), organisation_id=dossier.organisation_id, dossier=dossier, kept_on=day_of(at))
    row.sealed = seal(row, "sealed", place, under=ring.open(dossier.key_id))
    row.save(force_insert=True)
    record("online.kept", dossier, by=ring, at=at)
    return row


@transaction.atomic
def correct_online(row: Online, place: Place, *, seen: int, ring: StaffRing, at: datetime) -> None:
    """Write it down better. `seen`: how often it was changed when the page was opened. Raises `JustChanged`."""
    handled(row.dossier.case, ring)
    sealed = seal(row, "sealed", place, under=ring.open(row.dossier.key_id))
    if not Online.objects.filter(pk=row.pk, changes=seen).update(sealed=sealed, changes=F("changes") + 1):
        raise JustChanged("Een collega heeft dit intussen aangepast. Kijk het na en doe het dan opnieuw.")
    record("online.corrected", row.dossier, by=ring, at=at)
    row.refresh_from_db()


@transaction.atomic
def notice_platform(row: Online, *, on: date, ring: StaffRing, at: datetime) -> None:
    """The platform was told on day `on`, by letter or through its own form: from then on its answer is awaited.

    Raises `AskFirst` without consent of the person concerned, `NotConfirmedYet`, `NotThatDay` and `JustChanged`.
    """
    case = handled(row.dossier.case, ring)
    must_be_confirmed(case)
    must_have_agreed(row.dossier, Step.PLATFORM)
    must_have_been(on, at=at)
    clock = clocks.start(
        ClockKind.PLATFORM,
        organisation=row.dossier.organisation,
        subject=clocks.Subject(SubjectKind.DOSSIER, row.dossier_id, file=case.pk),
        owner=ring.membership.pk,
        at=at,
    )
    kept = Online.objects.filter(pk=row.pk, state=OnlineState.KEPT)
    if not kept.update(state=OnlineState.NOTICED, noticed_on=on, clock=clock.pk):
        raise JustChanged("Dit is intussen al bij het platform gemeld.")
    record("online.noticed", row.dossier, by=ring, at=at)
    cases.refresh_due([case.pk])
    row.refresh_from_db()


@transaction.atomic
def platform_answered(row: Online, *, answer: Answer, on: date, ring: StaffRing, at: datetime) -> None:
    """The platform let know what it did. Raises `NotThatDay` and `JustChanged`."""
    case = handled(row.dossier.case, ring)
    must_have_been(on, at=at, since=row.noticed_on)
    noticed = Online.objects.filter(pk=row.pk, state=OnlineState.NOTICED)
    if row.clock is None or not noticed.update(state=OnlineState.ANSWERED, answer=answer, answered_on=on):
        raise JustChanged("Hierop wacht u niet meer. Bekijk het opnieuw.")
    clocks.keep_one(row.clock, at=at)
    record("online.answered", row.dossier, by=ring, at=at)
    cases.refresh_due([case.pk])
    row.refresh_from_db()
