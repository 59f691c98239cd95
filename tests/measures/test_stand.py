"""What was decided stands: nobody brings a measure back, or undoes what was judged, by another door."""

from datetime import date, datetime

import pytest

from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, Change, ChangeKind, Finding, Objection
from rugdekking.measures.operations import Judgement
from rugdekking.measures.operations.changing import FollowsAnObjection
from rugdekking.measures.operations.rows import OnceInACase
from rugdekking.measures.status import ChangeState, ObjectionState, State
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from tests import make
from tests.measures.props import agreed, banned, decided, put, served, weighed

APRIL = make.MIDDAY.replace(month=4, day=7)
LIFTED = Judgement(Finding.FOUNDED, "Hij was er niet.", ChangeKind.LIFT)


@pytest.fixture
def loes(cast: make.Cast) -> StaffRing:
    """Another decider, who had nothing to do with it."""
    return make.ring(make.member(cast.desk, Role.DECIDER, name="Loes", title="wethouder"))


@pytest.fixture
def joris(cast: make.Cast) -> StaffRing:
    """And another."""
    return make.ring(make.member(cast.desk, Role.DECIDER, name="Joris", title="wethouder"))


def objected(
    answer: Answer, cast: make.Cast, answerer: Membership | None, *, at: datetime = APRIL, on: date | None = None
) -> Objection:
    return measures.receive_objection(
        answer, text="Ik was er niet.", received_on=on or at.date(), answerer=answerer, ring=cast.greet, at=at
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
