"""The model protocol, asked about events that a handler would recognise."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from rugdekking.content.schema import Decider, Kind, Level, Obligation, Perpetrator, Protocol, Target
from rugdekking.protocols.evaluation import STRENGTH, Proposal, evaluate
from rugdekking.protocols.facts import Facts
from tests.content import shipped

MODEL = shipped.protocol()
CATEGORIES = {category.code: category for category in MODEL.categories}
EMOTIONAL = [code for code, category in CATEGORIES.items() if category.level is Level.EMOTIONAL]


def any_facts(categories: Sequence[str] = tuple(CATEGORIES), *, least: int = 1) -> st.SearchStrategy[Facts]:
    return st.builds(
        Facts,
        categories=st.frozensets(st.sampled_from(categories), min_size=least, max_size=4),
        channels=st.frozensets(st.sampled_from([channel.code for channel in MODEL.channels]), max_size=3),
        targets=st.frozensets(st.sampled_from(list(Target))),
        perpetrator=st.sampled_from(list(Perpetrator)),
        occurrence=st.integers(min_value=1, max_value=30),
        severity=st.none() | st.integers(min_value=1, max_value=4),
        mutual=st.booleans(),
    )


def measures(proposals: list[Proposal]) -> list[str]:
    return [each.measure for each in proposals if each.kind is Kind.MEASURE]


def heaviest(proposals: list[Proposal], obligation: Obligation) -> int:
    """The heaviest step among those that oblige at least as strongly as `obligation`."""
    return max((each.step for each in proposals if STRENGTH[each.obligation] <= STRENGTH[obligation]), default=-1)


@given(any_facts())
def test_every_event_gets_an_answer(facts: Facts) -> None:
    assert evaluate(MODEL, facts)


@given(any_facts(least=0), st.frozensets(st.text(max_size=5), max_size=2))
def test_unknown_codes_are_no_accident(facts: Facts, strange: frozenset[str]) -> None:
    odd = replace(facts, categories=facts.categories | strange, channels=facts.channels | strange)

    assert evaluate(MODEL, odd) == evaluate(MODEL, facts)


@given(any_facts(EMOTIONAL))
def test_emotion_criticism_and_protest_never_lead_to_a_measure(facts: Facts) -> None:
    assert measures(evaluate(MODEL, facts)) == []


@given(any_facts(), st.integers(min_value=1, max_value=30))
def test_repetition_never_makes_the_answer_lighter(facts: Facts, more: int) -> None:
    now = evaluate(MODEL, facts)
    later = evaluate(MODEL, replace(facts, occurrence=facts.occurrence + more))

    assert all(heaviest(later, obligation) >= heaviest(now, obligation) for obligation in Obligation)


@given(any_facts())
def test_the_same_facts_always_give_the_same_list_in_the_same_order(facts: Facts) -> None:
    reversed_rows = msgspec.structs.replace(MODEL, rows=MODEL.rows[::-1])

    assert evaluate(reversed_rows, facts) == evaluate(MODEL, facts)


@given(any_facts())
def test_a_measure_is_proposed_once_and_always_after_hearing_the_other_side(facts: Facts) -> None:
    proposals = evaluate(MODEL, facts)

    codes = [each.measure for each in proposals]
    assert len(codes) == len(set(codes))
    assert all(each.needs_hearing for each in proposals if each.kind is Kind.MEASURE)


def test_after_four_complaint_mails_a_conversation_about_the_grievance_may_be_offered() -> None:
    facts = Facts(
        categories=frozenset({"criticism"}),
        channels=frozenset({"email"}),
        targets=frozenset({Target.OFFICE}),
        perpetrator=Perpetrator.RESIDENT,
        occurrence=4,
    )

    (only,) = evaluate(MODEL, facts)

    assert (only.measure, only.kind, only.obligation) == ("grievance_talk", Kind.RESPONSE, Obligation.MAY)


def test_a_first_threat_always_leads_to_a_written_warning() -> None:
    proposals = evaluate(MODEL, Facts(categories=frozenset({"threat"}), perpetrator=Perpetrator.RESIDENT))

    warning = next(each for each in proposals if each.measure == "written_warning")
    assert warning.obligation is Obligation.ALWAYS
    assert warning.decider is Decider.SECRETARY
    assert warning.reaction_hours == 48
    assert warning.reason == "Regel 14: bedreiging, zonder eerdere maatregel binnen een jaar"


def test_a_second_threat_within_a_year_goes_to_the_chair_for_a_final_warning() -> None:
    facts = Facts(categories=frozenset({"threat"}), perpetrator=Perpetrator.RESIDENT, occurrence=2)

    proposals = evaluate(MODEL, facts)

    final = next(each for each in proposals if each.measure == "final_warning")
    assert final.decider is Decider.CHAIR
    assert final.reason == "Regel 15: bedreiging, na één eerdere maatregel binnen een jaar"
    assert "written_warning" not in measures(proposals)


def test_somebody_unknown_gets_no_letter_but_the_person_concerned_gets_help() -> None:
    facts = Facts(categories=frozenset({"threat"}), channels=frozenset({"social_media"}))

    proposals = evaluate(MODEL, facts)

    assert measures(proposals) == []
    assert {"police_advice", "safety_talk", "takedown_request"} <= {each.measure for each in proposals}


def test_a_colleague_goes_the_road_of_integrity() -> None:
    facts = Facts(categories=frozenset({"insult"}), perpetrator=Perpetrator.OFFICE_HOLDER, occurrence=3)

    proposals = evaluate(MODEL, facts)

    assert proposals[0].measure == "integrity_route"
    assert measures(proposals) == []


def test_the_reason_names_place_and_target_when_the_row_asked_for_them() -> None:
    facts = Facts(
        categories=frozenset({"insult"}),
        channels=frozenset({"home"}),
        targets=frozenset({Target.FAMILY}),
        perpetrator=Perpetrator.RESIDENT,
        occurrence=11,
    )

    reasons = {each.row: each.reason for each in evaluate(MODEL, facts)}

    assert (
        reasons[23]
        == "Regel 23: belediging, na 10 eerdere maatregelen binnen een jaar, gericht op het gezin of de familie"
    )


def test_a_quarrel_from_both_sides_may_be_mediated() -> None:
    facts = Facts(categories=frozenset({"insult"}), perpetrator=Perpetrator.RESIDENT, mutual=True)

    reasons = {each.measure: each.reason for each in evaluate(MODEL, facts)}

    assert reasons["mediation_offer"].endswith("van beide kanten")


def many_rows(count: int) -> Protocol:
    rows = tuple(
        msgspec.structs.replace(MODEL.rows[number % len(MODEL.rows)], number=number + 1) for number in range(count)
    )
    return msgspec.structs.replace(MODEL, rows=rows)


@settings(max_examples=20)
@given(any_facts())
def test_five_hundred_rows_say_no_more_than_the_rows_they_repeat(facts: Facts) -> None:
    large = evaluate(many_rows(500), facts)

    assert [each.measure for each in large] == [each.measure for each in evaluate(MODEL, facts)]
