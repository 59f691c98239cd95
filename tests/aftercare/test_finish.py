"""Closing a case: only when the behaviour was answered, the reporter was told and the care goes on."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import Feedback, Moment, MomentKind, Track
from rugdekking.aftercare.operations import ClocksNotConfirmed, NotReadyToClose
from rugdekking.aftercare.status import MomentState
from rugdekking.cases import operations as cases
from rugdekking.cases import queries as case_queries
from rugdekking.cases.models import Case, Outcome
from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.operations.at_work import CaseIsClosed
from rugdekking.cases.queries import reports_of
from rugdekking.cases.status import State
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.status import Outcome as ClockOutcome
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import NoKey
from rugdekking.measures import operations as measures
from rugdekking.measures.course import kept_by as kept_measures
from rugdekking.measures.models import Answer, ChangeKind, ReviewOutcome
from rugdekking.measures.operations import Look, Wish
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person
from rugdekking.police import operations as police
from rugdekking.police.sheets import Answers
from rugdekking.police.status import State as DossierState
from rugdekking.reports.choices import Score
from rugdekking.reports.queries import messages
from rugdekking.reports.status import State as ReportState
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.aftercare.props import FEEDBACK, in_aftercare, offered, relative, supported, told
from tests.measures.props import fresh, put, served, weighed
from tests.police.props import filed_for
from tests.reports.props import filed, ring_of

TWO_WEEKS_LATER = make.MIDDAY + timedelta(days=14)


def settle_plan(case: Case) -> None:
    clocks.keep(ClockKind.PLAN, subject=case.pk, at=make.MIDDAY)


def cared_for(cast: make.Cast, code: AccessCode | None = None) -> tuple[Case, Track]:
    """Everything was done that closing asks for; the third and the last talk are still to come."""
    case = in_aftercare(cast, code)
    settle_plan(case)
    track = supported(case, cast)
    for kind in (MomentKind.FIRST, MomentKind.SECOND):
        moment = Moment.objects.get(track=track, kind=kind)
        aftercare.hold_moment(moment, on=make.MIDDAY.date(), ring=cast.nora, at=make.MIDDAY)
    told(case, cast)
    return case, track


def finish(case: Case, cast: make.Cast, confirmed: Mapping[UUID, Membership], *, at: datetime = make.MIDDAY) -> None:
    aftercare.finish(case, outcome=Outcome.SETTLED, confirmed=confirmed, ring=cast.greet, at=at)


def kept_by(member: Membership, case: Case) -> dict[UUID, Membership]:
    return {clock.pk: member for clock in queries.closing(case, at=make.MIDDAY).clocks}


def test_a_case_closes_with_its_reports_and_the_care_goes_on(cast: make.Cast) -> None:
    case, track = cared_for(cast)

    finish(case, cast, kept_by(cast.nora.membership, case))

    case.refresh_from_db()
    assert (case.state, case.closed_on) == (State.CLOSED, make.MIDDAY.date())
    assert {report.state for report in reports_of(case)} == {ReportState.CLOSED}
    running = Clock.objects.filter(file=case.pk, ended_at=None)
    assert {(clock.kind, clock.keeper) for clock in running} == {
        (ClockKind.SUPPORT_THIRD, cast.nora.membership.pk),
        (ClockKind.SUPPORT_LAST, cast.nora.membership.pk),
    }
    assert queries.tracks_of(cast.nora.membership) == [track]


@pytest.mark.parametrize(
    ("answers", "state"),
    [(Answers(), DossierState.ENDED), (Answers(also=("stalking",)), DossierState.OPEN)],
    ids=["nothing runs", "a term runs"],
)
def test_a_police_file_ends_with_its_case_unless_something_runs_there(
    cast: make.Cast, answers: Answers, state: DossierState
) -> None:
    case, _ = cared_for(cast)
    dossier = filed_for(case, cast)
    police.answer_questions(dossier, answers=answers, ring=cast.greet, at=make.MIDDAY)

    finish(case, cast, kept_by(cast.greet.membership, case))

    dossier.refresh_from_db()
    assert dossier.state == state


def test_the_carer_keeps_a_talk_after_the_case_was_closed(cast: make.Cast) -> None:
    case, track = cared_for(cast)
    finish(case, cast, kept_by(cast.nora.membership, case))
    third = Moment.objects.get(track=track, kind=MomentKind.THIRD)
    later = make.MIDDAY + timedelta(days=50)

    aftercare.hold_moment(third, on=later.date(), ring=cast.nora, at=later)

    assert third.state == MomentState.HELD
    assert Clock.objects.get(subject_id=third.pk).outcome == ClockOutcome.KEPT


def test_a_case_stays_open_while_the_behaviour_was_not_answered(cast: make.Cast) -> None:
    case = weighed(cast)
    cases.start_handling(case, ring=cast.greet, at=make.MIDDAY)
    cases.start_aftercare(case, ring=cast.greet, at=make.MIDDAY)
    settle_plan(case)
    track = offered(case, cast)
    aftercare.answer_offer(track, accepts=False, ring=cast.greet, at=make.MIDDAY)
    told(case, cast)

    with pytest.raises(NotReadyToClose, match="geen reactie op het gedrag"):
        finish(case, cast, {})

    measures.no_reaction(case, reason="De dader is onbekend.", ring=cast.greet, at=make.MIDDAY)
    finish(case, cast, {})
    case.refresh_from_db()
    assert case.state == State.CLOSED


def test_a_case_stays_open_until_each_reporter_was_told(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    settle_plan(case)
    aftercare.answer_offer(offered(case, cast), accepts=False, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(NotReadyToClose, match="elke melder"):
        finish(case, cast, {})


def test_feedback_by_mailbox_arrives_there(cast: make.Cast) -> None:
    code = make.code()
    case = cases.open_for(filed(cast, code=code).report, ring=cast.greet, at=make.MIDDAY)

    told(case, cast)

    (report,) = reports_of(case)
    assert [letter.words.text for letter in messages(report, ring_of(cast, code))] == [FEEDBACK]


def test_a_case_stays_open_until_support_was_offered_and_answered(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    settle_plan(case)
    told(case, cast)
    with pytest.raises(NotReadyToClose, match="opvang aangeboden"):
        finish(case, cast, {})

    track = offered(case, cast)
    with pytest.raises(NotReadyToClose, match="geantwoord op het aanbod"):
        finish(case, cast, {})

    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NotReadyToClose, match="niemand die dat doet"):
        finish(case, cast, {})


def test_a_relative_counts_as_well(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    relative(case, cast)

    with pytest.raises(NotReadyToClose, match="opvang aangeboden"):
        finish(case, cast, kept_by(cast.nora.membership, case))


def test_a_case_stays_open_while_the_first_talks_are_still_to_come(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    settle_plan(case)
    supported(case, cast)
    told(case, cast)

    with pytest.raises(NotReadyToClose, match="eerste opvanggesprek"):
        finish(case, cast, kept_by(cast.nora.membership, case))


def test_a_case_stays_open_while_an_answer_waits_for_its_decider(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    put(case, cast)

    with pytest.raises(NotReadyToClose, match="ligt nog een antwoord voor"):
        finish(case, cast, kept_by(cast.nora.membership, case))


def test_a_talk_that_is_overdue_is_dealt_with_first(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    in_summer = make.MIDDAY + timedelta(days=100)

    with pytest.raises(NotReadyToClose, match="is voorbij"):
        finish(case, cast, kept_by(cast.nora.membership, case), at=in_summer)


def test_every_running_clock_is_confirmed_with_a_keeper_and_nothing_else(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    whole = kept_by(cast.nora.membership, case)
    assert len(whole) == 2
    partly = dict(list(whole.items())[:1])

    for confirmed in ({}, partly, {**whole, case.pk: cast.nora.membership}):
        with pytest.raises(ClocksNotConfirmed):
            finish(case, cast, confirmed)
    case.refresh_from_db()
    assert case.state == State.AFTERCARE


def test_a_keeper_is_somebody_who_may_know(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    other = make.cast(kind=make.Kind.PROVINCIE)

    for keeper in (cast.tim.membership, cast.ada.membership, other.greet.membership):
        with pytest.raises(ClocksNotConfirmed):
            finish(case, cast, kept_by(keeper, case))
    keys.bar_member(case.pk, membership=cast.cor.membership)
    with pytest.raises(ClocksNotConfirmed):
        finish(case, cast, kept_by(cast.cor.membership, case))
    finish(case, cast, kept_by(cast.greet.membership, case))


def test_a_term_of_the_law_goes_on_without_the_case(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    complaint = clocks.start(
        ClockKind.COMPLAINT_TERM,
        organisation=case.organisation,
        subject=Subject(SubjectKind.CASE, case.pk, file=case.pk),
        owner=cast.greet.membership.pk,
        at=make.MIDDAY,
    )

    finish(case, cast, kept_by(cast.greet.membership, case))

    complaint.refresh_from_db()
    assert (complaint.ended_at, complaint.keeper) == (None, cast.greet.membership.pk)


def test_a_ban_goes_on_without_the_case_and_its_keeper_does_the_review(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    answer = served(case, cast, "building_ban")
    finish(case, cast, kept_by(cast.nora.membership, case))
    in_may = make.MIDDAY + timedelta(days=58)
    assert kept_measures(cast.nora.membership) == [answer]
    assert cast.nora.open(answer.key_id)
    with pytest.raises(NoKey):
        cast.nora.open(case.key_id)

    wish = Wish(ChangeKind.LIFT, cast.bas.membership, "Het gaat al maanden goed.")
    look = Look(ReviewOutcome.LIFT, "Het gaat goed.", in_may.date(), wish)
    review = measures.review(answer, look=look, ring=cast.nora, at=in_may)
    measures.decide_change(review.change, approve=True, reason="Goed.", ring=cast.bas, at=in_may)
    measures.tell_change(review.change, told="Brief.", on=in_may.date(), ring=cast.nora, at=in_may)

    answer.refresh_from_db()
    assert answer.state == "lifted"
    assert kept_measures(cast.nora.membership) == []
    assert not Clock.objects.filter(file=case.pk, kind__in=["review", "measure_end"], ended_at=None).exists()


def test_a_keeper_keeps_the_next_review_as_well(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    answer = served(case, cast, "building_ban")
    Answer.objects.filter(pk=answer.pk).update(ends_on=date(2026, 12, 31))
    finish(case, cast, kept_by(cast.nora.membership, case))
    in_june = make.MIDDAY + timedelta(days=90)

    look = Look(ReviewOutcome.CONTINUE, "Nog nodig.", in_june.date())
    measures.review(answer, look=look, ring=cast.nora, at=in_june)

    clock = Clock.objects.get(subject_id=answer.pk, kind=ClockKind.REVIEW, ended_at=None)
    assert (clock.keeper, clock.due_at.date()) == (cast.nora.membership.pk, date(2026, 8, 7))


def test_nobody_concerned_and_nobody_without_a_passphrase_keeps_a_ban(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    served(case, cast, "building_ban")
    keeps = kept_by(cast.nora.membership, case)
    new = make.member(cast.desk, Role.CARER, name="Nieuw")
    Track.objects.filter(case=case).update(carer=new)
    with pytest.raises(ClocksNotConfirmed, match="wachtzin"):
        finish(case, cast, dict.fromkeys(keeps, new))

    Track.objects.filter(case=case).update(carer=cast.nora.membership)
    (whoever,) = {one.name for one in case_queries.people(case, cast.greet)}
    Person.objects.filter(pk=cast.nora.membership.person_id).update(name=whoever)

    with pytest.raises(ClocksNotConfirmed, match="mag weten"):
        finish(case, cast, keeps)


def test_closing_shows_until_when_the_case_is_kept(cast: make.Cast) -> None:
    case, _ = cared_for(cast)

    assert queries.closing(case, at=make.MIDDAY).kept_until == date(2028, 3, 10)


def test_only_who_handles_the_case_closes_it(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    confirmed = kept_by(cast.nora.membership, case)

    for ring in (cast.cor, cast.vera, cast.nora):
        with pytest.raises(NotYourCase):
            aftercare.finish(case, outcome=Outcome.SETTLED, confirmed=confirmed, ring=ring, at=make.MIDDAY)


def test_a_closed_case_is_not_closed_again(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    confirmed = kept_by(cast.nora.membership, case)
    finish(case, cast, confirmed)

    with pytest.raises(CaseIsClosed):
        finish(case, cast, confirmed)


def test_who_is_not_satisfied_opens_the_case_again_and_is_called(cast: make.Cast) -> None:
    code = make.code()
    case, _ = cared_for(cast, code)
    finish(case, cast, kept_by(cast.nora.membership, case))
    (report,) = reports_of(case)

    aftercare.rate(
        report,
        ring=ring_of(cast, code),
        score=Score.BAD,
        comment="Het begon opnieuw.",
        reopen=True,
        at=TWO_WEEKS_LATER,
    )

    case.refresh_from_db()
    assert case.state == State.HANDLING
    contact = Clock.objects.get(subject_id=report.pk, kind=ClockKind.CONTACT, ended_at=None)
    assert contact.due_at.date() == date(2026, 3, 25)
    assert fresh(case, cast.greet).pk == case.pk


def test_who_is_satisfied_leaves_the_case_closed(cast: make.Cast) -> None:
    code = make.code()
    case, _ = cared_for(cast, code)
    finish(case, cast, kept_by(cast.nora.membership, case))
    (report,) = reports_of(case)

    aftercare.rate(report, ring=ring_of(cast, code), score=Score.GOOD, at=TWO_WEEKS_LATER)

    case.refresh_from_db()
    assert case.state == State.CLOSED


def test_a_case_that_was_opened_again_asks_for_new_feedback(cast: make.Cast) -> None:
    case, _ = cared_for(cast)
    finish(case, cast, kept_by(cast.nora.membership, case))
    cases.reopen(case, by=make.SYSTEM, at=TWO_WEEKS_LATER)

    assert Feedback.objects.filter(case=case, closing_on=make.MIDDAY.date()).exists()
    assert [one.pk for one in queries.reports_without_feedback(case)] == [one.pk for one in reports_of(case)]
