"""What was decided stands: nobody brings a measure back, or undoes what was judged, by another door."""

from datetime import date, datetime, timedelta

import pytest

from rugdekking.cases.models import Case
from rugdekking.cases.models import Outcome as CaseOutcome
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.cases.status import State as CaseState
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.queries import holders_of
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import course
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, Change, ChangeKind, Finding, Objection, Remedy, ReviewOutcome
from rugdekking.measures.operations import Decision, Judgement, Look, NoMandate, Wish
from rugdekking.measures.operations.changing import FollowsAnObjection
from rugdekking.measures.operations.rows import DecidedByOneConcerned, OnceInACase
from rugdekking.measures.status import ChangeState, ObjectionState, State
from rugdekking.notify.models import Mail
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person
from rugdekking.reports.story import KnownAs, Me, Story
from tests import make
from tests.measures.props import agreed, banned, decided, put, request, served, weighed
from tests.reports.props import STORY

APRIL = make.MIDDAY.replace(month=4, day=7)
LIFTED = Judgement(Finding.FOUNDED, "Hij was er niet.", ChangeKind.LIFT)


@pytest.fixture
def loes(cast: make.Cast) -> StaffRing:
    """Another decider, who had nothing to do with it."""
    return make.newcomer(cast.desk, Role.DECIDER, name="Loes", title="wethouder")


@pytest.fixture
def joris(cast: make.Cast) -> StaffRing:
    """And another."""
    return make.newcomer(cast.desk, Role.DECIDER, name="Joris", title="wethouder")


def objected(
    answer: Answer, cast: make.Cast, answerer: Membership | None, *, at: datetime = APRIL, on: date | None = None
) -> Objection:
    return measures.receive_objection(
        answer, text="Ik was er niet.", received_on=on or day_of(at), answerer=answerer, ring=cast.greet, at=at
    )


def lift(answer: Answer, cast: make.Cast) -> None:
    change = agreed(answer, cast, ChangeKind.LIFT, at=APRIL)
    measures.tell_change(change, told="Brief.", on=APRIL.date(), ring=cast.greet, at=APRIL)


@pytest.mark.parametrize("how", ["runs", "lifted", "ended"])
def test_a_ban_is_given_once_in_a_case_whatever_became_of_it(cast: make.Cast, how: str) -> None:
    answer = banned(cast)
    if how == "lifted":
        lift(answer, cast)
    later = APRIL if how != "ended" else APRIL.replace(month=8)
    measures.end_due(at=later)

    with pytest.raises(OnceInACase):
        put(answer.case, cast, "building_ban", at=later)


def test_a_ban_that_waits_is_not_put_twice_and_one_that_was_withdrawn_may_come_again(cast: make.Cast) -> None:
    case = weighed(cast)
    first = decided(case, cast, "building_ban")
    with pytest.raises(OnceInACase):
        put(case, cast, "building_ban")

    measures.withdraw(first, ring=cast.greet, at=make.MIDDAY)

    assert served(case, cast, "building_ban").state == State.RUNNING


def test_of_two_decided_bans_in_one_case_the_second_does_not_come_into_force(cast: make.Cast) -> None:
    case = weighed(cast)
    first = decided(case, cast, "building_ban")
    Answer.objects.filter(pk=first.pk).update(code="contact_restriction")
    second = decided(case, cast, "building_ban")
    Answer.objects.filter(pk=first.pk).update(code="building_ban")
    first.refresh_from_db()
    measures.serve(first, told="Brief.", on=make.MIDDAY.date(), ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(OnceInACase):
        measures.serve(second, told="Brief.", on=make.MIDDAY.date(), ring=cast.greet, at=make.MIDDAY)


def test_the_desk_does_not_undo_what_followed_from_a_founded_objection(cast: make.Cast, loes: StaffRing) -> None:
    objection = objected(banned(cast), cast, loes.membership)
    measures.judge(objection, judgement=LIFTED, ring=loes, at=APRIL)
    change = Change.objects.get(objection=objection)

    with pytest.raises(FollowsAnObjection):
        measures.withdraw_change(change, ring=cast.greet, at=APRIL)

    change.refresh_from_db()
    assert change.state == ChangeState.AGREED


def test_a_second_judgement_waits_until_the_first_was_told(
    cast: make.Cast, loes: StaffRing, joris: StaffRing
) -> None:
    answer = banned(cast)
    first, second = objected(answer, cast, loes.membership), objected(answer, cast, joris.membership)
    measures.judge(first, judgement=LIFTED, ring=loes, at=APRIL)
    shorter = Judgement(Finding.FOUNDED, "Te lang.", ChangeKind.SHORTEN, date(2026, 6, 1))

    with pytest.raises(JustChanged, match="bezwaar"):
        measures.judge(second, judgement=shorter, ring=joris, at=APRIL)

    second.refresh_from_db()
    assert second.state == ObjectionState.RECEIVED
    measures.answer_objection(first, told="Brief.", on=APRIL.date(), ring=cast.greet, at=APRIL)
    answer.refresh_from_db()
    assert answer.state == State.LIFTED


def test_a_ban_of_who_turned_out_to_be_concerned_does_not_come_into_force(cast: make.Cast) -> None:
    case = weighed(cast, story=Story(what=STORY.what, me=Me(known_as=KnownAs.NAMED, name="Karin")))
    answer = decided(case, cast, "building_ban")
    Person.objects.filter(pk=cast.bas.membership.person_id).update(name="Karin")

    with pytest.raises(DecidedByOneConcerned):
        measures.serve(answer, told="Brief.", on=make.MIDDAY.date(), ring=cast.greet, at=make.MIDDAY)

    measures.withdraw(answer, ring=cast.greet, at=make.MIDDAY)
    assert answer.state == State.WITHDRAWN


def test_a_change_of_who_was_kept_out_since_does_not_come_into_force(cast: make.Cast) -> None:
    change = agreed(banned(cast), cast, ChangeKind.EXTEND, date(2026, 9, 9), at=APRIL)
    keys.bar_member(change.answer.case_id, membership=cast.bas.membership)

    with pytest.raises(DecidedByOneConcerned):
        measures.tell_change(change, told="Brief.", on=APRIL.date(), ring=cast.greet, at=APRIL)

    measures.withdraw_change(change, ring=cast.greet, at=APRIL)
    assert change.state == ChangeState.WITHDRAWN


def test_a_judgement_of_who_was_kept_out_since_is_made_anew_by_another(
    cast: make.Cast, loes: StaffRing, joris: StaffRing
) -> None:
    answer = banned(cast)
    objection = objected(answer, cast, loes.membership)
    measures.judge(objection, judgement=LIFTED, ring=loes, at=APRIL)
    keys.bar_member(answer.case_id, membership=loes.membership)
    with pytest.raises(DecidedByOneConcerned):
        measures.answer_objection(objection, told="Brief.", on=APRIL.date(), ring=cast.greet, at=APRIL)

    measures.ask_answerer(objection, answerer=joris.membership, ring=cast.greet, at=APRIL)
    measures.judge(objection, judgement=Judgement(Finding.UNFOUNDED, "Nee."), ring=joris, at=APRIL)
    measures.answer_objection(objection, told="Brief.", on=APRIL.date(), ring=cast.greet, at=APRIL)

    answer.refresh_from_db()
    assert (objection.state, answer.state) == (ObjectionState.TOLD, State.RUNNING)
    assert Change.objects.get(objection=objection).state == ChangeState.WITHDRAWN


def test_who_decided_an_extension_or_asked_for_it_judges_no_objection_to_it(
    cast: make.Cast, loes: StaffRing, joris: StaffRing
) -> None:
    answer = banned(cast)
    early = objected(answer, cast, loes.membership)
    wish = Wish(ChangeKind.EXTEND, loes.membership, "Nodig.", date(2026, 9, 9), "Hij vindt het te lang.")
    Membership.objects.filter(pk=loes.membership.pk).update(title="burgemeester")
    change = measures.ask_change(answer, wish=wish, ring=cast.greet, at=APRIL)
    measures.decide_change(change, approve=True, reason="Nodig.", ring=loes, at=APRIL)

    with pytest.raises(NoMandate):
        measures.judge(early, judgement=Judgement(Finding.UNFOUNDED, "Nee."), ring=loes, at=APRIL)
    with pytest.raises(NoMandate):
        objected(answer, cast, loes.membership)
    assert course.answerers(answer, cast.greet)[0].pk == joris.membership.pk


def test_the_first_term_to_object_ends_and_the_one_of_the_extension_runs_on(cast: make.Cast) -> None:
    asked = request(cast.bas.membership, "building_ban", remedy=Remedy.OBJECTION)
    answer = measures.put_to_decider(weighed(cast), request=asked, ring=cast.greet, at=make.MIDDAY)
    measures.hear(answer, view="Nee.", on=make.MIDDAY.date(), ring=cast.greet, at=make.MIDDAY)
    yes = Decision(approve=True, reason="Nodig.", motive="Er was eerder iets.")
    measures.decide(answer, decision=yes, ring=cast.bas, at=make.MIDDAY)
    measures.serve(answer, told="Brief.", on=make.MIDDAY.date(), ring=cast.greet, at=make.MIDDAY)
    change = agreed(answer, cast, ChangeKind.EXTEND, date(2026, 9, 9), at=APRIL)
    measures.tell_change(change, told="Brief.", on=APRIL.date(), ring=cast.greet, at=APRIL)

    measures.end_due(at=make.MIDDAY.replace(month=4, day=28))

    terms = Clock.objects.filter(kind=ClockKind.OBJECTION, subject_id=answer.pk).order_by("due_at")
    assert [clock.outcome for clock in terms] == [Outcome.KEPT, Outcome.RUNNING]


def test_a_judge_who_was_replaced_judges_no_more_and_reads_no_more(
    cast: make.Cast, loes: StaffRing, joris: StaffRing
) -> None:
    objection = objected(banned(cast), cast, loes.membership)
    stale = Objection.objects.select_related("answer__case").get(pk=objection.pk)

    measures.ask_answerer(objection, answerer=joris.membership, ring=cast.greet, at=APRIL)

    with pytest.raises(NoMandate):
        measures.judge(stale, judgement=Judgement(Finding.UNFOUNDED, "Nee."), ring=loes, at=APRIL)
    assert loes.membership.pk not in holders_of(objection.answer.key_id)


def test_who_judges_an_objection_keeps_the_key_when_a_change_they_were_asked_for_is_withdrawn(
    cast: make.Cast, loes: StaffRing
) -> None:
    answer = banned(cast)
    Membership.objects.filter(pk=loes.membership.pk).update(title="burgemeester")
    wish = Wish(ChangeKind.LIFT, loes.membership, "Het kan.")
    change = measures.ask_change(answer, wish=wish, ring=cast.greet, at=APRIL)
    objected(answer, cast, loes.membership)

    measures.withdraw_change(change, ring=cast.greet, at=APRIL)

    assert loes.membership.pk in holders_of(answer.key_id)


def test_what_was_judged_waits_for_who_took_the_objection_in(cast: make.Cast, loes: StaffRing) -> None:
    objection = objected(banned(cast), cast, loes.membership)
    clock = Clock.objects.get(subject_id=objection.pk)
    assert clock.owner == loes.membership.pk

    measures.judge(objection, judgement=Judgement(Finding.UNFOUNDED, "Nee."), ring=loes, at=APRIL)

    clock.refresh_from_db()
    assert (clock.outcome, clock.owner) == (Outcome.RUNNING, cast.greet.membership.pk)


def test_nobody_was_heard_before_anything_was_reported_or_before_the_hearing_was_put_off(cast: make.Cast) -> None:
    today = make.MIDDAY.date()
    answer = put(weighed(cast), cast, "building_ban")
    with pytest.raises(NotThatDay, match="te vroeg"):
        measures.hear(answer, view="Nee.", on=date(1999, 1, 1), ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NotThatDay, match="vier weken"):
        measures.skip_hearing(
            answer, reason="Gevaar.", later_on=today + timedelta(days=29), ring=cast.greet, at=make.MIDDAY
        )
    next_day = make.MIDDAY + timedelta(days=1)
    measures.skip_hearing(answer, reason="Gevaar.", later_on=today + timedelta(days=28), ring=cast.greet, at=next_day)

    with pytest.raises(NotThatDay, match="te vroeg"):
        measures.hear(answer, view="Nee.", on=today, ring=cast.greet, at=next_day)


def test_an_objection_that_spent_a_week_in_the_post_is_in_time(cast: make.Cast) -> None:
    answer = banned(cast)
    Answer.objects.filter(pk=answer.pk).update(remedy=Remedy.OBJECTION)
    answer.refresh_from_db()

    assert [course.is_in_time(answer, date(2026, 4, day)) for day in (21, 28, 29)] == [True, True, False]


def test_of_two_who_look_again_at_once_one_hears_that_it_was_done(cast: make.Cast) -> None:
    answer = banned(cast)
    stale = Answer.objects.select_related("case").get(pk=answer.pk)
    may = make.MIDDAY.replace(month=4, day=28)
    look = Look(ReviewOutcome.CONTINUE, "Nog nodig.", may.date())
    measures.review(answer, look=look, ring=cast.greet, at=may)

    with pytest.raises(JustChanged, match="Iemand anders"):
        measures.review(stale, look=look, ring=cast.greet, at=may)


def test_who_keeps_a_measure_takes_an_objection_in_and_who_opens_the_case_chooses_the_judge(
    cast: make.Cast, loes: StaffRing
) -> None:
    answer = banned(cast)
    measures.give_keeper(answer.pk, keeper=cast.nora.membership, ring=cast.greet)
    Clock.objects.filter(subject_id=answer.pk).update(keeper=cast.nora.membership.pk)
    Case.objects.filter(pk=answer.case_id).update(
        state=CaseState.CLOSED, closed_on=APRIL.date(), outcome=CaseOutcome.SETTLED
    )

    def take_in(answerer: Membership | None) -> Objection:
        return measures.receive_objection(
            answer, text="Nee.", received_on=APRIL.date(), answerer=answerer, ring=cast.nora, at=APRIL
        )

    with pytest.raises(NoMandate):
        take_in(loes.membership)
    Mail.objects.all().delete()
    objection = take_in(None)

    assert Mail.objects.get(subject_id=answer.pk).address == cast.greet.membership.person.email
    assert Clock.objects.get(subject_id=objection.pk).keeper == cast.nora.membership.pk
    measures.ask_answerer(objection, answerer=loes.membership, ring=cast.greet, at=APRIL)
    assert course.objections_for(loes.membership) == [objection]
