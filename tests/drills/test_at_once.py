"""Several people at the same moment: exactly one begins a drill, and exactly one throws it away."""

from functools import partial

import pytest

from rugdekking.drills import operations as drills
from rugdekking.drills.models import Drill
from rugdekking.keys import operations as keys
from rugdekking.organisations.models import Organisation
from rugdekking.organisations.roles import Role
from rugdekking.plans.models import Preparation
from rugdekking.plans.operations import preparing
from tests import make
from tests.at_once import all_at_once
from tests.cases.props import afresh

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_coordinators_one_begins_and_one_throws_away() -> None:
    make.content()
    cast = make.cast()
    carla = make.newcomer(cast.desk, Role.COORDINATOR, name="Carla", title="coördinator")
    keys.let_in(carla.membership, desk=cast.desk, ring=cast.greet, at=make.MIDDAY)
    both = (cast.cor, carla)

    begins = [partial(drills.start, cast.desk, scenario="online", ring=afresh(ring), at=make.MIDDAY) for ring in both]
    assert all_at_once(*begins) == ["JustChanged", "won"]
    (drill,) = Drill.objects.all()

    ends = [partial(drills.throw_away, drill, by=ring.membership, at=make.MIDDAY) for ring in both]
    assert all_at_once(*ends) == ["JustChanged", "won"]
    assert not Organisation.objects.filter(practice_of__isnull=False).exists()

    years = [
        partial(preparing.begin_year, cast.desk.organisation, year=2026, by=ring.membership, at=make.MIDDAY)
        for ring in both
    ]
    assert all_at_once(*years) == ["JustChanged", "won"]
    assert Preparation.objects.count() == 1
