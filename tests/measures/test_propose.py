"""What the protocol proposes for what was recorded."""

from datetime import timedelta

import msgspec
import pytest

from rugdekking.cases import operations as cases
from rugdekking.cases.sealing import Recorded
from rugdekking.content.schema import Obligation
from rugdekking.keys import operations as keys
from rugdekking.measures import operations as measures
from rugdekking.measures.operations.proposing import NoFacts
from tests import make
from tests.measures.props import CRITICISM, THREAT, fresh, served, taken, talked, weighed


def again(earlier: str) -> Recorded:
    return msgspec.structs.replace(THREAT, earlier=(earlier,))


def test_a_threat_gets_a_written_warning_proposed_and_says_why(cast: make.Cast) -> None:
    case = weighed(cast)

    found = measures.propose(case, ring=cast.greet, at=make.MIDDAY).find("written_warning")

    assert found is not None
    assert found.strength is Obligation.ALWAYS
    assert "bedreiging, zonder eerdere maatregel binnen een jaar" in found.reason


def test_nothing_is_proposed_before_somebody_recorded_what_happened(cast: make.Cast) -> None:
    case = taken(cast)

    with pytest.raises(NoFacts):
        measures.propose(case, ring=cast.greet, at=make.MIDDAY)


def test_a_critic_gets_a_conversation_and_no_measure_at_all(cast: make.Cast) -> None:
    case = weighed(cast, CRITICISM)

    proposals = measures.propose(case, ring=cast.greet, at=make.MIDDAY)

    assert [one.measure.code for one in proposals.proposed] == ["grievance_talk"]
    assert not any(one.is_measure for one in (*proposals.proposed, *proposals.others))


def test_a_measure_against_the_same_person_makes_this_the_second_time(cast: make.Cast) -> None:
    earlier = weighed(cast)
    served(earlier, cast)
    case = weighed(cast, again(earlier.reference))

    proposals = measures.propose(case, ring=cast.greet, at=make.MIDDAY)

    assert proposals.occurrence == 2
    assert proposals.find("final_warning").strength is Obligation.ALWAYS


def test_a_conversation_counts_for_no_repetition(cast: make.Cast) -> None:
    earlier = weighed(cast)
    talked(earlier, cast)
    case = weighed(cast, again(earlier.reference))

    assert measures.propose(case, ring=cast.greet, at=make.MIDDAY).occurrence == 1


def test_a_case_is_no_repetition_of_itself(cast: make.Cast) -> None:
    case = weighed(cast)
    served(case, cast)
    cases.record_facts(case, recorded=again(case.reference), ring=cast.greet, at=make.MIDDAY)

    assert measures.propose(case, ring=cast.greet, at=make.MIDDAY).occurrence == 1


def test_a_measure_of_longer_ago_than_the_protocol_looks_back_counts_for_nothing(cast: make.Cast) -> None:
    earlier = weighed(cast)
    served(earlier, cast)
    next_year = make.MIDDAY + timedelta(days=370)
    case = weighed(cast, again(earlier.reference), at=next_year)

    assert measures.propose(case, ring=cast.greet, at=next_year).occurrence == 1


def test_an_earlier_case_that_the_viewer_may_not_see_counts_for_nothing_and_does_not_show(cast: make.Cast) -> None:
    earlier = weighed(cast)
    served(earlier, cast)
    case = weighed(cast, again(earlier.reference))
    keys.bar_member(earlier.pk, membership=cast.greet.membership)

    known = measures.propose(fresh(case, cast.greet), ring=cast.greet, at=make.MIDDAY)
    unknown = measures.propose(weighed(cast, again("0000-0000")), ring=cast.greet, at=make.MIDDAY)

    assert known == unknown


def test_a_case_keeps_the_version_of_the_protocol_that_it_started_with(cast: make.Cast) -> None:
    case = weighed(cast)
    cases.record_facts(case, recorded=CRITICISM, ring=cast.greet, at=make.MIDDAY)

    assert fresh(case, cast.greet).protocol_version == case.protocol_version == 3
