"""Offering support, hearing a yes or a no, and who gives it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from rugdekking.aftercare.models import Moment, Track
from rugdekking.aftercare.operations import asking
from rugdekking.aftercare.operations.rows import (
    acting,
    cancel_moments,
    give_own_key,
    record,
    track_secret,
)
from rugdekking.aftercare.sealing import Whom, seal_whom, unseal_whom
from rugdekking.aftercare.status import COME_BACK_FROM, MomentState, TrackState, track_before
from rugdekking.audit.actor import Actor
from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.cases.operations.at_work import handled, must_be_confirmed
from rugdekking.clocks import operations as clocks
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.operations.wraps import give, take_away
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.notify import operations as notify
from rugdekking.notify.models import Kind as MailKind
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Step


class AlreadyOffered(Refused):
    """This person was asked before. Who said no is not asked again."""


class NotACarer(Refused):
    """This member gives no support, or is kept out of the case."""


@transaction.atomic
def offer_support(case: Case, *, person: PersonConcerned, remark: str, ring: StaffRing, at: datetime) -> Track:
    """Offer support to somebody concerned, a relative or a witness. `remark` is for the carer.

    Nothing is planned before they say yes. Raises `AlreadyOffered` for somebody who was asked before: who said no
    is left in peace, and may come back.
    """
    case = handled(case, ring)
    whom = next((one for one in cases.people(case, ring) if one.person.pk == person.pk), None)
    if whom is None:
        raise NotACarer("Deze persoon hoort niet bij deze zaak.")
    track = Track(id=uuid4(), organisation_id=case.organisation_id, case=case, person=person, asked_on=day_of(at))
    secret = give_own_key(track, case=case, ring=ring, at=at)
    track.sealed = seal_whom(track, Whom(name=whom.name, contact=whom.contact, remark=remark.strip()), under=secret)
    try:
        with transaction.atomic():
            track.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyOffered("U hebt deze persoon al opvang aangeboden. Wie nee zei, mag zelf terugkomen.") from error
    record("support.offered", track, by=actor_of(ring), at=at)
    if asking.ask(person, step=Step.CARER, ring=ring, at=at):
        hear_answer(track, accepts=True, by=actor_of(ring), at=at)
    return track


@transaction.atomic
def answer_offer(track: Track, *, accepts: bool, ring: StaffRing, at: datetime) -> None:
    """Record what this person said to a handler about the offer. Raises `JustChanged` when they had answered."""
    handled(track.case, ring)
    hear_answer(track, accepts=accepts, by=actor_of(ring), at=at)
    asking.note_word(track.person, step=Step.CARER, given=accepts, ring=ring, at=at)


def hear_answer(track: Track, *, accepts: bool, by: Actor, at: datetime) -> None:
    """A yes makes support possible; a no, also one that comes later, cancels whatever was planned."""
    new = TrackState.RUNNING if accepts else TrackState.REFUSED
    asked = Track.objects.filter(pk=track.pk, state__in={TrackState.ASKED, TrackState.NO_ANSWER})
    if not asked.update(state=new, answered_on=day_of(at)):
        raise JustChanged("Deze persoon heeft al geantwoord.")
    record("support.accepted" if accepts else "support.refused", track, by=by, at=at)
    track.refresh_from_db()


@transaction.atomic
def give_up_asking(track: Track, *, ring: StaffRing, at: datetime) -> None:
    """No answer came. Nobody asks again, and the person may still come back. Raises `JustChanged`."""
    handled(track.case, ring)
    asked = Track.objects.filter(pk=track.pk, state__in=track_before(TrackState.NO_ANSWER))
    if not asked.update(state=TrackState.NO_ANSWER):
        raise JustChanged("Deze persoon heeft al geantwoord.")
    record("support.no_answer", track, by=actor_of(ring), at=at)
    track.refresh_from_db()


@transaction.atomic
def come_back(track: Track, *, ring: StaffRing, at: datetime) -> None:
    """This person came back by themselves and wants support after all.

    Their carer may record it as well, but not for somebody whose consents stand in a report that the carer cannot
    open: then the handler does, so that the person reads it on their own page. Raises `NotYours`, and
    `JustChanged` while the support runs or the offer is open.
    """
    track_secret(track, ring)
    asking.must_reach(track.person, ring=ring)
    back = Track.objects.filter(pk=track.pk, state__in=COME_BACK_FROM)
    if not back.update(state=TrackState.RUNNING, answered_on=day_of(at), ended_on=None):
        raise JustChanged("De opvang van deze persoon loopt al, of het aanbod staat nog open.")
    record("support.came_back", track, by=acting(track, ring), at=at)
    track.refresh_from_db()
    asking.note_word(track.person, step=Step.CARER, given=True, ring=ring, at=at)


@transaction.atomic
def stop_support(track: Track, *, ring: StaffRing, at: datetime) -> None:
    """This person wants no more support. What was planned is cancelled. Raises `JustChanged`."""
    track_secret(track, ring)
    end(track, TrackState.STOPPED, by=acting(track, ring), at=at)


@transaction.atomic
def close_support(track: Track, *, ring: StaffRing, at: datetime) -> None:
    """The closing conversation was held: the support ends, and what was still planned is no longer needed."""
    track_secret(track, ring)
    end(track, TrackState.ENDED, by=acting(track, ring), at=at)


def end(track: Track, state: TrackState, *, by: Actor, at: datetime) -> None:
    running = Track.objects.filter(pk=track.pk, state__in=track_before(state))
    if not running.update(state=state, ended_on=day_of(at)):
        raise JustChanged("De opvang van deze persoon loopt niet meer.")
    cancel_moments(track, at=at)
    record(f"support.{state}", track, by=by, at=at)
    track.refresh_from_db()


@transaction.atomic
def assign_carer(track: Track, *, carer: Membership, ring: StaffRing, at: datetime) -> None:
    """Give this person a carer, who from then on has name, contact and planning. A former carer loses them.

    A carer without a key yet waits for it, visibly; doing this again hands it over. Raises `NotACarer` for a
    member who gives no support or is kept out, `NotConfirmedYet` while a typed report waits for the person, and
    `JustChanged` when no support runs.
    """
    case = handled(track.case, ring)
    must_be_confirmed(case)
    if Role.CARER not in roles_of(carer) or carer.pk in cases.barred_from(case) or carer.left_on is not None:
        raise NotACarer("Deze persoon kan hier geen opvang geven. Kies iemand anders.")
    former: UUID | None = Track.objects.select_for_update().filter(pk=track.pk).values_list("carer", flat=True).get()
    if not Track.objects.filter(pk=track.pk, state=TrackState.RUNNING).update(carer=carer):
        raise JustChanged("Deze persoon krijgt nu geen opvang.")
    if former is not None and former != carer.pk:
        take_away(track.key_id, holders=[former])
    give(track.key, track_secret(track, ring), to=holders([carer]))
    clocks.hand_over(list(_planned(track).values_list("pk", flat=True)), owner=carer.pk)
    notify.enqueue(
        MailKind.SOMETHING_WAITS,
        organisation=track.organisation_id,
        address=carer.person.email,
        at=at,
        subject=track.pk,
    )
    record("support.assigned", track, by=actor_of(ring), at=at)
    track.refresh_from_db()


@transaction.atomic
def look(track: Track, *, ring: StaffRing, at: datetime) -> Whom:
    """Open whom one supports, and log the look. Raises `NotYours`."""
    secret = track_secret(track, ring)
    record("support.looked", track, by=acting(track, ring), at=at)
    return unseal_whom(track, with_=secret)


def _planned(track: Track) -> QuerySet[Moment]:
    return Moment.objects.filter(track=track, state=MomentState.PLANNED)
