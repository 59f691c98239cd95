"""Referring somebody to the Ondersteuningsteam: a yes first, then the call, then what came of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import Referral, ReferralOutcome
from rugdekking.aftercare.operations import NoReferral
from rugdekking.aftercare.status import ReferralState
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations.at_work import NotConfirmedYet, NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.content import queries as content
from rugdekking.content.schema import Services
from rugdekking.kernel.refusal import JustChanged
from rugdekking.measures.sealing import TextMissing
from rugdekking.reports.choices import Answer, Step
from rugdekking.reports.models import Consent, Report
from tests import make
from tests.aftercare.props import concerned, relative
from tests.measures.props import taken
from tests.reports.props import filed, ring_of

TODAY = make.MIDDAY.date()


def asked(case: Case, cast: make.Cast) -> Referral:
    return aftercare.ask_referral(case, person=concerned(case, cast), ring=cast.greet, at=make.MIDDAY)


def agreed(case: Case, cast: make.Cast) -> Referral:
    referral = asked(case, cast)
    aftercare.answer_referral(referral, agrees=True, ring=cast.greet, at=make.MIDDAY)
    return referral


def made(case: Case, cast: make.Cast) -> Referral:
    referral = agreed(case, cast)
    aftercare.refer(referral, contact="Mevrouw De Boer", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    return referral


def test_nobody_is_referred_before_they_agreed(cast: make.Cast) -> None:
    referral = asked(taken(cast), cast)

    with pytest.raises(NoReferral):
        aftercare.refer(referral, contact="Iemand", on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_the_number_of_the_support_team_is_known(loaded: None) -> None:
    service = content.latest(Services, "support").service("support_team")

    assert service.dial == "+31703738314"


def test_a_referral_has_a_day_a_contact_and_an_outcome(cast: make.Cast) -> None:
    case = taken(cast)
    referral = made(case, cast)
    assert Clock.objects.get(subject_id=referral.pk).kind == ClockKind.REFERRAL

    later = make.MIDDAY + timedelta(days=6)
    aftercare.close_referral(
        referral, outcome=ReferralOutcome.SUPPORTED, remark="Belt wekelijks.", ring=cast.greet, at=later
    )

    (seen,) = queries.open_referrals(case, cast.greet)
    assert (seen.contact, seen.remark, seen.row.made_on) == ("Mevrouw De Boer", "Belt wekelijks.", TODAY)
    assert (referral.state, referral.outcome) == (ReferralState.CLOSED, ReferralOutcome.SUPPORTED)
    assert Clock.objects.get(subject_id=referral.pk).outcome == Outcome.KEPT


def test_who_reported_is_asked_on_their_own_page(cast: make.Cast) -> None:
    code = make.code()
    case = cases.open_for(filed(cast, code=code).report, ring=cast.greet, at=make.MIDDAY)
    referral = asked(case, cast)
    consent = Consent.objects.get(step=Step.SUPPORT_TEAM)

    aftercare.answer_consent(consent, given=True, ring=ring_of(cast, code), at=make.MIDDAY)

    referral.refresh_from_db()
    assert referral.state == ReferralState.AGREED


def test_who_takes_consent_back_in_time_is_not_referred(cast: make.Cast) -> None:
    code = make.code()
    case = cases.open_for(filed(cast, code=code).report, ring=cast.greet, at=make.MIDDAY)
    referral = asked(case, cast)
    consent = Consent.objects.get(step=Step.SUPPORT_TEAM)
    aftercare.answer_consent(consent, given=True, ring=ring_of(cast, code), at=make.MIDDAY)

    aftercare.withdraw_consent(consent, ring=ring_of(cast, code), at=make.MIDDAY)

    referral.refresh_from_db()
    assert referral.state == ReferralState.REFUSED
    with pytest.raises(NoReferral):
        aftercare.refer(referral, contact="Iemand", on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_a_consent_that_stands_already_is_not_asked_again(cast: make.Cast) -> None:
    case = taken(cast)
    made_before = made(case, cast)
    aftercare.close_referral(
        made_before, outcome=ReferralOutcome.NOT_REACHED, remark="", ring=cast.greet, at=make.MIDDAY
    )

    again = asked(case, cast)

    assert again.state == ReferralState.AGREED
    assert Consent.objects.filter(step=Step.SUPPORT_TEAM, state=Answer.GIVEN).count() == 1


def test_who_said_no_is_not_asked_again_and_may_come_back(cast: make.Cast) -> None:
    case = taken(cast)
    referral = asked(case, cast)
    aftercare.answer_referral(referral, agrees=False, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(NoReferral):
        asked(case, cast)
    aftercare.answer_referral(referral, agrees=True, ring=cast.greet, at=make.MIDDAY)

    assert referral.state == ReferralState.AGREED


def test_a_relative_is_referred_after_their_own_yes(cast: make.Cast) -> None:
    case = taken(cast)
    referral = aftercare.ask_referral(case, person=relative(case, cast), ring=cast.greet, at=make.MIDDAY)

    aftercare.answer_referral(referral, agrees=True, ring=cast.greet, at=make.MIDDAY)

    assert referral.state == ReferralState.AGREED
    assert not Consent.objects.exists()


def test_a_call_that_was_made_names_somebody_and_a_day_that_came(cast: make.Cast) -> None:
    referral = agreed(taken(cast), cast)

    with pytest.raises(TextMissing):
        aftercare.refer(referral, contact=" ", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NotThatDay):
        aftercare.refer(referral, contact="Iemand", on=TODAY + timedelta(days=1), ring=cast.greet, at=make.MIDDAY)


def test_nobody_is_referred_before_they_confirmed_what_the_desk_typed(cast: make.Cast) -> None:
    referral = agreed(taken(cast), cast)
    Report.objects.update(awaits_confirmation=True)

    with pytest.raises(NotConfirmedYet):
        aftercare.refer(referral, contact="Iemand", on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_a_made_referral_is_not_taken_back_or_made_again(cast: make.Cast) -> None:
    referral = made(taken(cast), cast)

    with pytest.raises(JustChanged):
        aftercare.answer_referral(referral, agrees=False, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NoReferral):
        aftercare.refer(referral, contact="Iemand", on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_an_unknown_service_is_refused(cast: make.Cast) -> None:
    case = taken(cast)
    person = concerned(case, cast)

    with pytest.raises(NoReferral):
        aftercare.ask_referral(case, person=person, ring=cast.greet, at=make.MIDDAY, service="somebody")


def test_the_database_takes_no_referral_without_a_yes_a_day_and_a_contact(cast: make.Cast) -> None:
    referral = asked(taken(cast), cast)

    for state in (ReferralState.AGREED, ReferralState.MADE, ReferralState.CLOSED):
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(state=state)
