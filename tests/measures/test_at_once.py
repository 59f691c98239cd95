"""Several people at the same moment: exactly one wins, on both databases."""

import pytest

from rugdekking.audit.models import Entry
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, Change, ChangeKind, NoReaction
from rugdekking.measures.operations import Decision
from rugdekking.measures.status import State
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from tests import make
from tests.at_once import all_at_once
from tests.measures.props import asked_to, banned, decided, heard, put, weighed

TODAY = make.MIDDAY.date()
YES = Decision(approve=True, reason="Bedreigen mag niet.")
NO = Decision(approve=False, reason="Dit was het niet.", motive="Hij bood excuses aan.")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded(transactional_db: None) -> None:
    make.content()


def copies(answer: Answer, number: int) -> list[Answer]:
    """Each person has a page of their own open."""
    rows = Answer.objects.select_related("case__key", "case__organisation", "put_by__person", "decider__person")
    return [rows.get(pk=answer.pk) for _ in range(number)]


def test_of_a_decider_and_a_deputy_who_disagree_one_decides(cast: make.Cast) -> None:
    loes = make.newcomer(cast.desk, Role.DECIDER, name="Loes", title="wethouder")
    organisations.set_deputy(cast.bas.membership, deputy=loes.membership, by=make.SYSTEM, at=make.MIDDAY)
    answer = heard(weighed(cast), cast)
    one, other, third, fourth = copies(answer, 4)

    results = all_at_once(
        lambda: measures.decide(one, decision=YES, ring=cast.bas, at=make.MIDDAY),
        lambda: measures.decide(other, decision=NO, ring=loes, at=make.MIDDAY),
        lambda: measures.decide(third, decision=YES, ring=cast.bas, at=make.MIDDAY),
        lambda: measures.decide(fourth, decision=NO, ring=loes, at=make.MIDDAY),
    )

    assert results == ["JustChanged"] * 3 + ["won"]
    assert Entry.objects.filter(subject=answer.pk, action__in=["answer.decided", "answer.declined"]).count() == 1


def test_a_decision_and_its_withdrawal_cannot_both_happen_unseen(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast, "norm_statement")
    one, other = copies(answer, 2)
    motivated = Decision(approve=True, reason="Nodig.", motive="Er is veel onrust.")

    all_at_once(
        lambda: measures.decide(one, decision=motivated, ring=cast.bas, at=make.MIDDAY),
        lambda: measures.withdraw(other, ring=cast.greet, at=make.MIDDAY),
    )

    assert Answer.objects.get(pk=answer.pk).state == State.WITHDRAWN


def test_of_four_who_serve_or_withdraw_one_wins(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    one, two, three, four = copies(answer, 4)

    results = all_at_once(
        lambda: measures.serve(one, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY),
        lambda: measures.serve(two, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY),
        lambda: measures.withdraw(three, ring=cast.greet, at=make.MIDDAY),
        lambda: measures.withdraw(four, ring=cast.greet, at=make.MIDDAY),
    )

    assert results == ["JustChanged"] * 3 + ["won"]


def test_a_change_is_decided_and_made_known_once_whoever_presses_at_the_same_time(cast: make.Cast) -> None:
    loes = make.newcomer(cast.desk, Role.DECIDER, name="Loes", title="wethouder")
    organisations.set_deputy(cast.bas.membership, deputy=loes.membership, by=make.SYSTEM, at=make.MIDDAY)
    answer = banned(cast)
    change = asked_to(answer, cast, ChangeKind.LIFT, at=make.MIDDAY)
    one, two, three, four = (Change.objects.select_related("answer").get(pk=change.pk) for _ in range(4))

    results = all_at_once(
        lambda: measures.decide_change(one, approve=True, reason="Ja.", ring=cast.bas, at=make.MIDDAY),
        lambda: measures.decide_change(two, approve=True, reason="Ja.", ring=loes, at=make.MIDDAY),
    )
    assert results == ["JustChanged", "won"]
    change.refresh_from_db()
    three.refresh_from_db()
    four.refresh_from_db()
    results = all_at_once(
        lambda: measures.tell_change(three, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY),
        lambda: measures.tell_change(four, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY),
    )

    assert results == ["JustChanged", "won"]
    assert Answer.objects.get(pk=answer.pk).state == State.LIFTED


def test_of_two_reasons_for_no_reaction_one_stands(cast: make.Cast) -> None:
    case = weighed(cast)

    results = all_at_once(
        lambda: measures.no_reaction(case, reason="Onbekende dader.", ring=cast.greet, at=make.MIDDAY),
        lambda: measures.no_reaction(case, reason="Anonieme brief.", ring=cast.greet, at=make.MIDDAY),
    )

    assert results == ["JustChanged", "won"]
    assert NoReaction.objects.count() == 1
