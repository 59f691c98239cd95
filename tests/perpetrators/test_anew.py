"""Who says that it is the same person, and what counts no more: after a correction, other facts, or a removal."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from rugdekking.audit.actor import SYSTEM
from rugdekking.audit.models import Entry
from rugdekking.audit.queries import entries
from rugdekking.cases import operations as cases
from rugdekking.cases.sealing import Recorded
from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.keys.circles import circle_of
from rugdekking.keys.queries import hidden_from
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.cards import lies_astray
from rugdekking.notify.models import Mail
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from rugdekking.perpetrators import operations, queries
from rugdekking.perpetrators.models import Mark, Match, MatchState, Perpetrator
from rugdekking.perpetrators.operations import SecondPerson
from rugdekking.perpetrators.sealing import Known
from rugdekking.reports.story import KeepOut
from tests import make
from tests.cases.props import afresh, colleague
from tests.make import MIDDAY
from tests.measures.props import CRITICISM, THREAT, weighed
from tests.perpetrators.props import JAN, between, met, recorded, unknown_to, weighed_by
from tests.reports.props import STORY, filed

pytestmark = pytest.mark.django_db
SIGNED = Known(name="J. de Vries")


def mails_to(ring: StaffRing) -> int:
    return Mail.objects.filter(address=ring.membership.person.email).count()


def lines_of(ring: StaffRing) -> set[str]:
    """What of perpetrators this member finds in the log."""
    found = entries(ring.organisation, hidden=hidden_from(ring.membership), size=1000).entries
    return {one.action for one in found if one.action.startswith(("perpetrator.", "match."))}


def confirmed(one: Perpetrator, other: Perpetrator, cast: make.Cast) -> Match:
    match = between(one, other)
    assert match is not None
    operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)
    return Match.objects.select_related("one__case__desk", "other__case__desk").get(pk=match.pk)


@pytest.mark.parametrize("days", [0, 800])
def test_what_was_removed_or_expired_shows_itself_to_nobody_who_must_not_know(cast: make.Cast, days: int) -> None:
    """Fritz reads the log, and must not know of the first case."""
    fritz = make.newcomer(cast.desk, Role.AUDITOR, name="Fritz")
    hidden, known = met(cast, without=(fritz,)), met(cast)
    match = between(hidden, known)
    assert match is not None
    operations.look(match.pk, ring=afresh(cast.cor), at=MIDDAY)
    confirmed(hidden, known, cast)
    assert lines_of(fritz) == {"perpetrator.recorded"}

    if days:
        operations.destroy_due(at=MIDDAY + timedelta(days=days))
    else:
        operations.ask_removal(hidden, ring=afresh(cast.greet), at=MIDDAY)
        operations.remove(hidden, ring=afresh(cast.cor), at=MIDDAY)

    assert not Perpetrator.objects.filter(pk=hidden.pk).exists()
    assert lines_of(fritz) == {"perpetrator.recorded"}
    assert not {hidden.pk, match.pk} - hidden_from(fritz.membership)


def test_a_report_that_keeps_somebody_out_takes_the_records_of_its_case_from_their_keys(cast: make.Cast) -> None:
    gijs = colleague(cast)
    row, other = met(cast), met(cast)
    match = between(row, other)
    assert match is not None

    operations.join(row.case, filed(cast, unknown_to(gijs)).report, ring=afresh(cast.greet), at=MIDDAY)

    below = circle_of(set(Mark.objects.filter(perpetrator=row).values_list("key", flat=True)))
    assert below
    assert not any(gijs.holder in circle for circle in below.values())
    assert match.pk in hidden_from(gijs.membership)


def test_a_role_that_bars_somebody_shows_until_a_look_brings_it_in_line(cast: make.Cast) -> None:
    """Gijs starts to offer support; the reporter kept out everybody who does."""
    gijs = colleague(cast)
    story = replace(STORY, keep_out=KeepOut(roles=(Role.CARER,)))
    row = recorded(weighed(cast, story=story), cast)
    assert not lies_astray(row.case)
    organisations.set_roles(gijs.membership, roles=[Role.CASE_MANAGER, Role.CARER], by=SYSTEM, at=MIDDAY)
    assert lies_astray(row.case)

    operations.bring_in_line(row.case, ring=afresh(cast.greet), at=MIDDAY)

    assert not lies_astray(row.case)
    assert Mark.objects.filter(perpetrator=row).exists()


def test_after_a_correction_a_second_person_says_anew_whether_it_is_the_same(cast: make.Cast) -> None:
    first, second = met(cast), met(cast)
    match = confirmed(first, second, cast)
    before = mails_to(cast.cor)

    operations.correct(second, known=Known(name="Piet Bakker"), ring=afresh(cast.greet), at=MIDDAY)

    assert Match.objects.get().state == MatchState.SUGGESTED
    assert queries.recognised(second.case, cast.greet.membership) == set()
    assert queries.to_compare(cast.cor.membership) == [match]
    assert mails_to(cast.cor) > before
    assert Entry.objects.get(action="match.reopened").subject == match.pk


def test_after_a_correction_somebody_else_can_be_met_again(cast: make.Cast) -> None:
    first, second = met(cast), met(cast)
    (match,) = queries.to_compare(cast.cor.membership)
    operations.decide(match, same=False, ring=afresh(cast.cor), at=MIDDAY)

    operations.correct(second, known=replace(JAN, address="1234 AB 12"), ring=afresh(cast.greet), at=MIDDAY)

    found = between(first, second)
    assert found is not None
    assert found.state == MatchState.SUGGESTED


def test_what_was_confirmed_by_mistake_is_undone_by_who_wrote_neither(cast: make.Cast) -> None:
    first, second = met(cast), met(cast)
    match = confirmed(first, second, cast)

    with pytest.raises(SecondPerson):
        operations.decide(match, same=False, ring=afresh(cast.greet), at=MIDDAY)
    operations.decide(match, same=False, ring=afresh(cast.vera), at=MIDDAY)

    assert queries.recognised(second.case, cast.greet.membership) == set()
    assert Entry.objects.get(action="match.other").subject == match.pk


@pytest.mark.parametrize("first_by", ["greet", "cor"])
def test_whoever_wrote_one_of_the_two_does_not_decide(cast: make.Cast, first_by: str) -> None:
    """Both on one day: which of the two is the later one makes no difference."""
    rings = [cast.greet, cast.cor] if first_by == "greet" else [cast.cor, cast.greet]
    rows = [recorded(weighed_by(ring, cast), cast, by=ring) for ring in rings]
    match = between(*rows)
    assert match is not None

    assert match.recorded_by == rings[1].membership
    assert queries.to_compare(cast.cor.membership) == []
    with pytest.raises(SecondPerson):
        operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)
    assert queries.to_compare(cast.vera.membership) == [match]


def test_whoever_corrects_a_record_until_it_is_met_does_not_decide(cast: make.Cast) -> None:
    """Cor handles that case as well, and Greet wrote both records."""
    row, other = met(cast, Known(name="Piet Bakker")), met(cast)
    cases.take_on(row.case, ring=afresh(cast.cor), at=MIDDAY)

    operations.correct(row, known=JAN, ring=afresh(cast.cor), at=MIDDAY)

    match = between(row, other)
    assert match is not None
    assert match.recorded_by == cast.cor.membership
    with pytest.raises(SecondPerson):
        operations.decide(match, same=True, ring=afresh(cast.cor), at=MIDDAY)


FACTS_SINCE = [
    replace(THREAT, perpetrator=Kind.MINOR),
    replace(THREAT, perpetrator=Kind.COLLEAGUE),
    CRITICISM,
]


@pytest.mark.parametrize("facts", FACTS_SINCE)
def test_facts_that_change_take_away_by_what_somebody_is_recognised(cast: make.Cast, facts: Recorded) -> None:
    first, second = met(cast), met(cast)
    confirmed(first, second, cast)

    operations.record_facts(first.case, recorded=facts, ring=afresh(cast.greet), at=MIDDAY)

    assert not Mark.objects.filter(perpetrator=first).exists()
    assert queries.recognised(second.case, cast.greet.membership) == set()
    assert between(first, met(cast)) is None
    operations.correct(first, known=Known(name="Jan Vries"), ring=afresh(cast.greet), at=MIDDAY)
    assert not Mark.objects.filter(perpetrator=first).exists()


def test_facts_that_are_put_right_again_let_somebody_be_recognised(cast: make.Cast) -> None:
    row = met(cast)
    operations.record_facts(row.case, recorded=CRITICISM, ring=afresh(cast.greet), at=MIDDAY)

    operations.record_facts(row.case, recorded=THREAT, ring=afresh(cast.greet), at=MIDDAY)

    assert between(row, met(cast)) is not None


def test_what_one_may_not_see_takes_no_place_in_what_waits(cast: make.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Greet and Gijs handle two cases together; older matches between cases of others do not push theirs away."""
    monkeypatch.setattr(queries, "MOST", 1)
    gijs = colleague(cast)
    for known in (SIGNED, SIGNED):
        met(cast, known)
    rows = [met(cast, Known(name="Piet Bakker"), at=MIDDAY + timedelta(days=1)) for _ in range(2)]
    for row in rows:
        cases.add_handler(row.case, to=gijs.membership, ring=afresh(cast.greet), at=MIDDAY + timedelta(days=1))

    assert queries.to_compare(gijs.membership) == [between(*rows)]
