"""Several people at the same moment: nobody is missed and nothing is decided twice, on both databases."""

from functools import partial

import pytest

from rugdekking.cases.models import Case
from rugdekking.keys.models import Key, KeyKind
from rugdekking.keys.rings import StaffRing
from rugdekking.perpetrators import operations
from rugdekking.perpetrators.models import Match, MatchState
from tests import make
from tests.cases.props import afresh, all_at_once, colleague
from tests.make import MIDDAY
from tests.perpetrators.props import JAN, WHY, met, weighed_by

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_write_the_same_person_down_at_once_are_met(committed_cast: make.Cast) -> None:
    cast = committed_cast
    gijs = colleague(cast)
    cases = [(weighed_by(ring, cast), ring) for ring in (cast.greet, gijs)]

    def writing(case: Case, ring: StaffRing) -> None:
        operations.record(case, known=JAN, reason=WHY, ring=afresh(ring), at=MIDDAY)

    got = all_at_once(*(partial(writing, case, ring) for case, ring in cases))

    assert got == ["won", "won"]
    assert Match.objects.count() == 1
    assert Key.objects.filter(kind=KeyKind.INDEX).count() == 1


def test_of_two_who_compare_one_decides_and_the_other_is_told(committed_cast: make.Cast) -> None:
    cast = committed_cast
    met(cast)
    met(cast)
    pk = Match.objects.get().pk

    def deciding(ring: StaffRing, *, same: bool) -> None:
        match = Match.objects.select_related("one__case__desk", "other__case__desk").get(pk=pk)
        operations.decide(match, same=same, ring=afresh(ring), at=MIDDAY)

    got = all_at_once(partial(deciding, cast.cor, same=True), partial(deciding, cast.vera, same=False))

    assert got == ["JustChanged", "won"]
    assert Match.objects.get().state in {MatchState.SAME, MatchState.OTHER}
