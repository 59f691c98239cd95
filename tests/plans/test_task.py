"""What is done with a task: given away, explained, finished, skipped, moved, and by whom."""

from datetime import date
from functools import partial

import pytest

from rugdekking.audit.queries import looks
from rugdekking.cases import operations as cases
from rugdekking.cases.operations import NotYourCase
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import NoTimeLeft
from rugdekking.clocks.queries import all_for
from rugdekking.clocks.status import MoveReason, Outcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.rings import NoKey
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from rugdekking.plans import operations, queries
from rugdekking.plans.models import Task
from rugdekking.plans.operations import NewTask, NotYourTask
from rugdekking.plans.status import State
from rugdekking.reports.texts import NoText
from rugdekking.vault.secrets import CannotOpen
from tests import make
from tests.at_once import all_at_once
from tests.cases.props import LATER, SOON, Opened, afresh, opened

NEW = NewTask(role="front_desk", step=1, text="Let op de ingang.", background="Een rode jas.", due_on=SOON)


def asked(cast: make.Cast, owner: Membership | None = None, it: Opened | None = None) -> Task:
    """A task of a case that Greet handles; Tim's, unless somebody else is named."""
    it = it or opened(cast)
    who = cast.tim.membership if owner is None else owner
    made = NewTask(role=NEW.role, step=NEW.step, text=NEW.text, background=NEW.background, due_on=SOON, owner=who)
    return operations.add_task(it.case, task=made, ring=cast.greet, at=LATER)


def copy(task: Task) -> Task:
    """The task as another page has it open."""
    return Task.objects.select_related("case__desk", "case__key", "key", "organisation").get(pk=task.pk)


def outcome(task: Task) -> str:
    """What became of the clock that the task has now."""
    return Clock.objects.get(pk=copy(task).clock).outcome


def test_the_owner_ticks_off_and_answers(cast: make.Cast) -> None:
    task = asked(cast)

    operations.finish(task, answer="Hij kwam niet meer.", ring=afresh(cast.tim), at=LATER)

    assert task.state == State.DONE
    assert outcome(task) == Outcome.KEPT
    assert queries.tasks_of(cast.tim.membership) == []
    (read,) = queries.open_tasks([task], afresh(cast.greet))
    assert read.end == "Hij kwam niet meer."


def test_the_handler_ticks_off_for_somebody_else_and_without_a_word(cast: make.Cast) -> None:
    task = asked(cast)

    operations.finish(task, answer=" ", ring=afresh(cast.greet), at=LATER)

    assert task.state == State.DONE


def test_a_task_is_skipped_only_with_a_reason(cast: make.Cast) -> None:
    task = asked(cast)

    with pytest.raises(NoText):
        operations.skip(task, reason=" ", ring=cast.greet, at=LATER)
    operations.skip(task, reason="Het gebouw is dicht.", ring=cast.greet, at=LATER)

    assert task.state == State.SKIPPED
    assert outcome(task) == Outcome.STOPPED
    assert queries.open_tasks([task], cast.greet)[0].end == "Het gebouw is dicht."


def test_one_reason_ends_what_is_left_of_the_plan(cast: make.Cast) -> None:
    it = opened(cast)
    done, left, last = (asked(cast, it=it) for _ in range(3))
    operations.finish(done, answer="Gelukt.", ring=cast.tim, at=LATER)

    assert operations.skip_rest(it.case, reason="Het gebouw is dicht.", ring=cast.greet, at=LATER) == 2

    assert {copy(task).state for task in (left, last)} == {State.SKIPPED}
    assert outcome(left) == outcome(last) == Outcome.STOPPED
    assert [task.end for task in queries.open_tasks([copy(done), copy(left)], cast.greet)] == [
        "Gelukt.",
        "Het gebouw is dicht.",
    ]
    with pytest.raises(NoText):
        operations.skip_rest(it.case, reason=" ", ring=cast.greet, at=LATER)
    with pytest.raises(NotYourCase):
        operations.skip_rest(it.case, reason="Nee.", ring=cast.tim, at=LATER)


def test_a_task_opens_again(cast: make.Cast) -> None:
    task = asked(cast)
    operations.finish(task, answer="", ring=cast.greet, at=LATER)

    operations.again(task, ring=cast.greet, at=LATER)

    assert task.state == State.OPEN
    assert outcome(task) == Outcome.RUNNING
    assert queries.tasks_of(cast.tim.membership) == [task]
    with pytest.raises(JustChanged):
        operations.again(task, ring=cast.greet, at=LATER)


def test_somebody_elses_task_is_no_task(cast: make.Cast) -> None:
    task = asked(cast)

    for ring in (cast.bas, cast.nora, cast.ada, make.cast().greet):
        with pytest.raises(NotYourTask):
            operations.finish(task, answer="Ja.", ring=ring, at=LATER)
        with pytest.raises(NotYourTask):
            operations.skip(task, reason="Nee.", ring=ring, at=LATER)
        with pytest.raises(NotYourTask):
            operations.look(task, ring=ring, at=LATER)
        with pytest.raises(NotYourCase):
            operations.assign(task, to=ring.membership, ring=ring, at=LATER)
        assert queries.task_for(ring.membership, task.pk) is None


def test_the_owner_does_not_give_the_task_away_and_explains_nothing(cast: make.Cast) -> None:
    task = asked(cast)

    with pytest.raises(NotYourCase):
        operations.assign(task, to=cast.bas.membership, ring=cast.tim, at=LATER)
    with pytest.raises(NotYourCase):
        operations.explain(task, background="Meer.", ring=cast.tim, at=LATER)


def test_the_new_owner_opens_the_task_and_the_former_one_does_not(cast: make.Cast) -> None:
    task = asked(cast)

    operations.assign(task, to=cast.bas.membership, ring=cast.greet, at=LATER)

    assert queries.open_tasks(queries.tasks_of(cast.bas.membership), afresh(cast.bas))[0].text == NEW.text
    assert queries.tasks_of(cast.tim.membership) == []
    with pytest.raises(NoKey):
        afresh(cast.tim).open(task.key_id)
    assert all_for([task.pk])[task.pk][0].owner == cast.bas.membership.pk


def test_a_task_without_an_owner_stays_visible(cast: make.Cast) -> None:
    task = asked(cast)

    operations.assign(task, to=None, ring=cast.cor, at=LATER)

    assert queries.tasks_in(task.case) == [task]
    assert task.owner is None


def test_who_has_no_key_yet_gets_the_task_once_somebody_wraps_it(cast: make.Cast) -> None:
    newcomer = make.member(cast.desk, Role.TASK_OWNER, name="Nieuw")
    task = asked(cast, newcomer)
    assert queries.tasks_of(newcomer) == [task]
    ring = make.ring(newcomer)
    assert queries.open_tasks([task], ring) == []

    with pytest.raises(NotYourCase):
        operations.give_key(task, ring=ring, at=make.MIDDAY)
    assert queries.without_key(task.case) == [task]
    operations.give_key(task, ring=cast.greet, at=make.MIDDAY)

    assert queries.without_key(task.case) == []
    with pytest.raises(JustChanged):
        operations.give_key(task, ring=cast.greet, at=make.MIDDAY)
    assert queries.open_tasks([task], afresh(ring))[0].text == NEW.text


def test_what_the_owner_needs_to_know_can_be_said_again(cast: make.Cast) -> None:
    task = asked(cast)

    operations.explain(task, background="Een blauwe jas.", ring=cast.greet, at=LATER)

    (read,) = queries.open_tasks([task], afresh(cast.tim))
    assert (read.text, read.background) == (NEW.text, "Een blauwe jas.")


def test_another_date_comes_with_a_reason(cast: make.Cast) -> None:
    task = asked(cast)

    operations.move(task, due_on=date(2026, 3, 20), reason=MoveReason.AGREED, ring=cast.greet, at=LATER)

    assert task.due_at is not None
    assert task.due_at.date() == date(2026, 3, 20)
    with pytest.raises(NoTimeLeft):
        operations.move(task, due_on=date(2026, 3, 1), reason=MoveReason.AGREED, ring=cast.greet, at=LATER)


def test_a_look_at_a_task_is_written_down(cast: make.Cast) -> None:
    task = asked(cast)

    operations.look(task, ring=cast.tim, at=LATER)

    assert [look.role for look in looks([task.pk])] == [Role.TASK_OWNER]


def test_the_timeline_tells_what_happened_to_tasks(cast: make.Cast) -> None:
    task = asked(cast)
    operations.finish(task, answer="Klaar.", ring=cast.tim, at=LATER)

    (moment,) = queries.timeline(task.case, cast.greet)

    assert (moment.what, moment.who, moment.text) == ("task.done", "Tim", NEW.text)


def test_a_text_that_was_moved_to_another_task_opens_no_more(cast: make.Cast) -> None:
    it = opened(cast)
    one, other = asked(cast, it=it), asked(cast, it=it)

    Task.objects.filter(pk=other.pk).update(sealed=bytes(one.sealed), key=one.key)

    with pytest.raises(CannotOpen):
        queries.open_tasks([copy(other)], cast.greet)


@pytest.mark.django_db(transaction=True)
def test_of_several_people_one_ends_or_gives_away_the_task(committed_cast: make.Cast) -> None:
    cast = committed_cast
    it = opened(cast)
    cases.take_on(it.case, ring=cast.cor, at=LATER)
    ended, given = asked(cast, it=it), asked(cast, it=it)

    ending = (
        partial(operations.finish, copy(ended), answer="Klaar.", ring=afresh(cast.tim), at=LATER),
        partial(operations.skip, copy(ended), reason="Nee.", ring=afresh(cast.greet), at=LATER),
        partial(operations.finish, copy(ended), answer="", ring=afresh(cast.cor), at=LATER),
    )
    assert all_at_once(*ending) == ["JustChanged", "JustChanged", "won"]
    giving = (
        partial(operations.assign, copy(given), to=cast.bas.membership, ring=afresh(cast.greet), at=LATER),
        partial(operations.assign, copy(given), to=None, ring=afresh(cast.cor), at=LATER),
    )
    assert all_at_once(*giving) == ["JustChanged", "won"]


@pytest.mark.django_db(transaction=True)
def test_two_who_make_the_plan_make_it_once(committed_cast: make.Cast) -> None:
    cast = committed_cast
    it = opened(cast)
    cases.take_on(it.case, ring=cast.cor, at=LATER)

    making = [
        partial(operations.make_plan, it.case, owners={}, ring=afresh(ring), at=LATER)
        for ring in (cast.greet, cast.cor)
    ]
    assert all_at_once(*making) == ["won", "won"]

    codes = list(Task.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) > 10
