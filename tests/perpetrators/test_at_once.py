"""Several people at the same moment: nobody is missed and nothing is decided twice, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from types import ModuleType

import pytest
from django.db import connection, transaction

from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import held_still
from rugdekking.keys import operations as keys
from rugdekking.keys.circles import circle_of
from rugdekking.keys.models import Key, KeyKind
from rugdekking.keys.operations import bar_member
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.organisations.roles import Role
from rugdekking.perpetrators import operations
from rugdekking.perpetrators.models import Mark, Match, MatchState
from tests import make
from tests.at_once import all_at_once
from tests.cases.props import afresh, colleague
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
    # Both have read it before anybody decides; who reads later may say it again, and the last word counts.
    read = [Match.objects.select_related("one__case__desk", "other__case__desk").get() for _ in range(2)]

    def deciding(match: Match, ring: StaffRing, *, same: bool) -> None:
        operations.decide(match, same=same, ring=afresh(ring), at=MIDDAY)

    got = all_at_once(
        partial(deciding, read[0], cast.cor, same=True), partial(deciding, read[1], cast.vera, same=False)
    )

    assert got == ["JustChanged", "won"]
    assert Match.objects.get().state in {MatchState.SAME, MatchState.OTHER}


@pytest.mark.parametrize("part", [operations, measures])
def test_who_is_let_in_gets_no_key_while_somebody_puts_something_under_it(
    committed_cast: make.Cast, part: ModuleType
) -> None:
    """What lies under a key is read once nobody changes it any more."""
    cast = committed_cast
    met(cast)
    nina = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Nina")
    keys.let_in(nina.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            keys.standing.held_still(cast.desk)
            welcoming = pool.submit(_closing, partial(part.welcome, nina.membership, ring=afresh(cast.greet)))
            waits, _ = wait([welcoming], timeout=0.5)
            assert not waits
        welcoming.result()

    assert any(afresh(nina).open_all(list(Mark.objects.values_list("key", flat=True))))


def test_a_case_is_held_still_before_its_bars_are_read(committed_cast: make.Cast) -> None:
    cast = committed_cast
    row = met(cast)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            held_still(row.case)
            looking = pool.submit(
                _closing, partial(operations.bring_in_line, row.case, ring=afresh(cast.cor), at=MIDDAY)
            )
            waits, _ = wait([looking], timeout=0.5)
            assert not waits
            bar_member(row.case_id, membership=cast.vera.membership)
        looking.result()

    below = circle_of(set(Mark.objects.values_list("key", flat=True)))
    assert not any(cast.vera.holder in circle for circle in below.values())


def _closing(act: Callable[[], None]) -> None:
    try:
        act()
    finally:
        connection.close()
