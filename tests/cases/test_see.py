"""Who may see a case is one rule, wherever it is asked: by reference, by row, and by the page that counts queries."""

from rugdekking.audit.actor import SYSTEM
from rugdekking.cases import operations, queries
from rugdekking.cases.models import Case
from rugdekking.cases.queries import Which, open_case
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Bar
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from tests import make
from tests.cases.props import LATER, Opened, colleague, opened


def answers(membership: Membership, case: Case) -> set[bool]:
    """What each way of asking says about whether this member may see the case."""
    by_reference = queries.case_for(membership, case.reference) is not None
    by_page = open_case(membership, case.reference, roles=roles_of(membership)) is not None
    listed = any(row.id == case.pk for row in queries.queue(membership, which=Which.ALL, at=LATER).rows)
    fresh = Case.objects.select_related("desk", "organisation").get(pk=case.pk)
    viewer = membership in queries.viewers_of(fresh)
    return {by_reference, by_page, listed, viewer, queries.sees(membership, fresh)}


def everybody(cast: make.Cast) -> list[Membership]:
    uninvited = make.member(cast.desk, Role.COORDINATOR, name="Pop")
    return [*(ring.membership for ring in cast.rings), colleague(cast).membership, uninvited]


def seers(cast: make.Cast, it: Opened) -> set[str]:
    """Who sees the case, after all ways of asking agreed."""
    found = set()
    for membership in everybody(cast):
        said = answers(membership, it.case)
        assert len(said) == 1, membership.person.name
        if said == {True}:
            found.add(membership.person.name)
    return found


def test_handlers_coordinators_and_deputies_see_it(cast: make.Cast) -> None:
    assert seers(cast, opened(cast)) == {"Greet", "Cor", "Vera"}


def test_whoever_is_barred_from_the_case_does_not(cast: make.Cast) -> None:
    it = opened(cast)
    keys.bar_member(it.case.pk, membership=cast.greet.membership)
    Bar.objects.create(organisation=it.case.organisation, subject=it.case.pk, role=Role.COORDINATOR)

    assert seers(cast, it) == {"Vera"}


def test_whoever_is_barred_from_one_of_its_reports_does_not(cast: make.Cast) -> None:
    it = opened(cast)
    operations.keep_out_of_report(it.report, membership=cast.vera.membership, ring=it.own.ring, at=LATER)

    assert seers(cast, it) == {"Greet", "Cor"}


def test_a_bar_on_somebody_else_or_something_else_changes_nothing(cast: make.Cast) -> None:
    it, other = opened(cast), opened(cast)
    keys.bar_member(other.case.pk, membership=cast.cor.membership)
    Bar.objects.create(organisation=it.case.organisation, subject=it.case.pk, role=Role.DECIDER)

    assert seers(cast, it) == {"Greet", "Cor", "Vera"}


def test_who_handed_over_or_left_does_not(cast: make.Cast) -> None:
    it, gijs = opened(cast), colleague(cast)
    operations.hand_over(it.case, to=gijs.membership, ring=cast.greet, at=LATER)
    assert answers(cast.greet.membership, it.case) == {False}

    keys.remove(cast.cor.membership, desk=cast.desk, ring=cast.vera, at=LATER)

    cast.cor.membership.refresh_from_db()
    assert queries.case_for(cast.cor.membership, it.case.reference) is None
    assert open_case(cast.cor.membership, it.case.reference, roles={Role.COORDINATOR}) is None


def test_a_role_that_was_taken_away_opens_nothing(cast: make.Cast) -> None:
    it = opened(cast)

    organisations.set_roles(cast.cor.membership, roles={Role.CASE_MANAGER}, by=SYSTEM, at=LATER)

    assert answers(cast.cor.membership, it.case) == {False}


def test_another_organisation_gets_the_answer_of_no_case(cast: make.Cast) -> None:
    it = opened(cast)
    elsewhere = make.cast()

    for ring in elsewhere.rings:
        assert open_case(ring.membership, it.case.reference, roles=roles_of(ring.membership)) is None
        assert open_case(ring.membership, "0000-0000", roles=roles_of(ring.membership)) is None


def test_a_case_is_in_order_when_nobody_lacks_its_key_and_the_queue_knows_its_place(cast: make.Cast) -> None:
    it = opened(cast)
    cor = cast.cor.membership

    def in_order() -> bool:
        found = open_case(cor, it.case.reference, roles=roles_of(cor))
        assert found is not None
        return found.in_order

    assert in_order()
    dora = make.newcomer(cast.desk, Role.COORDINATOR, name="Dora")
    assert in_order()
    keys.let_in(dora.membership, desk=cast.desk, ring=cast.greet, at=LATER)
    assert not in_order()
    operations.look(it.case, ring=cast.cor, at=LATER)
    assert in_order()
    keys.rotate(cast.desk, ring=cast.greet, at=LATER)
    assert not in_order()
    operations.look(it.case, ring=cast.cor, at=LATER)
    assert in_order()
    clocks.stop(ClockKind.CONTACT, subject=it.report.pk, at=LATER)
    assert not in_order()
    operations.look(it.case, ring=cast.cor, at=LATER)
    assert in_order()
    operations.keep_out_of_report(it.report, membership=dora.membership, ring=it.own.ring, at=LATER)
    assert not in_order()
