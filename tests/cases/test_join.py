"""Several reports of one event come together in one case."""

import pytest

from rugdekking.cases import operations, queries
from rugdekking.cases.models import PersonKind
from rugdekking.cases.operations import CannotOpenReport, NotYourCase, SomebodyFallsOut
from rugdekking.clocks.queries import running_in
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.rings import NoKey
from rugdekking.organisations.models import Membership
from rugdekking.reports.choices import Step
from rugdekking.reports.operations import answer_consent, ask_consent
from rugdekking.reports.queries import consent_stands, open_story
from rugdekking.reports.story import For, KeepOut, Me, Story
from tests import make
from tests.cases.props import FACTS, LATER, afresh, colleague, opened
from tests.reports.props import filed


def against(*who: Membership) -> Story:
    return Story(what="Hij was erbij.", keep_out=KeepOut(members=tuple(one.pk for one in who)))


def test_a_second_report_of_the_same_event_joins_the_case(cast: make.Cast) -> None:
    case = opened(cast).case
    second = filed(cast, Story(what="Ook ik stond bij de ingang.", me=Me(name="Mo")))

    operations.join(case, second.report, ring=cast.greet, at=LATER)

    assert len(queries.reports_of(case)) == 2
    assert queries.case_of(second.report.pk) == case
    assert open_story(second.report, afresh(cast.cor)).what == "Ook ik stond bij de ingang."
    contacts = [clock for clock in running_in(case.pk) if clock.kind == ClockKind.CONTACT]
    assert {clock.owner for clock in contacts} == {cast.greet.membership.pk}
    assert len(contacts) == 2


def test_each_person_concerned_keeps_their_own_consent(cast: make.Cast) -> None:
    it = opened(cast)
    second = filed(cast, Story(what="Ook ik.", me=Me(name="Mo")))
    operations.join(it.case, second.report, ring=cast.greet, at=LATER)
    asked = ask_consent(second.report, step=Step.POLICE, note="Wij bellen de wijkagent.", ring=cast.greet, at=LATER)

    answer_consent(asked, given=True, ring=second.ring, at=LATER)

    assert consent_stands(second.report, Step.POLICE)
    assert not consent_stands(it.report, Step.POLICE)
    assert {one.name for one in queries.people(it.case, cast.greet)} == {"Sam Statenlid", "Mo"}


def test_a_witness_joins_as_a_witness(cast: make.Cast) -> None:
    case = opened(cast).case
    second = filed(cast, Story(what="Ik zag het.", reporting_for=For.WITNESS, me=Me(name="Mo")))

    operations.join(case, second.report, ring=cast.greet, at=LATER)

    assert [one.name for one in queries.people(case, cast.greet) if one.person.kind == PersonKind.WITNESS] == ["Mo"]


def test_joining_waits_until_a_handler_who_must_not_know_has_handed_over(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)
    operations.add_handler(case, to=gijs.membership, ring=cast.greet, at=LATER)
    second = filed(cast, against(gijs.membership))

    with pytest.raises(SomebodyFallsOut) as refused:
        operations.join(case, second.report, ring=cast.greet, at=LATER)
    assert "Gijs" not in str(refused.value.reason)
    operations.hand_over(case, to=cast.greet.membership, ring=gijs, at=LATER)
    operations.join(case, second.report, ring=cast.greet, at=LATER)

    assert queries.case_for(gijs.membership, case.reference) is None
    assert gijs.membership not in queries.viewers_of(case)


def test_a_coordinator_who_must_not_know_of_the_second_report_loses_the_case(cast: make.Cast) -> None:
    case = opened(cast).case
    operations.record_facts(case, recorded=FACTS, ring=cast.greet, at=LATER)
    copied = afresh(cast.cor).open(case.key_id)
    second = filed(cast, against(cast.cor.membership))

    operations.join(case, second.report, ring=cast.greet, at=LATER)

    case.refresh_from_db()
    assert queries.case_for(cast.cor.membership, case.reference) is None
    assert afresh(cast.greet).open(case.key_id) != copied
    assert queries.facts(case, afresh(cast.greet)) == FACTS
    with pytest.raises(NoKey):
        afresh(cast.cor).open(case.key_id)


def test_who_must_not_know_of_the_case_loses_the_second_report(cast: make.Cast) -> None:
    case = opened(cast, against(cast.cor.membership)).case
    second = filed(cast, Story(what="Ook ik."))
    assert open_story(second.report, afresh(cast.cor))

    operations.join(case, second.report, ring=cast.greet, at=LATER)

    second.report.refresh_from_db()
    with pytest.raises(NoKey):
        open_story(second.report, afresh(cast.cor))
    assert open_story(second.report, afresh(cast.greet)).what == "Ook ik."
    assert open_story(second.report, second.ring).what == "Ook ik."


def test_a_report_that_somebody_took_on_cannot_join(cast: make.Cast) -> None:
    case, other = opened(cast).case, opened(cast)

    with pytest.raises(JustChanged):
        operations.join(case, other.report, ring=cast.greet, at=LATER)


def test_only_a_handler_joins_what_they_can_read(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)
    second = filed(cast, against(cast.greet.membership))

    with pytest.raises(NotYourCase):
        operations.join(case, second.report, ring=gijs, at=LATER)
    with pytest.raises(CannotOpenReport):
        operations.join(case, second.report, ring=cast.greet, at=LATER)


def test_an_alarm_in_the_second_report_is_an_alarm_of_the_case(cast: make.Cast) -> None:
    case = opened(cast).case
    second = filed(cast, Story(what="Hij staat voor de deur.", safe_now=False))

    operations.join(case, second.report, ring=cast.greet, at=LATER)

    case.refresh_from_db()
    assert case.unsafe_now
