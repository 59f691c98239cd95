"""Consents about support and referral. Who reported has theirs in the report; here both are kept in step."""

from datetime import datetime

from django.db import transaction

from rugdekking.aftercare.models import Referral, Track
from rugdekking.aftercare.operations.referring import SUPPORT_TEAM, hear_referral_answer
from rugdekking.aftercare.operations.supporting import end, hear_answer
from rugdekking.aftercare.status import ReferralState, TrackState
from rugdekking.audit.actor import Actor
from rugdekking.cases.owning import owned_by
from rugdekking.keys.rings import Ring
from rugdekking.reports import operations as reports
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Step
from rugdekking.reports.models import Consent


@transaction.atomic
def answer_consent(consent: Consent, *, given: bool, ring: Ring, at: datetime) -> None:
    """The person concerned answers on their own page; support or a referral that was asked for follows at once.

    Raises `NotYours` and `JustChanged`, as in reports.
    """
    reports.answer_consent(consent, given=given, ring=ring, at=at)
    by = actor_of(ring)
    if consent.step == Step.CARER:
        for track in _tracks(consent, {TrackState.ASKED, TrackState.NO_ANSWER}):
            hear_answer(track, accepts=given, by=by, at=at)
    if consent.step == Step.SUPPORT_TEAM:
        _answer_referrals(consent, {ReferralState.ASKED}, agrees=given, by=by, at=at)


@transaction.atomic
def withdraw_consent(consent: Consent, *, ring: Ring, at: datetime) -> None:
    """The person concerned takes consent back: planned talks are cancelled, a referral not yet made is dropped."""
    reports.withdraw_consent(consent, ring=ring, at=at)
    by = actor_of(ring)
    if consent.step == Step.CARER:
        for track in _tracks(consent, {TrackState.RUNNING}):
            end(track, TrackState.STOPPED, by=by, at=at)
    if consent.step == Step.SUPPORT_TEAM:
        _answer_referrals(consent, {ReferralState.ASKED, ReferralState.AGREED}, agrees=False, by=by, at=at)


def _tracks(consent: Consent, states: set[TrackState]) -> list[Track]:
    return list(Track.objects.filter(person__in=owned_by(consent.report), state__in=states))


def _answer_referrals(consent: Consent, states: set[ReferralState], *, agrees: bool, by: Actor, at: datetime) -> None:
    asked = Referral.objects.filter(person__in=owned_by(consent.report), service=SUPPORT_TEAM, state__in=states)
    for referral in asked:
        hear_referral_answer(referral, agrees=agrees, by=by, at=at)
