"""Corners where it is easy to be unfair: a mayor who is concerned, nobody left to decide, a protocol that went."""

from datetime import date

import pytest

from rugdekking.audit.actor import member
from rugdekking.cases.models import Case
from rugdekking.cases.operations import NotYourCase
from rugdekking.keys import operations as keys
from rugdekking.measures import course, queries
from rugdekking.measures import operations as measures
from rugdekking.measures.models import ChangeKind, ReviewOutcome
from rugdekking.measures.operations import Decision, NoMandate, Wish
from rugdekking.measures.status import State
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from rugdekking.protocols import operations as protocols
from rugdekking.protocols.queries import version_of
from rugdekking.reports.story import KnownAs, Me, Story
from tests import make
from tests.measures.props import banned, fresh, heard, put, request, weighed
from tests.reports.props import STORY

TODAY = make.MIDDAY.date()
YES = Decision(approve=True, reason="Bedreigen mag niet.", motive="Er was eerder iets.")


def loco_of(cast: make.Cast) -> Membership:
    """The deputy of the mayor."""
    loco = make.member(cast.desk, Role.DECIDER, name="Loes", title="wethouder")
    organisations.set_deputy(cast.bas.membership, deputy=loco, by=make.SYSTEM, at=make.MIDDAY)
    return loco


def about_the_mayor(cast: make.Cast) -> Case:
    return weighed(cast, story=Story(what=STORY.what, me=Me(known_as=KnownAs.NAMED, name="Bas")))


def test_a_mayor_who_is_concerned_decides_neither_the_ban_nor_its_change_nor_an_objection(cast: make.Cast) -> None:
    loco = loco_of(cast)
    case = about_the_mayor(cast)
    with pytest.raises(NoMandate):
        put(case, cast, "building_ban")
    asked = request(loco, "building_ban")
    answer = measures.put_to_decider(case, request=asked, ring=cast.greet, at=make.MIDDAY)

    assert [one.membership.pk for one in course.change_deciders(answer, cast.greet)] == [loco.pk]
    assert cast.bas.membership.pk not in {one.pk for one in course.answerers(answer, cast.greet)}


def test_when_the_deputy_is_kept_out_too_nobody_changes_it_and_it_ends_on_its_day(cast: make.Cast) -> None:
    answer = banned(cast)
    for one in (loco_of(cast), cast.bas.membership):
        keys.bar_member(answer.case_id, membership=one)

    assert course.change_deciders(answer, cast.greet) == []
    wish = Wish(ChangeKind.EXTEND, cast.bas.membership, "Nodig.", date(2026, 9, 1), "Nee.")
    with pytest.raises(NoMandate):
        measures.ask_change(answer, wish=wish, ring=cast.greet, at=make.MIDDAY)
    measures.end_due(at=make.MIDDAY.replace(month=7))
    answer.refresh_from_db()
    assert answer.state == State.ENDED


def test_the_only_handler_who_is_excluded_does_nothing_and_who_takes_over_does(cast: make.Cast) -> None:
    answer = banned(cast)
    look = measures.Look(ReviewOutcome.CONTINUE, "Nog nodig.", TODAY)
    keys.bar_member(answer.case_id, membership=cast.greet.membership)

    with pytest.raises(NotYourCase):
        measures.review(answer, look=look, ring=cast.greet, at=make.MIDDAY)
    assert queries.running(on=TODAY, case=answer.case).exists()


def test_a_protocol_that_was_withdrawn_while_a_proposal_waits_still_holds_for_that_case(cast: make.Cast) -> None:
    organisation, by = cast.desk.organisation, member(cast.cor.membership.pk, Role.COORDINATOR)
    draft = protocols.derive(organisation, name="model", by=by, at=make.MIDDAY)
    adopted = protocols.Decision(by_whom="de raad", on=TODAY, reference="2026-12", valid_from=TODAY)
    protocols.adopt(draft, decision=adopted, by=by, at=make.MIDDAY)
    answer = heard(weighed(cast), cast, "building_ban")
    assert answer.protocol == "eigen"

    row = version_of(organisation.pk, draft.pk)
    assert row is not None
    protocols.withdraw(row, by=by, at=make.MIDDAY)
    measures.decide(answer, decision=YES, ring=cast.bas, at=make.MIDDAY)
    measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)

    assert answer.state == State.RUNNING
    assert fresh(answer.case, cast.greet).protocol == "eigen"
