"""A case from which everybody withdrew, while a measure in it holds: its pages stay, for whoever looks after that."""

from datetime import timedelta

import pytest

from rugdekking.cases import operations as cases
from rugdekking.cases.queries import reports_of
from rugdekking.reports import operations as reports
from rugdekking.reports.status import State
from tests import make
from tests.measures.props import served, weighed
from tests.reports.props import ring_of
from tests.web.at_work import unlocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def test_the_pages_of_a_measure_open_when_every_report_was_withdrawn_and_destroyed(cast: make.Cast) -> None:
    code = make.code()
    ban = served(weighed(cast, code=code), cast, "building_ban")
    (report,) = reports_of(ban.case)
    reports.withdraw(report, ring=ring_of(cast, code), at=make.MIDDAY)
    cases.destroy_due(at=make.MIDDAY + timedelta(days=31))
    client = unlocked(cast.greet)
    case = f"/werk/{ban.organisation.slug}/zaken/{ban.case.reference}/"

    answer = f"reactie/{ban.pk}/"
    parts = (
        "",
        "mensen/",
        "contact/",
        "toestemming/",
        "feiten/",
        "veroorzaker/",
        "reactie/",
        "taken/",
        "nazorg/",
        "tijdlijn/",
    )
    more = ("voortgang/", "voortgang/sluiten/", answer, f"{answer}brieven/", f"{answer}brieven/maken/building_ban/")
    answered = {rest: client.get(case + rest).status_code for rest in (*parts, *more)}

    assert reports_of(ban.case)[0].state == State.DESTROYED
    assert [rest for rest, status in answered.items() if status != 200] == []
    assert "Iedereen trok zijn melding in" in client.get(case).content.decode()
