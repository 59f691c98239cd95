"""Deciding, by who was asked and may."""

import pytest

from rugdekking.audit.models import Entry
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.clocks.status import Outcome as ClockOutcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.models import Answer
from rugdekking.measures.operations import Decision, NoMandate
from rugdekking.measures.operations.deciding import NotHeardYet
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import State
from rugdekking.notify.models import Mail
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from tests import make
from tests.measures.props import heard, put, weighed

YES = Decision(approve=True, reason="Bedreigen mag niet.")
NO = Decision(approve=False, reason="Het was geen bedreiging.", motive="Hij heeft zich meteen verontschuldigd.")


def test_a_yes_names_who_decided_on_which_day_and_why(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = heard(case, cast)

    measures.decide(answer, decision=YES, ring=cast.bas, at=make.MIDDAY)

    (read,) = queries.open_answers([answer], cast.greet)
    assert (answer.state, answer.decided_by, answer.decided_on) == (
        State.DECIDED,
        cast.bas.membership,
        make.MIDDAY.date(),
    )
    assert read.reason == YES.reason
    assert Clock.objects.get(subject_id=answer.pk, kind=ClockKind.DECISION).outcome == ClockOutcome.KEPT
    assert Entry.objects.filter(subject=answer.pk, action="answer.decided", role=Role.DECIDER).exists()
    assert Mail.objects.filter(subject_id=answer.pk, address=cast.greet.membership.person.email).exists()


def test_a_decision_has_a_reason(cast: make.Cast) -> None:
    answer = heard(weighed(cast), cast)

    with pytest.raises(TextMissing, match="de reden van uw besluit"):
        measures.decide(answer, decision=Decision(approve=True, reason=""), ring=cast.bas, at=make.MIDDAY)


def test_a_measure_is_not_approved_before_the_other_side_was_heard(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    with pytest.raises(NotHeardYet):
        measures.decide(answer, decision=YES, ring=cast.bas, at=make.MIDDAY)


def test_a_no_needs_no_hearing_and_ends_it(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    measures.decide(answer, decision=NO, ring=cast.bas, at=make.MIDDAY)

    assert answer.state == State.DECLINED
    assert not Clock.objects.filter(subject_id=answer.pk, ended_at=None).exists()


def test_a_no_to_what_the_protocol_always_asks_has_a_motive(cast: make.Cast) -> None:
    answer = heard(weighed(cast), cast)

    with pytest.raises(TextMissing, match="afwijkt van het protocol"):
        measures.decide(answer, decision=Decision(approve=False, reason="Nee."), ring=cast.bas, at=make.MIDDAY)


def test_a_yes_to_what_the_protocol_does_not_propose_has_a_motive(cast: make.Cast) -> None:
    answer = heard(weighed(cast), cast, "final_warning")
    assert answer.strength == ""

    with pytest.raises(TextMissing, match="afwijkt van het protocol"):
        measures.decide(answer, decision=YES, ring=cast.bas, at=make.MIDDAY)
    with_motive = Decision(approve=True, reason="Ernstig.", motive="Er was ook een mes in het spel.")
    measures.decide(answer, decision=with_motive, ring=cast.bas, at=make.MIDDAY)

    (read,) = queries.open_answers([answer], cast.greet)
    assert read.motive == "Er was ook een mes in het spel."


def test_nobody_decides_who_was_not_asked(cast: make.Cast) -> None:
    answer = heard(weighed(cast), cast)

    for ring in (cast.greet, cast.cor, cast.vera, cast.nora):
        with pytest.raises(NoMandate):
            measures.decide(answer, decision=YES, ring=ring, at=make.MIDDAY)


def test_who_is_kept_out_or_lost_the_role_since_does_not_decide(cast: make.Cast) -> None:
    case = weighed(cast)
    barred, without_role = heard(case, cast), heard(case, cast, "order_talk")

    organisations.set_roles(cast.bas.membership, roles=[Role.TASK_OWNER], by=make.SYSTEM, at=make.MIDDAY)
    with pytest.raises(NoMandate):
        measures.decide(without_role, decision=YES, ring=cast.bas, at=make.MIDDAY)
    organisations.set_roles(cast.bas.membership, roles=[Role.DECIDER], by=make.SYSTEM, at=make.MIDDAY)
    keys.bar_member(case.pk, membership=cast.bas.membership)
    with pytest.raises(NoMandate):
        measures.decide(barred, decision=YES, ring=cast.bas, at=make.MIDDAY)

    assert queries.requests_for(cast.bas.membership) == []


def test_the_deputy_decides_when_it_gets_late(cast: make.Cast) -> None:
    loes = make.newcomer(cast.desk, Role.DECIDER, name="Loes", title="wethouder")
    organisations.set_deputy(cast.bas.membership, deputy=loes.membership, by=make.SYSTEM, at=make.MIDDAY)
    answer = heard(weighed(cast), cast)
    assert [one.pk for one in queries.requests_for(loes.membership)] == [answer.pk]

    measures.decide(answer, decision=YES, ring=loes, at=make.MIDDAY)

    assert answer.decided_by == loes.membership
    assert queries.requests_for(cast.bas.membership) == []


def test_what_was_decided_is_not_decided_again(cast: make.Cast) -> None:
    answer = heard(weighed(cast), cast)
    stale = Answer.objects.get(pk=answer.pk)
    measures.decide(answer, decision=YES, ring=cast.bas, at=make.MIDDAY)

    with pytest.raises(JustChanged):
        measures.decide(stale, decision=NO, ring=cast.bas, at=make.MIDDAY)

    assert Answer.objects.get(pk=answer.pk).state == State.DECIDED
