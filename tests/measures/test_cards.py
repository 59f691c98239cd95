"""A card of a running measure at the front desk: found by a name, by who may know, for as long as it holds."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from rugdekking.audit.actor import SYSTEM
from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.status import State as CaseState
from rugdekking.clocks.models import Clock
from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.keys.circles import circle_of
from rugdekking.keys.queries import hidden_from
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.measures import operations as measures
from rugdekking.measures.cards import OnCard, lies_astray
from rugdekking.measures.models import Answer, Card, CardName
from rugdekking.measures.operations import FamilyNameAlone, NothingRuns
from rugdekking.measures.operations.serving import stop_running
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import State
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from rugdekking.perpetrators import operations as perpetrators
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.perpetrators.sealing import Known
from rugdekking.plans import operations as plans
from rugdekking.reports.story import KeepOut
from tests import make
from tests.cases.props import afresh
from tests.make import MIDDAY
from tests.measures.props import BASIC_SERVICES, SCOPE, THREAT, banned, decided, put, served, weighed
from tests.perpetrators.props import JAN, recorded
from tests.recording import a_step
from tests.reports.props import STORY, filed

CARD = OnCard(name="Jan de Vries", rule="Gebouwverbod", place="Gemeentehuis", to_do="Bel de bode.")


@pytest.fixture
def bo(cast: make.Cast) -> StaffRing:
    """Somebody of the front desk, admitted by Greet."""
    return front_desk(cast)


@a_step
def front_desk(cast: make.Cast, name: str = "Bo") -> StaffRing:
    ring = make.newcomer(cast.desk, Role.FRONT_DESK, name=name, title="gastvrouw")
    keys.admit(ring.membership, desk=cast.desk, ring=afresh(cast.greet), at=MIDDAY)
    measures.welcome(ring.membership, ring=afresh(cast.greet))
    return ring


@a_step
def ban_of(cast: make.Cast, known: Known = JAN, *, without: tuple[StaffRing, ...] = ()) -> Answer:
    """A ban of somebody whom the case names."""
    story = replace(STORY, keep_out=KeepOut(members=tuple(one.holder for one in without))) if without else STORY
    case = weighed(cast, story=story)
    recorded(case, cast, known)
    return served(case, cast, "building_ban")


def found(name: str, ring: StaffRing, *, days: int = 0) -> list[OnCard]:
    looked = measures.look_up(name, ring=afresh(ring), at=MIDDAY + timedelta(days=days))
    return [one.on_card for one in looked.found]


def test_a_ban_that_starts_to_run_lies_at_the_front_desk_at_once(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)

    (one,) = measures.look_up("J. de Vries", ring=afresh(bo), at=MIDDAY).found

    assert one.on_card == OnCard(name="Jan de Vries", rule=one.on_card.rule, place=SCOPE, to_do=BASIC_SERVICES)
    assert one.until == answer.ends_on


def test_the_card_tells_nothing_of_what_happened() -> None:
    assert set(OnCard.__struct_fields__) == {"name", "rule", "place", "to_do"}


@pytest.mark.parametrize("name", ["Piet de Vries", "06 12345678", "jan@voorbeeld.nl"])
def test_nothing_but_the_name_finds_a_card(cast: make.Cast, bo: StaffRing, name: str) -> None:
    ban_of(cast)

    assert found(name, bo) == []


def test_each_search_is_logged_without_the_name(cast: make.Cast, bo: StaffRing) -> None:
    found("Jan de Vries", bo)
    found("Piet Bakker", bo)

    rows = Entry.objects.filter(action="card.searched")
    assert {(row.subject, row.actor, row.role) for row in rows} == {(cast.desk.pk, bo.holder, Role.FRONT_DESK)}
    assert rows.count() == 2


def test_an_empty_search_is_refused_and_not_logged(bo: StaffRing) -> None:
    for typed in ("", "  ", "de", "?!"):
        with pytest.raises(TextMissing):
            measures.look_up(typed, ring=bo, at=MIDDAY)
    assert not Entry.objects.filter(action="card.searched").exists()


def test_a_family_name_alone_is_neither_searched_nor_put_on_a_card(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast, Known(name="Balkema"))
    assert not Card.objects.exists()

    for typed in ("Wagenaar", "de Vries", "mevrouw Balkema", "Balkema-Smit"):
        with pytest.raises(FamilyNameAlone):
            measures.look_up(typed, ring=bo, at=MIDDAY)
        with pytest.raises(FamilyNameAlone):
            measures.make_card(answer, on_card=replace(CARD, name=typed), ring=afresh(cast.greet), at=MIDDAY)
    assert not Entry.objects.filter(action="card.searched").exists()


@pytest.mark.parametrize("typed", ["Ruud Balkema", "R Balkema", "Balkema, R.", "Balkema R.", "Balkema, Ruud"])
def test_a_card_is_found_in_whichever_order_the_name_is_said(cast: make.Cast, bo: StaffRing, typed: str) -> None:
    answer = banned(cast)
    measures.make_card(answer, on_card=replace(CARD, name="R. Balkema"), ring=afresh(cast.greet), at=MIDDAY)

    assert [one.name for one in found(typed, bo)] == ["R. Balkema"]


def test_a_card_shows_until_and_with_the_last_day_also_when_the_worker_is_late(
    cast: make.Cast, bo: StaffRing
) -> None:
    answer = ban_of(cast)
    assert answer.ends_on is not None
    last = (answer.ends_on - MIDDAY.date()).days

    assert found("Jan de Vries", bo, days=last)
    assert found("Jan de Vries", bo, days=last + 1) == []
    assert Card.objects.exists()


def test_the_worker_takes_the_card_away_after_the_last_day(cast: make.Cast) -> None:
    ban_of(cast)

    measures.end_due(at=MIDDAY + timedelta(days=400))

    assert not Card.objects.exists()
    assert not CardName.objects.exists()


def test_what_stops_a_measure_takes_its_card_away(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)

    stop_running(answer, at=MIDDAY)

    assert found("Jan de Vries", bo) == []
    assert not Card.objects.exists()


def test_without_a_known_name_there_is_no_card_until_somebody_makes_one(cast: make.Cast, bo: StaffRing) -> None:
    answer = banned(cast)
    assert not Card.objects.exists()

    measures.make_card(answer, on_card=CARD, ring=afresh(cast.greet), at=MIDDAY)

    assert found("jan de vries", bo) == [CARD]


def test_a_new_card_takes_the_place_of_the_old_one(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)

    measures.make_card(answer, on_card=replace(CARD, name="Piet Bakker"), ring=afresh(cast.greet), at=MIDDAY)

    assert found("Jan de Vries", bo) == []
    assert [one.name for one in found("P. Bakker", bo)] == ["Piet Bakker"]
    assert Card.objects.count() == 1


def test_a_card_can_be_taken_away(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)

    measures.drop_card(answer, ring=afresh(cast.greet), at=MIDDAY)

    assert found("Jan de Vries", bo) == []
    with pytest.raises(JustChanged):
        measures.drop_card(answer, ring=afresh(cast.greet), at=MIDDAY)


def test_only_a_measure_that_runs_has_a_card(cast: make.Cast) -> None:
    waiting = decided(weighed(cast), cast, "building_ban")
    warned = served(weighed(cast), cast)

    for answer in (waiting, warned):
        with pytest.raises(NothingRuns):
            measures.make_card(answer, on_card=CARD, ring=afresh(cast.greet), at=MIDDAY)
    assert warned.state == State.SERVED


@pytest.mark.parametrize("field", ["name", "rule", "place", "to_do"])
def test_a_card_lacks_nothing(cast: make.Cast, field: str) -> None:
    answer = banned(cast)

    with pytest.raises(TextMissing):
        measures.make_card(answer, on_card=replace(CARD, **{field: " "}), ring=afresh(cast.greet), at=MIDDAY)


def test_who_must_not_know_of_the_case_finds_no_card_and_holds_no_key_of_it(cast: make.Cast, bo: StaffRing) -> None:
    """Bo of the front desk is the sister of who did it."""
    ids = front_desk(cast, "Ids")
    ban_of(cast, without=(bo,))

    assert found("Jan de Vries", bo) == []
    assert len(found("Jan de Vries", ids)) == 1
    with pytest.raises(NoKey):
        afresh(bo).open(Card.objects.get().key_id)


def test_who_is_kept_out_later_loses_the_card(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)
    assert found("Jan de Vries", bo)

    measures.keep_out(answer.case, membership=bo.membership, ring=afresh(cast.greet), at=MIDDAY)

    assert found("Jan de Vries", bo) == []
    assert bo.holder not in circle_of([Card.objects.get().key_id])[Card.objects.get().key_id]
    assert len(found("Jan de Vries", cast.vera)) == 1


def test_somebody_new_at_the_front_desk_finds_what_lay_there_before(cast: make.Cast) -> None:
    ban_of(cast)

    assert len(found("Jan de Vries", front_desk(cast))) == 1


def test_nobody_finds_a_card_before_they_were_admitted(cast: make.Cast) -> None:
    ban_of(cast)
    waiting = make.newcomer(cast.desk, Role.FRONT_DESK, name="Bo")

    assert found("Jan de Vries", waiting) == []


def test_after_somebody_left_the_front_desk_the_cards_lie_under_another_key(cast: make.Cast, bo: StaffRing) -> None:
    ids = front_desk(cast, "Ids")
    ban_of(cast)
    former = Card.objects.get().key_id

    keys.end_without_key(bo.membership, by=SYSTEM, at=MIDDAY)
    assert len(found("Jan de Vries", ids)) == 1
    measures.renew_cards(afresh(cast.greet), at=MIDDAY)

    assert Card.objects.get().key_id != former
    assert len(found("Jan de Vries", ids)) == 1


def test_no_name_stands_in_the_rows_of_a_card(cast: make.Cast) -> None:
    ban_of(cast)

    row = Card.objects.get()
    kept = bytes(row.sealed) + b"".join(bytes(one.name) for one in CardName.objects.all())
    assert b"Vries" not in kept
    assert b"vries" not in kept


def test_another_organisation_finds_no_card_of_ours(cast: make.Cast) -> None:
    ban_of(cast)
    elsewhere = make.cast("elders")

    assert found("Jan de Vries", front_desk(elsewhere)) == []
    assert found("Jan de Vries", elsewhere.greet) == []


def test_two_perpetrators_in_one_case_leave_the_card_to_a_person(cast: make.Cast) -> None:
    case = weighed(cast)
    recorded(case, cast)
    recorded(case, cast, Known(name="Piet Bakker"))

    served(case, cast, "building_ban")

    assert not Card.objects.exists()


def test_what_holds_at_no_door_lies_at_no_front_desk_by_itself(cast: make.Cast) -> None:
    """Whom somebody may not write to is no business of the front desk, unless a handler decides so."""
    case = weighed(cast)
    recorded(case, cast)

    served(case, cast, "contact_restriction")

    assert not Card.objects.exists()


def test_that_a_card_was_laid_stands_in_the_log_of_the_answer(cast: make.Cast) -> None:
    answer = ban_of(cast)

    assert Entry.objects.filter(action="card.made", subject=answer.pk).count() == 1


def test_who_has_another_role_now_holds_no_key_of_a_card_that_is_brought_in_line(
    cast: make.Cast, bo: StaffRing
) -> None:
    ban_of(cast)
    organisations.set_roles(bo.membership, roles=[Role.TASK_OWNER], by=SYSTEM, at=MIDDAY)

    measures.renew_cards(afresh(cast.greet), at=MIDDAY)

    key = Card.objects.get().key_id
    assert bo.holder not in circle_of([key])[key]


def test_a_correction_reaches_the_front_desk(cast: make.Cast, bo: StaffRing) -> None:
    ban_of(cast)
    row = Perpetrator.objects.get()

    measures.correct_perpetrator(row, known=Known(name="Piet Bakker"), ring=afresh(cast.greet), at=MIDDAY)

    assert found("Jan de Vries", bo) == []
    assert [one.name for one in found("Piet Bakker", bo)] == ["Piet Bakker"]


def test_a_card_goes_with_the_name_that_turns_out_to_be_unknown(cast: make.Cast, bo: StaffRing) -> None:
    ban_of(cast)
    row = Perpetrator.objects.get()

    measures.correct_perpetrator(row, known=Known(phones=("0612345678",)), ring=afresh(cast.greet), at=MIDDAY)

    assert not Card.objects.exists()
    assert Entry.objects.filter(action="card.gone").exists()


def test_a_card_of_somebody_else_stays_as_it_is(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)
    measures.make_card(answer, on_card=replace(CARD, name="Kees Smit"), ring=afresh(cast.greet), at=MIDDAY)
    row = Perpetrator.objects.get()

    measures.correct_perpetrator(row, known=Known(name="Piet Bakker"), ring=afresh(cast.greet), at=MIDDAY)

    assert len(found("Kees Smit", bo)) == 1


def test_a_removal_reaches_the_front_desk(cast: make.Cast, bo: StaffRing) -> None:
    ban_of(cast)

    measures.ask_removal(Perpetrator.objects.get(), ring=afresh(cast.greet), at=MIDDAY)

    assert found("Jan de Vries", bo) == []
    assert not Card.objects.exists()


def test_a_removal_that_is_taken_back_lays_the_card_again(cast: make.Cast, bo: StaffRing) -> None:
    ban_of(cast)
    row = Perpetrator.objects.get()
    measures.ask_removal(row, ring=afresh(cast.greet), at=MIDDAY)

    measures.keep_after_all(row, reason="Vergissing.", ring=afresh(cast.greet), at=MIDDAY)

    assert [one.name for one in found("Jan de Vries", bo)] == ["Jan de Vries"]


@pytest.mark.parametrize("kind", [Kind.MINOR, Kind.COLLEAGUE])
def test_a_card_goes_when_the_facts_turn_out_to_be_of_somebody_whom_one_does_not_recognise(
    cast: make.Cast, bo: StaffRing, kind: Kind
) -> None:
    answer = ban_of(cast)

    measures.record_facts(answer.case, recorded=replace(THREAT, perpetrator=kind), ring=afresh(cast.greet), at=MIDDAY)

    assert found("Jan de Vries", bo) == []
    assert Entry.objects.filter(action="card.gone", subject=answer.pk).count() == 1


def test_facts_that_say_the_same_leave_a_card_where_it_is(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)

    measures.record_facts(answer.case, recorded=replace(THREAT, summary="Meer."), ring=afresh(cast.greet), at=MIDDAY)

    assert len(found("Jan de Vries", bo)) == 1


def test_a_correction_reaches_a_card_on_which_the_name_was_written_shorter(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)
    measures.make_card(answer, on_card=replace(CARD, name="J. de Vries"), ring=afresh(cast.greet), at=MIDDAY)
    row = Perpetrator.objects.get()

    measures.correct_perpetrator(row, known=Known(name="Piet Bakker"), ring=afresh(cast.greet), at=MIDDAY)

    assert found("J. de Vries", bo) == []
    assert len(found("Piet Bakker", bo)) == 1


def test_an_initial_that_fits_more_than_one_person_lists_no_family(cast: make.Cast, bo: StaffRing) -> None:
    for name in ("Jan de Vries", "Joke de Vries"):
        ban_of(cast, Known(name=name))

    looked = measures.look_up("J. de Vries", ring=afresh(bo), at=MIDDAY)

    assert (looked.several, looked.found) == (True, ())
    assert [one.name for one in found("Joke de Vries", bo)] == ["Joke de Vries"]


def test_two_measures_of_one_person_are_both_found_by_an_initial(cast: make.Cast, bo: StaffRing) -> None:
    for _ in range(2):
        ban_of(cast)

    assert len(found("J. de Vries", bo)) == 2


def test_in_a_case_that_was_closed_the_card_can_still_be_put_right(cast: make.Cast, bo: StaffRing) -> None:
    """The ban runs on, so what lies at the front desk does too."""
    answer = ban_of(cast)
    Case.objects.filter(pk=answer.case_id).update(state=CaseState.CLOSED, closed_on=MIDDAY.date(), outcome="settled")

    measures.make_card(answer, on_card=replace(CARD, name="Piet Bakker"), ring=afresh(cast.greet), at=MIDDAY)
    assert len(found("Piet Bakker", bo)) == 1
    measures.drop_card(answer, ring=afresh(cast.greet), at=MIDDAY)

    assert not Card.objects.exists()


def test_a_report_that_keeps_somebody_out_takes_the_card_from_them(cast: make.Cast, bo: StaffRing) -> None:
    answer = ban_of(cast)
    story = replace(STORY, keep_out=KeepOut(members=(bo.holder, cast.bas.holder)))
    waiting = put(answer.case, cast, "norm_statement")

    measures.join(answer.case, filed(cast, story).report, ring=afresh(cast.greet), at=MIDDAY)

    assert found("Jan de Vries", bo) == []
    assert len(found("Jan de Vries", cast.vera)) == 1
    key = Card.objects.get().key_id
    assert bo.holder not in circle_of([key])[key]
    waiting.refresh_from_db()
    assert waiting.state == State.WITHDRAWN
    assert answer.key_id not in afresh(cast.bas).open_all([answer.key_id])


def test_a_role_that_bars_somebody_shows_until_the_card_is_brought_in_line(cast: make.Cast, bo: StaffRing) -> None:
    case = weighed(cast, story=replace(STORY, keep_out=KeepOut(roles=(Role.CARER,))))
    recorded(case, cast)
    served(case, cast, "building_ban")
    assert not lies_astray(case)
    organisations.set_roles(bo.membership, roles=[Role.FRONT_DESK, Role.CARER], by=SYSTEM, at=MIDDAY)
    assert lies_astray(case)

    perpetrators.bring_in_line(case, ring=afresh(cast.greet), at=MIDDAY)
    measures.bring_cards_in_line(measures.cards_in(case), ring=afresh(cast.greet), at=MIDDAY)

    assert not lies_astray(case)
    assert len(found("Jan de Vries", cast.vera)) == 1


def test_of_two_perpetrators_one_without_a_name_leaves_the_card_to_a_person(cast: make.Cast) -> None:
    """The name may be of the other one."""
    case = weighed(cast)
    recorded(case, cast)
    recorded(case, cast, Known(phones=("0687654321",)))

    served(case, cast, "building_ban")

    assert not Card.objects.exists()


def test_of_somebody_under_18_a_person_makes_the_card(cast: make.Cast) -> None:
    case = weighed(cast, replace(THREAT, perpetrator=Kind.MINOR))
    recorded(case, cast)

    served(case, cast, "building_ban")

    assert not Card.objects.exists()


@pytest.mark.parametrize(
    ("on_card", "typed", "fits"),
    [
        ("Johanna de Vries", "Jan de Vries", False),
        ("Johanna de Vries", "J. de Vries", True),
        ("J. de Vries", "Jan de Vries", True),
        ("dhr. J.W. de Vries", "Vries, Jan de", True),
        ("Jan Willem de Vries", "mr. J.W. de Vries", True),
        ("Jo de Vries", "Jan de Vries", False),
    ],
)
def test_an_initial_meets_a_first_name_and_two_first_names_do_not(
    cast: make.Cast, bo: StaffRing, on_card: str, typed: str, *, fits: bool
) -> None:
    ban_of(cast, Known(name=on_card))

    assert bool(found(typed, bo)) == fits


def test_after_its_case_was_destroyed_an_answer_shows_itself_to_nobody_who_must_not_know(cast: make.Cast) -> None:
    fritz = make.newcomer(cast.desk, Role.AUDITOR, name="Fritz")
    answer = ban_of(cast, without=(fritz,))
    Clock.objects.filter(ended_at=None).update(ended_at=MIDDAY, outcome="stopped", wake_at=None)
    Case.objects.filter(pk=answer.case_id).update(state=CaseState.CLOSED, closed_on=MIDDAY.date(), outcome="settled")
    later = MIDDAY + timedelta(days=1000)

    for part in (measures, perpetrators, plans, cases):
        part.destroy_due(at=later)

    assert not Answer.objects.exists()
    assert not Case.objects.exists()
    assert {answer.pk, answer.case_id} <= hidden_from(fritz.membership)
