"""Consent, step by step: asked and given on the person's own page, or by word of mouth."""

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from rugdekking.audit import operations as audit
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import to_the_hour
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.reports import texts
from rugdekking.reports.actors import actor_of, must_own
from rugdekking.reports.choices import Answer, Confirmed, Step
from rugdekking.reports.models import Consent, Report
from rugdekking.reports.operations.talking import tell_holder
from rugdekking.reports.queries import owner_of, secret_of
from rugdekking.reports.sealing import place
from rugdekking.reports.story import Words


class AskedAlready(JustChanged):
    """This step was asked before and still waits, or consent for it stands."""


@transaction.atomic
def ask_consent(report: Report, *, step: Step, note: str, ring: StaffRing, at: datetime) -> Consent:
    """Ask the person concerned for one step. `note` says what exactly would happen. Raises `AskedAlready`."""
    row = _new(report, step=step, note=note, ring=ring, at=at)
    _save(row)
    audit.record("consent.asked", organisation=report.organisation_id, subject=report.pk, by=actor_of(ring), at=at)
    owner = owner_of(report)
    if owner is not None:
        tell_holder(owner, at=at)
    return row


@transaction.atomic
def record_consent(report: Report, *, step: Step, given: bool, note: str, ring: StaffRing, at: datetime) -> Consent:
    """Record what the person concerned said about a step on the phone or in a talk. Raises `AskedAlready`."""
    _now_answered(report, step)
    row = _new(report, step=step, note=note, ring=ring, at=at)
    row.state = Answer.GIVEN if given else Answer.REFUSED
    row.how, row.answered_at = Confirmed.BY_WORD, to_the_hour(at)
    _save(row)
    _record(row, ring, at)
    return row


@transaction.atomic
def answer_consent(consent: Consent, *, given: bool, ring: Ring, at: datetime) -> None:
    """The person concerned says yes or no with their own code. Raises `NotYours` and `JustChanged`."""
    must_own(consent.report, ring)
    answer = Answer.GIVEN if given else Answer.REFUSED
    waiting = Consent.objects.filter(pk=consent.pk, state=Answer.ASKED)
    if not waiting.update(state=answer, how=Confirmed.BY_CODE, answered_at=to_the_hour(at)):
        raise JustChanged("Deze vraag is al beantwoord.")
    consent.refresh_from_db()
    _record(consent, ring, at)


@transaction.atomic
def withdraw_consent(consent: Consent, *, ring: Ring, at: datetime) -> None:
    """The person concerned takes consent back. What was done already cannot be undone. Raises `NotYours`."""
    must_own(consent.report, ring)
    given = Consent.objects.filter(pk=consent.pk, state=Answer.GIVEN)
    if not given.update(state=Answer.WITHDRAWN, how=Confirmed.BY_CODE, answered_at=to_the_hour(at)):
        raise JustChanged("Deze toestemming is al ingetrokken of niet gegeven.")
    consent.refresh_from_db()
    _record(consent, ring, at)


def hold_consents(*reports: Report | None) -> None:
    """Keep a yes as it is until this transaction ends: who takes it back at the same moment waits, and then reads
    what was made of it meanwhile. Asks for a transaction."""
    held = sorted({one.pk for one in reports if one is not None})
    list(Consent.objects.select_for_update().filter(report__in=held).order_by("pk").values_list("pk"))


def _new(report: Report, *, step: Step, note: str, ring: StaffRing, at: datetime) -> Consent:
    row = Consent(
        id=uuid4(),
        organisation_id=report.organisation_id,
        report=report,
        step=step,
        recorded_by=ring.membership,
        asked_at=to_the_hour(at),
    )
    words = Words(text=texts.check(note), writer=ring.membership.title, at=at.isoformat(timespec="milliseconds"))
    row.sealed = secret_of(report, ring).seal(words.to_bytes(), place(row))
    return row


def _save(row: Consent) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise AskedAlready("Deze stap is al gevraagd, of er is al toestemming voor.") from error


def _now_answered(report: Report, step: Step) -> None:
    """A question that still waited is overtaken by what the person said in person: only that answer stays."""
    Consent.objects.filter(report=report, step=step, state=Answer.ASKED).delete()


def _record(consent: Consent, ring: Ring, at: datetime) -> None:
    audit.record(
        f"consent.{consent.state}",
        organisation=consent.organisation_id,
        subject=consent.report_id,
        by=actor_of(ring),
        at=at,
    )
