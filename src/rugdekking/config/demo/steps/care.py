"""Steps of care: support with a carer, a referral, telling what was done, closing."""

from datetime import datetime

from rugdekking.aftercare import operations, queries
from rugdekking.aftercare.models import FeedbackWay, Moment, MomentKind, Referral, ReferralOutcome
from rugdekking.aftercare.status import MomentState
from rugdekking.cases.models import Outcome
from rugdekking.config.demo.steps.base import Did
from rugdekking.config.demo.tale import Tale
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing


class Care(Did, frozen=True, kw_only=True):
    """A step for one person. Without a name it is the person to whom the report belongs."""

    name: str = ""


class Offers(Care, frozen=True, tag="offer"):
    remark: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.offer_support(tale.case, person=tale.person(self.name, ring), remark=self.remark, ring=ring, at=at)


class HearsOffer(Care, frozen=True, tag="answer_offer"):
    """The person said yes or no to a handler."""

    accepts: bool = True

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.answer_offer(tale.track(self.name, ring), accepts=self.accepts, ring=ring, at=at)


class NamesCarer(Care, frozen=True, tag="carer"):
    """Gives the person a carer and plans the usual talks."""

    carer: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.assign_carer(tale.track(self.name, ring), carer=tale.member(self.carer), ring=ring, at=at)
        operations.plan_moments(tale.track(self.name, ring), ring=ring, at=at)


class HoldsTalk(Care, frozen=True, tag="hold"):
    """A support talk was held; `note` is what the carer wrote for themselves."""

    kind: MomentKind
    note: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.look(tale.track(self.name, ring), ring=ring, at=at)
        operations.hold_moment(_planned(tale, self.name, self.kind, ring), on=day_of(at), ring=ring, at=at)
        if self.note:
            operations.write_note(tale.track(self.name, ring), text=self.note, ring=ring, at=at)


class MissesTalk(Care, frozen=True, tag="miss"):
    kind: MomentKind
    reason: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.miss_moment(_planned(tale, self.name, self.kind, ring), reason=self.reason, ring=ring, at=at)


class EndsSupport(Care, frozen=True, tag="end_support"):
    """The closing conversation was held."""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.close_support(tale.track(self.name, ring), ring=ring, at=at)


class AsksReferral(Care, frozen=True, tag="ask_referral"):
    """Asks whether the desk may call the Ondersteuningsteam. `heard`: what the person said at once."""

    heard: bool | None = None

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        referral = operations.ask_referral(tale.case, person=tale.person(self.name, ring), ring=ring, at=at)
        if self.heard is not None:
            operations.answer_referral(referral, agrees=self.heard, ring=ring, at=at)


class Refers(Care, frozen=True, tag="refer"):
    contact: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.refer(_referral(tale, self.name, ring), contact=self.contact, on=day_of(at), ring=ring, at=at)


class ClosesReferral(Care, frozen=True, tag="close_referral"):
    outcome: ReferralOutcome
    remark: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.close_referral(
            _referral(tale, self.name, ring), outcome=self.outcome, remark=self.remark, ring=ring, at=at
        )


class GivesFeedback(Did, frozen=True, tag="feedback"):
    """Tells who reported what was done."""

    text: str
    way: FeedbackWay = FeedbackWay.PHONE

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.give_feedback(
            tale.case, report=tale.report, way=self.way, text=self.text, ring=tale.staff(self.by), at=at
        )


class Finishes(Did, frozen=True, tag="finish"):
    """Closes the case. Whoever closes it keeps the clocks that go on."""

    outcome: Outcome = Outcome.SETTLED

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        confirmed = {clock.pk: ring.membership for clock in queries.closing(tale.case, at=at).clocks}
        operations.finish(tale.case, outcome=self.outcome, confirmed=confirmed, ring=ring, at=at)


def _planned(tale: Tale, name: str, kind: MomentKind, ring: StaffRing) -> Moment:
    track = tale.track(name, ring)
    moments = queries.moments_of([track])[track.pk]
    return next(one for one in moments if one.kind == kind and one.state == MomentState.PLANNED)


def _referral(tale: Tale, name: str, ring: StaffRing) -> Referral:
    person = tale.person(name, ring)
    return [one.row for one in queries.open_referrals(tale.case, ring) if one.row.person_id == person.pk][-1]
