"""The shipped files fit together, and say what the design asks of them."""

from datetime import UTC, datetime, timedelta

import pytest

from rugdekking.clocks.terms import due_after
from rugdekking.content.schema import Kind, Level, PersonClass, Phase
from tests.content import shipped

PROTOCOL = shipped.protocol()
# Issue 3: office-holder, griffier, secretaris, chair, and so on.
ROLES_OF_THE_DESIGN = {
    "office_holder",
    "clerk",
    "secretary",
    "chair",
    "party_group_leader",
    "line_manager",
    "coordinator",
    "carer",
    "communication",
    "front_desk",
    "police_liaison",
}


def test_the_model_protocol_names_at_least_twelve_kinds_of_behaviour_that_cross_the_norm() -> None:
    crossing = [category for category in PROTOCOL.categories if category.level is Level.NORM_CROSSING]

    assert len(crossing) >= 12


def test_emotion_criticism_and_protest_are_told_apart_from_aggression() -> None:
    emotional = {category.code for category in PROTOCOL.categories if category.level is Level.EMOTIONAL}

    assert emotional == {"emotion", "criticism", "protest"}


def test_every_behaviour_and_every_measure_is_used() -> None:
    categories = {code for row in PROTOCOL.rows for code in row.when.categories}
    measures = {wish.measure for row in PROTOCOL.rows for wish in row.proposals}

    assert categories == {category.code for category in PROTOCOL.categories}
    assert measures == {measure.code for measure in PROTOCOL.measures}


def test_nobody_waits_longer_than_48_hours_for_a_reaction() -> None:
    assert max(measure.reaction_hours for measure in PROTOCOL.measures) == 48


def test_a_conversation_is_no_measure() -> None:
    kinds = {measure.code: measure.kind for measure in PROTOCOL.measures}

    assert kinds["conversation"] is kinds["grievance_talk"] is Kind.RESPONSE


def test_the_public_form_and_the_protocol_name_the_same_channels() -> None:
    on_the_form = [choice.code for choice in shipped.choices("channels").choices]

    assert on_the_form == [channel.code for channel in PROTOCOL.channels]


def test_each_kind_of_behaviour_on_the_form_has_a_coarse_class() -> None:
    assert all(choice.behaviour_class for choice in shipped.choices("behaviours").choices)


def test_the_plan_speaks_of_behaviour_and_channels_that_the_protocol_knows() -> None:
    conditions = [task.when for task in shipped.plan().tasks]

    assert {code for when in conditions for code in when.categories} <= {each.code for each in PROTOCOL.categories}
    assert {code for when in conditions for code in when.channels} <= {each.code for each in PROTOCOL.channels}


def test_every_role_has_something_to_do_before_during_and_after() -> None:
    plan, preparation = shipped.plan(), shipped.preparation()

    assert [step.number for step in plan.steps] == [step.number for step in preparation.steps] == list(range(1, 10))
    assert plan.roles == preparation.roles
    assert {role.code for role in plan.roles} >= ROLES_OF_THE_DESIGN
    for role in plan.roles:
        phases = {task.phase for task in plan.tasks if task.role == role.code}
        assert phases == {Phase.DURING, Phase.AFTER}, role.code
        assert any(task.role == role.code for task in preparation.tasks), role.code


def test_all_that_is_prepared_has_a_day_in_the_year() -> None:
    assert all(task.phase is Phase.BEFORE and task.day for task in shipped.preparation().tasks)


@pytest.mark.parametrize("hour", range(0, 24 * 7, 5))
def test_no_task_is_due_before_the_task_that_it_waits_for(hour: int) -> None:
    begins = datetime(2026, 3, 30, 0, 0, tzinfo=UTC) + timedelta(hours=hour)  # the week before Easter
    due = {task.code: due_after(begins, task.due) for task in shipped.plan().tasks if task.due}

    late = [task.code for task in shipped.plan().tasks if any(due[code] > due[task.code] for code in task.waits_for)]

    assert late == []


def test_every_step_of_the_plan_has_a_task() -> None:
    plan = shipped.plan()

    assert {task.step for task in plan.tasks} == {step.number for step in plan.steps}


@pytest.mark.parametrize("kind", ["gemeente", "provincie", "waterschap"])
def test_each_kind_of_organisation_has_offices_for_members_staff_and_others(kind: str) -> None:
    offices = shipped.offices(kind)

    assert {office.person_class for office in offices.offices} == set(PersonClass)
    assert offices.office("relative") is not None
    assert offices.office("pharaoh") is None


def test_the_complaint_term_warns_at_six_four_two_and_one_weeks_and_three_days() -> None:
    warnings = shipped.terms().clock("complaint_term").warnings

    assert [(span.amount, span.unit) for span in warnings] == [
        (6, "weeks"),
        (4, "weeks"),
        (2, "weeks"),
        (1, "weeks"),
        (3, "days"),
    ]


def test_a_withdrawn_report_is_kept_as_long_as_the_clock_of_its_destruction_runs() -> None:
    terms = shipped.terms()

    assert terms.kept_for("withdrawn") == terms.clock("destruction").term


def test_every_number_that_people_are_told_to_call_was_found_at_a_source() -> None:
    assert [one.label for one in shipped.services().services if not one.verified] == []
