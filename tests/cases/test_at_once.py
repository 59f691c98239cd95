"""Several people at the same moment: exactly one wins and the others are told, on both databases."""

from functools import partial

import pytest

from rugdekking.cases import operations, queries
from rugdekking.cases.models import Case, Facts, Handler, Outcome
from rugdekking.keys.models import Key, KeyKind
from rugdekking.keys.rings import StaffRing
from rugdekking.reports.models import Report
from rugdekking.reports.story import Story
from tests import make
from tests.at_once import all_at_once
from tests.cases.props import FACTS, LATER, afresh, colleague, opened
from tests.reports.props import filed

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_three_people_who_take_on_a_report_one_gets_the_case(committed_cast: make.Cast) -> None:
    cast = committed_cast
    own = filed(cast)

    def taking(ring: StaffRing) -> None:
        operations.open_for(Report.objects.get(pk=own.report.pk), ring=ring, at=LATER)

    got = all_at_once(*(partial(taking, ring) for ring in (cast.greet, cast.cor, cast.vera)))

    assert got == ["JustChanged", "JustChanged", "won"]
    assert Case.objects.count() == Handler.objects.count() == 1
    assert Key.objects.filter(kind=KeyKind.CASE).count() == 1


def test_a_report_joins_one_of_two_cases(committed_cast: make.Cast) -> None:
    cast = committed_cast
    first, second = opened(cast).case, opened(cast, by=cast.cor).case
    own = filed(cast, Story(what="Ook ik."))

    def joining(case: Case, ring: StaffRing) -> None:
        report = Report.objects.select_related("key", "desk").get(pk=own.report.pk)
        operations.join(Case.objects.get(pk=case.pk), report, ring=afresh(ring), at=LATER)

    got = all_at_once(partial(joining, first, cast.greet), partial(joining, second, cast.cor))

    assert got == ["JustChanged", "won"]
    assert queries.case_of(own.report.pk) in {first, second}


def test_a_case_is_handed_over_by_one_of_two(committed_cast: make.Cast) -> None:
    cast = committed_cast
    case, gijs, gea = opened(cast).case, colleague(cast), colleague(cast, "Gea")

    got = all_at_once(
        lambda: operations.hand_over(case, to=gijs.membership, ring=afresh(cast.greet), at=LATER),
        lambda: operations.hand_over(case, to=gea.membership, ring=afresh(cast.greet), at=LATER),
    )

    assert got in (["NotYourCase", "won"], ["JustChanged", "won"])
    assert len(queries.handlers_of(case)) == 1


def test_a_state_changes_once(committed_cast: make.Cast) -> None:
    cast = committed_cast
    case, gijs = opened(cast).case, colleague(cast)
    operations.add_handler(case, to=gijs.membership, ring=cast.greet, at=LATER)

    def copy() -> Case:
        return Case.objects.select_related("desk", "organisation").get(pk=case.pk)

    for step in (operations.start_handling, operations.start_aftercare):
        got = all_at_once(*(partial(step, copy(), ring=ring, at=LATER) for ring in (cast.greet, gijs)))
        assert got == ["JustChanged", "won"]
    closing = partial(operations.close, outcome=Outcome.SETTLED, at=LATER)
    assert all_at_once(*(partial(closing, copy(), ring=ring) for ring in (cast.greet, gijs))) == [
        "JustChanged",
        "won",
    ]


def test_two_who_record_facts_get_a_version_each(committed_cast: make.Cast) -> None:
    cast = committed_cast
    case, gijs = opened(cast).case, colleague(cast)
    operations.add_handler(case, to=gijs.membership, ring=cast.greet, at=LATER)

    rings = (cast.greet, gijs)
    got = all_at_once(
        *(partial(operations.record_facts, case, recorded=FACTS, ring=afresh(ring), at=LATER) for ring in rings)
    )

    assert got == ["won", "won"]
    assert sorted(Facts.objects.values_list("version", flat=True)) == [1, 2]


def test_a_key_that_is_due_is_renewed_once(committed_cast: make.Cast) -> None:
    cast = committed_cast
    it = opened(cast)
    operations.record_facts(it.case, recorded=FACTS, ring=cast.greet, at=LATER)
    operations.keep_out_of_report(it.report, membership=cast.vera.membership, ring=it.own.ring, at=LATER)
    due = Case.objects.select_related("desk", "key", "organisation")

    rings = (cast.greet, cast.cor)
    got = all_at_once(
        *(partial(operations.look, due.get(pk=it.case.pk), ring=afresh(ring), at=LATER) for ring in rings)
    )

    assert got == ["won", "won"]
    fresh = due.get(pk=it.case.pk)
    assert not fresh.new_key_due
    assert fresh.key.generation == 2
    assert queries.facts(fresh, afresh(cast.greet)) == FACTS
    assert queries.facts(fresh, afresh(cast.cor)) == FACTS


def test_two_handlers_cannot_both_step_aside(committed_cast: make.Cast) -> None:
    cast = committed_cast
    case, gijs = opened(cast).case, colleague(cast)
    operations.add_handler(case, to=gijs.membership, ring=cast.greet, at=LATER)

    got = all_at_once(*(partial(operations.recuse, case, ring=afresh(ring), at=LATER) for ring in (cast.greet, gijs)))

    assert got == ["HandOverFirst", "won"]
    assert len(queries.handlers_of(case)) == 1
