"""The same person is met again: only by who may see both cases, and only when a second person says so."""

from datetime import timedelta
from inspect import getmembers, isfunction, signature

import pytest
from django.db import IntegrityError, transaction
from msgspec.structs import replace

from rugdekking.audit.actor import SYSTEM
from rugdekking.audit.models import Entry
from rugdekking.cases.operations import NotYourCase
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.keys.circles import circle_of
from rugdekking.keys.models import Bar
from rugdekking.keys.queries import hidden_from
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.notify.models import Mail
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from rugdekking.perpetrators import operations, queries
from rugdekking.perpetrators.models import Mark, Match, MatchState, Perpetrator
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


def test_a_record_lies_under_no_index_key_of_whoever_must_not_know_of_its_case(cast: make.Cast) -> None:
    row = met(cast, without=(cast.cor,))

    below = circle_of(set(Mark.objects.filter(perpetrator=row).values_list("key", flat=True)))
    assert below
    assert not any(cast.cor.holder in circle for circle in below.values())


def test_nobody_who_must_not_know_is_suggested_anything_however_often_they_write_that_name_down(
    cast: make.Cast,
) -> None:
    gijs = colleague(cast)
    met(cast, without=(gijs,))

    row = recorded(weighed_by(gijs, cast), cast, by=gijs)

    assert not Match.objects.exists()
    assert queries.met_before(row.case, gijs.membership) == []


def test_what_one_cannot_compare_the_next_who_holds_both_keys_compares(cast: make.Cast) -> None:
    gijs = colleague(cast)
    first = met(cast, without=(gijs,))
    before = mails_to(cast.cor)
    second = recorded(weighed_by(gijs, cast), cast, by=gijs)
    assert mails_to(cast.cor) > before

    operations.complete(afresh(cast.cor), at=MIDDAY)

    match = between(first, second)
    assert match is not None
    assert queries.to_compare(cast.cor.membership) == [match]
    assert match.pk in hidden_from(gijs.membership)
    operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)
    assert queries.recognised(second.case, gijs.membership) == set()
    assert Entry.objects.get(action="match.same").subject == match.pk


def test_comparing_again_changes_nothing(cast: make.Cast) -> None:
    gijs = colleague(cast)
    met(cast, without=(gijs,))
    recorded(weighed_by(gijs, cast), cast, by=gijs)
    operations.complete(afresh(cast.cor), at=MIDDAY)
    marks, matches = set(Mark.objects.values_list("pk")), set(Match.objects.values_list("pk"))

    operations.complete(afresh(cast.cor), at=MIDDAY)
    operations.complete(afresh(cast.vera), at=MIDDAY)

    assert (set(Mark.objects.values_list("pk")), set(Match.objects.values_list("pk"))) == (marks, matches)


def test_who_is_kept_out_later_loses_the_key_under_which_it_lies(cast: make.Cast) -> None:
    row = met(cast)
    before = set(Mark.objects.values_list("key", flat=True))

    measures.keep_out(row.case, membership=cast.cor.membership, ring=afresh(cast.greet), at=MIDDAY)

    now = circle_of(set(Mark.objects.values_list("key", flat=True)))
    assert before.isdisjoint(now)
    assert now
    assert not any(cast.cor.holder in circle for circle in now.values())


def test_who_is_kept_out_later_finds_no_match_and_no_line_of_it_in_the_log(cast: make.Cast) -> None:
    first, second = met(cast), met(cast)
    match = between(first, second)
    assert match is not None

    measures.keep_out(first.case, membership=cast.cor.membership, ring=afresh(cast.greet), at=MIDDAY)

    assert queries.to_compare(cast.cor.membership) == []
    assert match.pk in hidden_from(cast.cor.membership)
    with pytest.raises(NotYourCase):
        operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)


def test_who_was_just_let_in_recognises_what_was_written_down_before(cast: make.Cast) -> None:
    met(cast)
    nina = make.ring(make.member(cast.desk, Role.CASE_MANAGER, name="Nina"))
    keys.let_in(nina.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    operations.welcome(nina.membership, ring=afresh(cast.greet))
    recorded(weighed_by(nina, cast), cast, by=nina)

    assert len(queries.to_compare(cast.cor.membership)) == 1


def test_who_was_just_let_in_gets_no_key_under_which_something_lies_that_they_must_not_know_of(
    cast: make.Cast,
) -> None:
    nina = make.ring(make.member(cast.desk, Role.CASE_MANAGER, name="Nina"))
    row = met(cast, without=(nina,))
    keys.let_in(nina.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    operations.welcome(nina.membership, ring=afresh(cast.greet))

    for key in set(Mark.objects.filter(perpetrator=row).values_list("key", flat=True)):
        assert key not in afresh(nina).open_all([key])


def test_after_somebody_left_everything_moves_to_a_new_key(cast: make.Cast) -> None:
    row = met(cast)
    former = set(Mark.objects.values_list("key", flat=True))
    keys.remove(cast.cor.membership, desk=cast.desk, ring=afresh(cast.greet), at=MIDDAY)

    again = met(cast, SIGNED)
    operations.complete(afresh(cast.vera), at=MIDDAY)

    assert between(row, again) is not None
    assert former.isdisjoint(set(Mark.objects.values_list("key", flat=True)))


def test_another_organisation_recognises_nobody(cast: make.Cast) -> None:
    elsewhere = make.cast("elders")
    met(cast)

    there = met(elsewhere)

    assert not Match.objects.exists()
    names: dict[object, set[bytes]] = {key: set() for key in Mark.objects.values_list("organisation", flat=True)}
    for mark in Mark.objects.all():
        names[mark.organisation_id].add(bytes(mark.name))
    one, other = names.values()
    assert one.isdisjoint(other)
    assert queries.to_compare(elsewhere.cor.membership) == []
    assert there.organisation_id != cast.desk.organisation_id


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


def test_what_is_corrected_leaves_no_suggestion_and_nobody_kept_out_of_one(cast: make.Cast) -> None:
    gijs = colleague(cast)
    met(cast, without=(gijs,))
    second = met(cast)
    assert Bar.objects.filter(subject=Match.objects.get().pk).exists()
    before = Match.objects.get().pk

    operations.correct(second, known=Known(name="Piet Bakker"), ring=afresh(cast.greet), at=MIDDAY)

    assert not Match.objects.exists()
    assert not Bar.objects.filter(subject=before).exists()


def test_no_query_gives_perpetrators_of_more_than_one_case() -> None:
    """Nothing to browse: whatever asks for records names a case, or a match of two."""
    asked = {
        name: next(iter(signature(one).parameters))
        for name, one in getmembers(queries, isfunction)
        if one.__module__ == queries.__name__ and not name.startswith("_")
    }
    assert set(asked.values()) == {"case", "viewer", "match"}
    assert asked["to_compare"] == "viewer"


def test_nothing_lies_under_a_key_of_somebody_who_reads_no_more(cast: make.Cast) -> None:
    """Vera deputises no longer."""
    row = met(cast)
    organisations.set_roles(cast.vera.membership, roles=[Role.DECIDER], by=SYSTEM, at=MIDDAY)

    operations.bring_in_line(row.case, ring=afresh(cast.greet), at=MIDDAY)
    operations.complete(afresh(cast.cor), at=MIDDAY)

    now = circle_of(set(Mark.objects.values_list("key", flat=True)))
    assert now
    assert not any(cast.vera.holder in circle for circle in now.values())
