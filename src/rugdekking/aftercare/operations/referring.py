"""Referring somebody to help outside: a yes first, then the call with a day and a contact, then the outcome."""

from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from rugdekking.aftercare.models import Referral, ReferralOutcome
from rugdekking.aftercare.operations import asking
from rugdekking.aftercare.operations.rows import give_own_key, record
from rugdekking.aftercare.sealing import seal
from rugdekking.aftercare.status import ReferralState, referral_before
from rugdekking.audit.actor import Actor
from rugdekking.cases import operations as case_operations
from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.cases.operations.at_work import handled, must_be_confirmed, must_have_been
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.content import queries as content
from rugdekking.content.schema import Services
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.sealing import needed
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Step

# The code of the national Ondersteuningsteam in content/nl/texts/support.yaml.
SUPPORT_TEAM = "support_team"


class NoReferral(Refused):
    """This person was not asked, said no, or was referred there already."""


@transaction.atomic
def ask_referral(
    case: Case, *, person: PersonConcerned, ring: StaffRing, at: datetime, service: str = SUPPORT_TEAM
) -> Referral:
    """Ask this person whether the desk may call a service for them. `service` is a code of texts/support.

    Who reported reads the question about the Ondersteuningsteam on their own page. Raises `NoReferral` for an
    unknown service, and when the same was asked before and is not finished: who said no is not asked again.
    """
    case = handled(case, ring)
    if person.case_id != case.pk or service not in {one.code for one in content.latest(Services, "support").services}:
        raise NoReferral("Deze persoon of deze dienst hoort niet bij deze zaak.")
    referral = Referral(
        id=uuid4(),
        organisation_id=case.organisation_id,
        case=case,
        person=person,
        service=service,
        asked_on=day_of(at),
    )
    give_own_key(referral, case=case, ring=ring, at=at)
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError as error:
        raise NoReferral("Dit is al gevraagd. Wie nee zei, mag er zelf op terugkomen.") from error
    record("referral.asked", referral, by=actor_of(ring), at=at)
    if service == SUPPORT_TEAM and asking.ask(person, step=Step.SUPPORT_TEAM, ring=ring, at=at):
        hear_referral_answer(referral, agrees=True, by=actor_of(ring), at=at)
    return referral


@transaction.atomic
def answer_referral(referral: Referral, *, agrees: bool, ring: StaffRing, at: datetime) -> None:
    """Record what this person said to a handler; also a yes from somebody who said no before and came back."""
    handled(referral.case, ring)
    hear_referral_answer(referral, agrees=agrees, by=actor_of(ring), at=at)
    if referral.service == SUPPORT_TEAM:
        asking.note_word(referral.person, step=Step.SUPPORT_TEAM, given=agrees, ring=ring, at=at)


def hear_referral_answer(referral: Referral, *, agrees: bool, by: Actor, at: datetime) -> None:
    """A yes or a no, as long as the call was not made. Raises `JustChanged`."""
    new = ReferralState.AGREED if agrees else ReferralState.REFUSED
    open_rows = Referral.objects.filter(pk=referral.pk, state__in=referral_before(new))
    if not open_rows.update(state=new, answered_on=day_of(at)):
        raise JustChanged("Deze vraag is al beantwoord, of het contact is al gelegd.")
    record("referral.agreed" if agrees else "referral.refused", referral, by=by, at=at)
    referral.refresh_from_db()


@transaction.atomic
def refer(referral: Referral, *, contact: str, on: date, ring: StaffRing, at: datetime) -> None:
    """Record that the service was called on day `on`, and with whom. A clock asks later whether it worked.

    Raises `NoReferral` without a yes, `NotConfirmedYet` while a typed report waits for the person, `NotThatDay`
    and `TextMissing`.
    """
    case = handled(referral.case, ring)
    must_be_confirmed(case)
    must_have_been(on, at=at)
    sealed = seal(referral, "contact", needed(contact, what="wie u sprak"), under=ring.open(referral.key_id))
    agreed = Referral.objects.filter(pk=referral.pk, state__in=referral_before(ReferralState.MADE))
    if not agreed.update(state=ReferralState.MADE, made_on=on, contact=sealed):
        raise NoReferral("Deze persoon heeft hier geen ja op gezegd, of het contact is al gelegd.")
    clocks.start(
        ClockKind.REFERRAL,
        organisation=case.organisation,
        subject=Subject(SubjectKind.REFERRAL, referral.pk, file=case.pk),
        owner=ring.membership.pk,
        at=at,
    )
    _finish("referral.made", referral, ring, at)


@transaction.atomic
def close_referral(
    referral: Referral, *, outcome: ReferralOutcome, remark: str, ring: StaffRing, at: datetime
) -> None:
    """Record what came of it. `remark` may be empty. Also after the case was closed. Raises `JustChanged`."""
    secret = ring.open(referral.key_id)
    sealed = seal(referral, "remark", remark.strip(), under=secret) if remark.strip() else None
    made = Referral.objects.filter(pk=referral.pk, state__in=referral_before(ReferralState.CLOSED))
    if not made.update(state=ReferralState.CLOSED, closed_on=day_of(at), outcome=outcome, remark=sealed):
        raise JustChanged("Deze verwijzing is al afgerond, of nog niet gemaakt.")
    clocks.keep(ClockKind.REFERRAL, subject=referral.pk, at=at)
    _finish("referral.closed", referral, ring, at)


def _finish(action: str, referral: Referral, ring: StaffRing, at: datetime) -> None:
    record(action, referral, by=actor_of(ring), at=at)
    case_operations.refresh_due([referral.case_id])
    referral.refresh_from_db()
