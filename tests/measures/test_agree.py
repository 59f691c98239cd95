"""Police and managers hear nothing without the consent of the person concerned."""

import pytest

from rugdekking.cases.queries import reports_of
from rugdekking.measures import operations as measures
from rugdekking.measures.operations import AskFirst
from rugdekking.organisations.roles import Role
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from rugdekking.reports.models import Consent
from tests import make
from tests.measures.props import decided, put, request, weighed
from tests.reports.props import ring_of

TODAY = make.MIDDAY.date()


def test_the_police_are_asked_for_nothing_without_consent(cast: make.Cast) -> None:
    case = weighed(cast)
    (report,) = reports_of(case)
    with pytest.raises(AskFirst):
        put(case, cast, "stop_talk")

    reports.record_consent(report, step=Step.POLICE, given=True, note="Stopgesprek.", ring=cast.greet, at=make.MIDDAY)

    assert put(case, cast, "stop_talk").code == "stop_talk"


def test_consent_that_was_taken_back_stops_the_request_also_after_the_decision(cast: make.Cast) -> None:
    code = make.code()
    case = weighed(cast, code=code)
    (report,) = reports_of(case)
    reports.record_consent(report, step=Step.POLICE, given=True, note="Stopgesprek.", ring=cast.greet, at=make.MIDDAY)
    answer = decided(case, cast, "stop_talk")
    reports.withdraw_consent(Consent.objects.get(), ring=ring_of(cast, code), at=make.MIDDAY)

    with pytest.raises(AskFirst):
        measures.serve(answer, told="Gebeld met de wijkagent.", on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_who_withdrew_asks_the_police_for_nothing_any_more(cast: make.Cast) -> None:
    code = make.code()
    case = weighed(cast, code=code)
    (report,) = reports_of(case)
    reports.record_consent(report, step=Step.POLICE, given=True, note="Stopgesprek.", ring=cast.greet, at=make.MIDDAY)
    answer = decided(case, cast, "stop_talk")
    reports.withdraw(report, ring=ring_of(cast, code), at=make.MIDDAY)

    with pytest.raises(AskFirst):
        measures.serve(answer, told="Gebeld met de wijkagent.", on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_a_line_manager_decides_nothing_without_consent_and_the_mayor_does(cast: make.Cast) -> None:
    manager = make.member(cast.desk, Role.DECIDER, name="Lies", title="leidinggevende")
    case = weighed(cast)
    (report,) = reports_of(case)
    asked = request(manager, "order_talk")
    with pytest.raises(AskFirst):
        measures.put_to_decider(case, request=asked, ring=cast.greet, at=make.MIDDAY)

    reports.record_consent(
        report, step=Step.MANAGER, given=True, note="Mijn leidinggevende.", ring=cast.greet, at=make.MIDDAY
    )

    assert measures.put_to_decider(case, request=asked, ring=cast.greet, at=make.MIDDAY).decider == manager
    assert put(weighed(cast), cast).decider == cast.bas.membership
