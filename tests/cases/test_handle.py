"""Handling: taking on, handing over, asking a colleague along, letting a newcomer in."""

import pytest

from rugdekking.cases import operations, queries
from rugdekking.cases.models import Case
from rugdekking.cases.operations import CannotHandle, KeyStillToCome, NotYourCase
from rugdekking.cases.operations.standing import begin
from rugdekking.clocks.queries import running_in
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Wrap
from rugdekking.keys.queries import desk_key, waiting_wraps
from rugdekking.keys.rings import NoKey
from rugdekking.notify.models import Mail
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from tests import make
from tests.cases.props import FACTS, LATER, afresh, colleague, opened


def handlers(case: Case) -> list[Membership]:
    return [row.membership for row in queries.handlers_of(case)]


def test_who_gets_the_case_opens_it_and_who_gave_it_does_not(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)
    operations.record_facts(case, recorded=FACTS, ring=cast.greet, at=LATER)

    operations.hand_over(case, to=gijs.membership, ring=cast.greet, at=LATER)

    assert handlers(case) == [gijs.membership]
    assert queries.facts(case, afresh(gijs)) == FACTS
    assert queries.case_for(cast.greet.membership, case.reference) is None
    with pytest.raises(NoKey):
        queries.facts(case, afresh(cast.greet))
    with pytest.raises(NotYourCase):
        operations.look(case, ring=cast.greet, at=LATER)


def test_the_clocks_go_along_and_the_new_handler_gets_a_mail(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)

    operations.hand_over(case, to=gijs.membership, ring=cast.greet, at=LATER)

    assert {clock.owner for clock in running_in(case.pk)} == {gijs.membership.pk}
    assert Mail.objects.filter(address=gijs.membership.person.email, subject_id=case.pk).count() == 1


def test_the_coordinator_gives_a_case_to_somebody_else(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)

    operations.hand_over(case, to=gijs.membership, ring=cast.cor, at=LATER)

    assert handlers(case) == [gijs.membership]
    assert queries.case_for(cast.cor.membership, case.reference) == case


def test_a_case_is_handed_over_once(cast: make.Cast) -> None:
    case, gijs, gea = opened(cast).case, colleague(cast), colleague(cast, "Gea")
    operations.hand_over(case, to=gijs.membership, ring=cast.greet, at=LATER)

    with pytest.raises(NotYourCase):
        operations.hand_over(case, to=gea.membership, ring=cast.greet, at=LATER)

    assert handlers(case) == [gijs.membership]


def test_giving_a_case_to_who_handles_it_already_changes_nothing(cast: make.Cast) -> None:
    case = opened(cast).case

    for ring in (cast.cor, cast.greet):
        with pytest.raises(JustChanged):
            operations.hand_over(case, to=cast.greet.membership, ring=ring, at=LATER)

    assert handlers(case) == [cast.greet.membership]


def test_a_colleague_comes_along_and_both_handle(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)

    operations.add_handler(case, to=gijs.membership, ring=cast.greet, at=LATER)

    assert set(handlers(case)) == {cast.greet.membership, gijs.membership}
    with pytest.raises(JustChanged):
        operations.add_handler(case, to=gijs.membership, ring=cast.greet, at=LATER)


def test_the_coordinator_handles_a_case_as_well(cast: make.Cast) -> None:
    case = opened(cast).case

    operations.take_on(case, ring=cast.cor, at=LATER)

    assert cast.cor.membership in handlers(case)
    with pytest.raises(JustChanged):
        operations.take_on(case, ring=cast.cor, at=LATER)


@pytest.mark.parametrize("who", ["tim", "bas", "nora", "ada"])
def test_a_case_goes_only_to_somebody_who_may_read(cast: make.Cast, who: str) -> None:
    case = opened(cast).case

    with pytest.raises(CannotHandle):
        operations.add_handler(case, to=getattr(cast, who).membership, ring=cast.greet, at=LATER)


def test_being_kept_out_and_not_reading_are_refused_with_the_same_words(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)
    operations.keep_out(case, membership=gijs.membership, ring=cast.greet, at=LATER)

    refusals = []
    for to in (gijs.membership, cast.tim.membership, make.cast().greet.membership):
        with pytest.raises(CannotHandle) as refused:
            operations.hand_over(case, to=to, ring=cast.greet, at=LATER)
        refusals.append(refused.value.reason)

    assert len(set(refusals)) == 1


def test_who_has_no_key_yet_waits_visibly_until_somebody_wraps(cast: make.Cast) -> None:
    case = opened(cast).case
    newcomer = make.member(cast.desk, Role.CASE_MANAGER, name="Gijs")

    operations.add_handler(case, to=newcomer, ring=cast.greet, at=LATER)

    waits = {row.membership: row.waits for row in queries.handlers_of(case)}
    assert waits == {cast.greet.membership: False, newcomer: True}
    assert waiting_wraps(newcomer).count() == 1
    gijs = make.ring(newcomer)
    with pytest.raises(KeyStillToCome):
        operations.look(case, ring=gijs, at=LATER)

    keys.let_in(newcomer, desk=cast.desk, ring=cast.cor, at=LATER)

    operations.look(case, ring=afresh(gijs), at=LATER)
    assert not any(row.waits for row in queries.handlers_of(case))


def test_a_row_that_somebody_wrote_into_the_database_brings_no_key(cast: make.Cast) -> None:
    it, mallory = opened(cast), make.newcomer(cast.desk, Role.COORDINATOR, name="Mallory")
    desk_wrap = Wrap.objects.get(key=desk_key(cast.desk.pk), holder=cast.cor.membership.pk)
    forged = {"organisation_id": it.case.organisation_id, "holder_kind": "member", "holder": mallory.membership.pk}
    Wrap.objects.create(**forged, key=desk_wrap.key, wrapped=desk_wrap.wrapped)
    Wrap.objects.create(**forged, key=it.case.key)
    begin(it.case, mallory.membership, at=LATER)

    operations.look(it.case, ring=cast.greet, at=LATER)
    operations.keep_out_of_report(it.report, membership=cast.vera.membership, ring=it.own.ring, at=LATER)
    operations.look(it.case, ring=cast.greet, at=LATER)
    another = opened(cast).case

    for case in (it.case, another):
        assert case.key_id not in afresh(mallory).open_all([case.key_id])


def test_a_new_coordinator_gets_the_open_cases(cast: make.Cast) -> None:
    case = opened(cast).case
    dora = make.newcomer(cast.desk, Role.COORDINATOR, name="Dora")
    keys.let_in(dora.membership, desk=cast.desk, ring=cast.greet, at=LATER)
    assert queries.case_for(dora.membership, case.reference) == case

    given = operations.welcome(dora.membership, ring=cast.greet, at=LATER)

    assert given == 1
    operations.look(case, ring=afresh(dora), at=LATER)


def test_what_the_one_who_welcomes_cannot_open_waits(cast: make.Cast) -> None:
    case, gijs = opened(cast).case, colleague(cast)
    dora = make.newcomer(cast.desk, Role.COORDINATOR, name="Dora")
    keys.let_in(dora.membership, desk=cast.desk, ring=gijs, at=LATER)

    operations.welcome(dora.membership, ring=gijs, at=LATER)

    assert Wrap.objects.filter(key=case.key_id, holder=dora.membership.pk, wrapped=None).exists()


def test_a_newcomer_without_that_role_is_given_nothing(cast: make.Cast) -> None:
    opened(cast)

    assert operations.welcome(colleague(cast).membership, ring=cast.greet, at=LATER) == 0


def test_the_deputy_steps_in_without_handling(cast: make.Cast) -> None:
    case = opened(cast).case

    operations.look(case, ring=afresh(cast.vera), at=LATER)

    with pytest.raises(NotYourCase):
        operations.start_handling(case, ring=cast.vera, at=LATER)
