"""Whoever must not know of a case holds no key under which its record lies, also when people come and go."""

import pytest

from rugdekking.audit.actor import SYSTEM
from rugdekking.audit.models import Entry
from rugdekking.cases.operations import NotYourCase
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
from rugdekking.perpetrators.models import Mark, Match
from rugdekking.perpetrators.sealing import Known
from tests import make
from tests.cases.props import afresh, colleague
from tests.make import MIDDAY
from tests.perpetrators.props import between, met, recorded, weighed_by

pytestmark = pytest.mark.django_db
SIGNED = Known(name="J. de Vries")


def mails_to(ring: StaffRing) -> int:
    return Mail.objects.filter(address=ring.membership.person.email).count()


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
    nina = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Nina")
    keys.let_in(nina.membership, desk=cast.desk, ring=cast.greet, at=MIDDAY)

    operations.welcome(nina.membership, ring=afresh(cast.greet))
    recorded(weighed_by(nina, cast), cast, by=nina)

    assert len(queries.to_compare(cast.cor.membership)) == 1


def test_who_was_just_let_in_gets_no_key_under_which_something_lies_that_they_must_not_know_of(
    cast: make.Cast,
) -> None:
    nina = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Nina")
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


def test_what_is_corrected_leaves_no_suggestion_and_its_lines_stay_hidden(cast: make.Cast) -> None:
    gijs = colleague(cast)
    met(cast, without=(gijs,))
    second = met(cast)
    assert Bar.objects.filter(subject=Match.objects.get().pk).exists()
    before = Match.objects.get().pk

    operations.correct(second, known=Known(name="Piet Bakker"), ring=afresh(cast.greet), at=MIDDAY)

    assert not Match.objects.exists()
    assert before in hidden_from(gijs.membership)


def test_nothing_lies_under_a_key_of_somebody_who_reads_no_more(cast: make.Cast) -> None:
    """Vera deputises no longer."""
    row = met(cast)
    organisations.set_roles(cast.vera.membership, roles=[Role.DECIDER], by=SYSTEM, at=MIDDAY)

    operations.bring_in_line(row.case, ring=afresh(cast.greet), at=MIDDAY)
    operations.complete(afresh(cast.cor), at=MIDDAY)

    now = circle_of(set(Mark.objects.values_list("key", flat=True)))
    assert now
    assert not any(cast.vera.holder in circle for circle in now.values())
