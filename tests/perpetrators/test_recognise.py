"""The same person is met again: only by who may see both cases, and only when a second person says so."""

from datetime import timedelta
from inspect import getmembers, isfunction, signature

import pytest
from django.db import IntegrityError, transaction
from msgspec.structs import replace

from rugdekking.audit.models import Entry
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.notify.models import Mail
from rugdekking.perpetrators import operations, queries
from rugdekking.perpetrators.models import Match, MatchState, Perpetrator
from rugdekking.perpetrators.operations import SecondPerson
from rugdekking.perpetrators.sealing import Known
from tests import make
from tests.cases.props import afresh, colleague
from tests.make import MIDDAY
from tests.measures.props import THREAT, served, weighed
from tests.perpetrators.props import between, met, recorded, unknown_to, weighed_by

pytestmark = pytest.mark.django_db
SIGNED = Known(name="J. de Vries")


def mails_to(ring: StaffRing) -> int:
    return Mail.objects.filter(address=ring.membership.person.email).count()


def test_a_name_that_was_met_before_becomes_a_suggestion_that_counts_for_nothing_yet(cast: make.Cast) -> None:
    first, second = met(cast), met(cast, SIGNED)

    match = between(first, second)
    assert match is not None
    assert (match.state, match.one, match.recorded_by) == (
        MatchState.SUGGESTED,
        max((first, second), key=lambda row: row.pk),
        cast.greet.membership,
    )
    assert [one.case for one in queries.met_before(second.case, cast.greet.membership)] == [first.case]
    assert queries.recognised(second.case, cast.greet.membership) == set()


def test_another_name_is_nobody_known(cast: make.Cast) -> None:
    met(cast)

    met(cast, Known(name="Piet Bakker"))

    assert not Match.objects.exists()


def test_whoever_wrote_it_down_does_not_decide_alone(cast: make.Cast) -> None:
    match = between(met(cast), met(cast))
    assert match is not None

    assert queries.to_compare(cast.greet.membership) == []
    with pytest.raises(SecondPerson):
        operations.decide(match, same=True, ring=cast.greet, at=MIDDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.update(state=MatchState.SAME, decided_by=cast.greet.membership, decided_on=MIDDAY.date())


def test_a_second_person_reads_both_side_by_side_and_says_that_it_is_the_same(cast: make.Cast) -> None:
    first, second = met(cast), met(cast, SIGNED)
    (match,) = queries.to_compare(cast.cor.membership)

    compared = queries.comparison(match.pk, afresh(cast.cor))
    operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)

    assert compared is not None
    assert {compared.one.known.name, compared.other.known.name} == {"Jan de Vries", "J. de Vries"}
    assert queries.recognised(second.case, cast.greet.membership) == {first.case_id}
    assert queries.to_compare(cast.cor.membership) == []
    with pytest.raises(JustChanged):
        operations.decide(match, same=False, ring=afresh(cast.vera), at=MIDDAY)


def test_somebody_else_after_all_is_not_suggested_again(cast: make.Cast) -> None:
    first, second = met(cast), met(cast)
    (match,) = queries.to_compare(cast.cor.membership)
    operations.decide(match, same=False, ring=afresh(cast.cor), at=MIDDAY)

    operations.bring_in_line(second.case, ring=afresh(cast.greet), at=MIDDAY)

    assert Match.objects.get().state == MatchState.OTHER
    assert queries.met_before(first.case, cast.greet.membership) == []


def test_who_finds_later_that_it_was_somebody_else_says_so_and_it_counts_no_more(cast: make.Cast) -> None:
    """A wrong recognition must never stay with somebody."""
    first, second = met(cast), met(cast)
    (match,) = queries.to_compare(cast.cor.membership)
    operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)
    assert queries.recognised(second.case, cast.greet.membership) == {first.case_id}

    match.refresh_from_db()
    operations.decide(match, same=False, ring=afresh(cast.vera), at=MIDDAY)

    assert queries.recognised(second.case, cast.greet.membership) == set()
    assert Entry.objects.filter(subject=match.pk, action__in=["match.same", "match.other"]).count() == 2


def test_saying_the_same_again_is_no_new_word(cast: make.Cast) -> None:
    met(cast)
    met(cast)
    (match,) = queries.to_compare(cast.cor.membership)
    operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)
    match.refresh_from_db()

    with pytest.raises(JustChanged):
        operations.decide(match, same=True, ring=afresh(cast.vera), at=MIDDAY)


def test_what_is_confirmed_counts_as_repetition_in_what_the_protocol_proposes(cast: make.Cast) -> None:
    first = met(cast)
    served(first.case, cast)
    second = met(cast)
    assert measures.propose(second.case, ring=afresh(cast.greet), at=MIDDAY).occurrence == 1

    (match,) = queries.to_compare(cast.cor.membership)
    operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)

    assert measures.propose(second.case, ring=afresh(cast.greet), at=MIDDAY).occurrence == 2


def test_a_case_that_is_named_and_recognised_counts_once(cast: make.Cast) -> None:
    first = met(cast)
    served(first.case, cast)
    case = weighed(cast, replace(THREAT, earlier=(first.case.reference,)))
    recorded(case, cast)
    (match,) = queries.to_compare(cast.cor.membership)
    operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)

    assert measures.propose(case, ring=afresh(cast.greet), at=MIDDAY).occurrence == 2


def test_a_case_that_one_may_not_see_is_met_by_nobody_and_counts_for_nothing(cast: make.Cast) -> None:
    """Gijs handles his own case. That Greet met the same person, he does not notice."""
    gijs = colleague(cast)
    first = met(cast)
    served(first.case, cast)
    case = weighed_by(gijs, cast)
    recorded(case, cast, by=gijs)
    for match in queries.to_compare(cast.cor.membership):
        operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)

    assert queries.met_before(case, gijs.membership) == []
    assert queries.to_compare(gijs.membership) == []
    assert measures.propose(case, ring=afresh(gijs), at=MIDDAY).occurrence == 1


def test_a_match_beyond_what_the_recorder_sees_goes_silently_to_who_sees_both(cast: make.Cast) -> None:
    gijs = colleague(cast)
    met(cast)
    before = {ring.holder: mails_to(ring) for ring in (gijs, cast.greet, cast.cor, cast.vera)}

    recorded(weighed_by(gijs, cast), cast, by=gijs)

    after = {ring.holder: mails_to(ring) for ring in (gijs, cast.greet, cast.cor, cast.vera)}
    assert {holder for holder in after if after[holder] > before[holder]} == {cast.cor.holder}
    assert len(queries.to_compare(cast.cor.membership)) == 1


def test_when_nobody_nearer_sees_both_it_goes_to_the_deputy(cast: make.Cast) -> None:
    """Cor must not know of Gijs's case."""
    gijs = colleague(cast)
    met(cast)
    before = {ring.holder: mails_to(ring) for ring in (cast.cor, cast.vera)}

    recorded(weighed_by(gijs, cast, unknown_to(cast.cor)), cast, by=gijs)
    operations.complete(afresh(cast.vera), at=MIDDAY)

    assert mails_to(cast.cor) == before[cast.cor.holder]
    assert mails_to(cast.vera) > before[cast.vera.holder]
    assert len(queries.to_compare(cast.vera.membership)) == 1
    assert queries.to_compare(cast.cor.membership) == []


def test_repetition_along_a_case_in_between_that_one_may_not_see_counts_for_nothing(cast: make.Cast) -> None:
    """A is B, and B is C; of B somebody must not know. Then A and C have nothing to do with each other for them."""
    gijs = colleague(cast)
    first = recorded(weighed_by(gijs, cast), cast, Known(name="Jan de Vries"), by=gijs)
    hidden = met(cast, Known(name="Jan de Vries", phones=("0612345678",)))
    last = recorded(weighed_by(gijs, cast), cast, Known(phones=("0612345678",)), by=gijs)
    for match in queries.to_compare(cast.cor.membership):
        operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)

    assert queries.recognised(last.case, cast.cor.membership) == {first.case_id, hidden.case_id}
    assert queries.recognised(last.case, gijs.membership) == set()


def test_a_record_that_is_destroyed_takes_its_matches_along(cast: make.Cast) -> None:
    first, second = met(cast), met(cast)

    operations.destroy_due(at=MIDDAY + (first.until - MIDDAY.date()) + timedelta(days=1))

    assert not Match.objects.exists()
    assert not Perpetrator.objects.filter(pk__in=[first.pk, second.pk]).exists()


def test_no_query_gives_perpetrators_of_more_than_one_case() -> None:
    """Nothing to browse: whatever asks for records names a case, or a match of two."""
    asked = {
        name: next(iter(signature(one).parameters))
        for name, one in getmembers(queries, isfunction)
        if one.__module__ == queries.__name__ and not name.startswith("_")
    }
    assert set(asked.values()) == {"case", "viewer", "match"}
    assert asked["to_compare"] == "viewer"
