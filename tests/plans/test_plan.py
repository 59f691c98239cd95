"""A case gets its plan: tasks per role and phase, with owners, clocks and keys of their own."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from rugdekking.cases import operations as cases
from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.sealing import Recorded
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import running_in
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.keys.models import HolderKind, Key, KeyKind, Wrap
from rugdekking.keys.rings import NoKey
from rugdekking.notify.models import Mail
from rugdekking.organisations.roles import Role
from rugdekking.plans import operations, queries
from rugdekking.plans.models import Phase, Plan, Task
from rugdekking.plans.operations import AskFirst, CannotOwn, ConfirmFirst, NewTask
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Origin, Step
from rugdekking.reports.story import Story
from tests import make
from tests.cases.props import FACTS, LATER, SOON, Opened, afresh, opened

AT_THE_COUNTER = replace(FACTS, channels=frozenset({"counter"}))


def planned(cast: make.Cast) -> Opened:
    """A case with facts and a plan."""
    it = opened(cast)
    cases.record_facts(it.case, recorded=AT_THE_COUNTER, ring=cast.greet, at=LATER)
    operations.make_plan(it.case, owners={}, ring=cast.greet, at=LATER)
    it.case.refresh_from_db()
    return it


def agreed(cast: make.Cast, it: Opened, *steps: Step) -> None:
    for step in steps:
        asked = reports.ask_consent(it.report, step=step, note="Mag dat?", ring=cast.greet, at=LATER)
        reports.answer_consent(asked, given=True, ring=it.own.ring, at=LATER)


def new(role: str = "front_desk", **also: object) -> NewTask:
    return NewTask(role=role, step=1, text="Let vanmiddag op de ingang.", **also)


def test_a_plan_has_the_steps_during_and_after_and_nothing_from_before(cast: make.Cast) -> None:
    it = planned(cast)

    tasks = queries.tasks_in(it.case)
    assert {task.phase for task in tasks} == {Phase.DURING, Phase.AFTER}
    assert {1, 2, 3, 4, 5, 7, 8, 9} <= {task.step for task in tasks}
    assert {"case_manager", "chair", "carer", "front_desk", "communication"} <= {task.role for task in tasks}
    plan = queries.plan_of(it.case)
    assert plan is not None
    assert (plan.name, plan.version) == ("incident", 2)


def test_the_facts_decide_which_tasks_are_asked(cast: make.Cast) -> None:
    it = opened(cast)
    operations.make_plan(it.case, owners={}, ring=cast.greet, at=LATER)
    before = {task.code for task in queries.tasks_in(it.case)}
    assert "after_family" not in before

    cases.record_facts(it.case, recorded=AT_THE_COUNTER, ring=cast.greet, at=LATER)
    operations.make_plan(it.case, owners={}, ring=cast.greet, at=LATER)

    after = {task.code for task in queries.tasks_in(it.case)}
    assert before < after
    assert {"after_family", "after_danger"} <= after
    assert "during_suspend" not in after
    assert Plan.objects.count() == 1


def test_each_task_has_a_clock_and_shows_in_the_queue(cast: make.Cast) -> None:
    it = planned(cast)

    clocks = {clock.subject_id: clock for clock in running_in(it.case.pk) if clock.kind == ClockKind.TASK}
    for task in queries.tasks_in(it.case):
        assert clocks[task.pk].due_at == task.due_at
        assert clocks[task.pk].owner == task.owner_id
    assert it.case.urgent_at == min(clock.due_at for clock in running_in(it.case.pk))


def test_making_the_plan_keeps_the_promise_of_a_plan(cast: make.Cast) -> None:
    planned(cast)

    assert Clock.objects.get(kind=ClockKind.PLAN).outcome == Outcome.KEPT


def test_roles_that_name_exactly_one_member_are_filled_and_the_rest_stays_visible(cast: make.Cast) -> None:
    it = planned(cast)

    owners = {task.role: task.owner for task in queries.tasks_in(it.case)}
    assert owners["case_manager"] == owners["office_holder"] == cast.greet.membership
    assert owners["coordinator"] == cast.cor.membership
    assert owners["chair"] == cast.bas.membership
    assert owners["front_desk"] == cast.tim.membership
    assert owners["communication"] is None
    assert owners["police_liaison"] is None


def test_who_works_at_the_front_desk_is_meant_by_that_role_whatever_the_function_is_called(cast: make.Cast) -> None:
    bo = make.member(cast.desk, Role.FRONT_DESK, name="Bo", title="medewerker publiekszaken")

    assert queries.suggested_owners(opened(cast).case)["front_desk"] == [bo, cast.tim.membership]


def test_of_two_for_one_role_the_handler_chooses(cast: make.Cast) -> None:
    second = make.newcomer(cast.desk, Role.TASK_OWNER, name="Teun", title="medewerker balie")
    it = opened(cast)
    cases.record_facts(it.case, recorded=AT_THE_COUNTER, ring=cast.greet, at=LATER)
    assert queries.suggested_owners(it.case)["front_desk"] == [cast.tim.membership, second.membership]

    chosen = {"communication": second.membership}
    operations.make_plan(it.case, owners=chosen, ring=cast.greet, at=LATER)

    owners = {task.role: task.owner for task in queries.tasks_in(it.case)}
    assert owners["communication"] == second.membership


def test_a_task_is_read_by_its_owner_and_who_handles_the_case(cast: make.Cast) -> None:
    it = planned(cast)
    (task,) = [task for task in queries.tasks_of(cast.bas.membership) if task.code == "after_reaction"]

    (opened_task,) = queries.open_tasks([task], afresh(cast.bas))

    assert opened_task.text.startswith("Besluit over de reactie")
    assert queries.open_tasks([task], afresh(cast.cor))[0].text == opened_task.text
    assert queries.open_tasks([task], afresh(cast.tim)) == []
    with pytest.raises(NoKey):
        afresh(cast.bas).open(it.case.key_id)
    assert queries.task_for(cast.bas.membership, task.pk) == task
    assert queries.task_for(cast.tim.membership, task.pk) is None


def test_the_key_of_a_task_goes_to_its_owner_and_the_case_alone(cast: make.Cast) -> None:
    it = planned(cast)

    for task in queries.tasks_in(it.case):
        wraps = set(Wrap.objects.filter(key=task.key_id).values_list("holder_kind", "holder"))
        own = {(HolderKind.MEMBER, task.owner_id)} if task.owner_id else set()
        assert wraps == {(HolderKind.KEY, it.case.key_id)} | own


def test_owners_get_one_mail_however_many_tasks(cast: make.Cast) -> None:
    planned(cast)

    assert Mail.objects.filter(address=cast.bas.membership.person.email).count() == 1


def test_nothing_goes_to_others_before_a_typed_report_is_confirmed(cast: make.Cast) -> None:
    told = Story(what="Aan de telefoon verteld.")
    typed = reports.type_for(told, ring=cast.greet, desk=cast.desk, origin=Origin.PHONE, at=make.MIDDAY)
    case = cases.open_for(typed.report, ring=cast.greet, at=make.MIDDAY)
    cases.record_facts(case, recorded=AT_THE_COUNTER, ring=cast.greet, at=LATER)

    operations.make_plan(case, owners={}, ring=cast.greet, at=LATER)

    owners = {task.owner for task in queries.tasks_in(case)}
    assert owners == {None, cast.greet.membership, cast.cor.membership}
    with pytest.raises(ConfirmFirst):
        operations.add_task(case, task=new(owner=cast.tim.membership), ring=cast.greet, at=LATER)


def test_police_manager_and_carer_hear_nothing_without_consent(cast: make.Cast) -> None:
    it = planned(cast)
    assert {task.owner for task in queries.tasks_in(it.case) if task.role == "carer"} == {None}
    for role, step in (("police_liaison", Step.POLICE), ("line_manager", Step.MANAGER), ("carer", Step.CARER)):
        task = new(role, owner=cast.nora.membership)
        assert queries.missing_consent(it.case, role) == step
        with pytest.raises(AskFirst):
            operations.add_task(it.case, task=task, ring=cast.greet, at=LATER)

        agreed(cast, it, step)

        assert operations.add_task(it.case, task=task, ring=cast.greet, at=LATER).owner == cast.nora.membership


def test_who_must_not_know_gets_no_task(cast: make.Cast) -> None:
    it = opened(cast)
    operations.keep_out(it.case, membership=cast.tim.membership, ring=cast.greet, at=LATER)
    cases.record_facts(it.case, recorded=AT_THE_COUNTER, ring=cast.greet, at=LATER)

    assert cast.tim.membership not in queries.everybody(it.case)
    operations.make_plan(it.case, owners={}, ring=cast.greet, at=LATER)
    assert cast.tim.membership not in {task.owner for task in queries.tasks_in(it.case)}
    for owner in (cast.tim.membership, cast.ada.membership, make.cast().tim.membership):
        with pytest.raises(CannotOwn):
            operations.add_task(it.case, task=new(owner=owner), ring=cast.greet, at=LATER)


def test_a_task_is_added_by_hand_with_its_own_date(cast: make.Cast) -> None:
    it = opened(cast)
    task = operations.add_task(
        it.case,
        task=new(owner=cast.tim.membership, due_on=SOON, background="Hij draagt een rode jas."),
        ring=cast.greet,
        at=LATER,
    )

    assert task.due_at is not None
    assert task.due_at.date() == SOON
    (read,) = queries.open_tasks(queries.tasks_of(cast.tim.membership), afresh(cast.tim))
    assert (read.text, read.background) == ("Let vanmiddag op de ingang.", "Hij draagt een rode jas.")


def test_only_who_handles_the_case_makes_its_plan(cast: make.Cast) -> None:
    case = opened(cast).case

    for ring in (cast.cor, cast.tim, cast.bas):
        with pytest.raises(NotYourCase):
            operations.make_plan(case, owners={}, ring=ring, at=LATER)
        with pytest.raises(NotYourCase):
            operations.add_task(case, task=new(), ring=ring, at=LATER)


def test_emotion_asks_for_no_reaction_task_beyond_the_plan(cast: make.Cast) -> None:
    it = opened(cast)
    emotion = Recorded(categories=frozenset({"emotion"}))
    cases.record_facts(it.case, recorded=emotion, ring=cast.greet, at=LATER)

    operations.make_plan(it.case, owners={}, ring=cast.greet, at=LATER)

    assert "after_danger" not in {task.code for task in queries.tasks_in(it.case)}


def test_who_is_kept_out_loses_tasks_and_keys(cast: make.Cast) -> None:
    it = planned(cast)
    (task, *_) = queries.tasks_of(cast.bas.membership)

    operations.keep_out(it.case, membership=cast.bas.membership, ring=cast.greet, at=LATER)

    assert queries.tasks_of(cast.bas.membership) == []
    assert queries.task_for(cast.bas.membership, task.pk) is None
    assert queries.open_tasks([task], afresh(cast.bas)) == []
    waiting = [one for one in queries.tasks_in(it.case) if one.role == "chair"]
    assert {one.owner for one in waiting} == {None}
    assert {clock.owner for clock in running_in(it.case.pk)} >= {None}
    it.case.refresh_from_db()
    assert len(queries.open_tasks(queries.tasks_in(it.case), afresh(cast.greet))) == len(queries.tasks_in(it.case))


def test_a_plan_goes_with_its_case(cast: make.Cast) -> None:
    it = planned(cast)
    reports.withdraw(it.report, ring=it.own.ring, at=LATER)
    day = make.MIDDAY + timedelta(days=40)

    assert operations.destroy_due(at=LATER) == 0
    assert operations.destroy_due(at=day) > 20
    assert cases.destroy_due(at=day) == 1

    assert not Task.objects.exists()
    assert not Key.objects.filter(kind=KeyKind.TASK).exists()
    assert not Clock.objects.filter(kind=ClockKind.TASK).exists()
