"""Whatever people do, and in whatever order: no measure comes into force without all that fairness asks for."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from rugdekking.cases.models import Case
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.measures import operations as measures
from rugdekking.measures.models import (
    Answer,
    Change,
    ChangeKind,
    Finding,
    Hearing,
    Nature,
    Objection,
    Remedy,
    ReviewOutcome,
    Strength,
)
from rugdekking.measures.operations import Decision, Judgement, Look
from rugdekking.measures.status import APPROVED, NEXT, OPEN_CHANGE, WITH_TERM, State
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from tests import make
from tests.measures.props import asked_to, put, served, weighed

TODAY = make.MIDDAY.date()
MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_fair(answer: Answer) -> bool:
    """Principle 4 of the design, for an answer that was decided or served."""
    known = all(column is not None for column in (answer.behaviour, answer.ground, answer.reason))
    decided = answer.decided_by_id in {answer.decider_id, answer.deputy_id} and answer.decided_on is not None
    told = answer.state == State.DECIDED or None not in (answer.served_on, answer.served_text)
    return known and decided and told and (answer.nature == Nature.RESPONSE or fair_measure(answer))


def fair_measure(answer: Answer) -> bool:
    heard = answer.hearing != Hearing.NONE and answer.hearing_text is not None
    later = answer.hearing != Hearing.SKIPPED or answer.hear_by is not None
    remedy = answer.remedy in Remedy.values and answer.remedy_text is not None
    return bool(heard and later and remedy and answer.norm_crossing and fair_term(answer))


def fair_term(answer: Answer) -> bool:
    """What has a term says where, what remains possible, and the days, in their order and within the maximum."""
    days = (answer.decided_on, answer.begins_on, answer.review_on, answer.ends_on, answer.latest_end)
    if answer.length is None:
        return answer.state not in WITH_TERM and days[1:] == (None,) * 4
    in_order = None not in days and list(days) == sorted(days)
    starts = answer.state == State.DECIDED or answer.served_on <= answer.begins_on
    stops = (answer.ended_on is not None) == (answer.state in {State.ENDED, State.LIFTED})
    texts = None not in (answer.scope, answer.basic_services)
    return in_order and starts and stops and texts and answer.state != State.SERVED


STEPS: dict[str, Any] = {
    "hear": lambda answer, cast, _: measures.hear(answer, view="Ja.", on=TODAY, ring=cast.greet, at=make.MIDDAY),
    "skip": lambda answer, cast, _: measures.skip_hearing(
        answer, reason="Nu.", later_on=TODAY + timedelta(days=5), ring=cast.greet, at=make.MIDDAY
    ),
    "yes": lambda answer, _, who: measures.decide(
        answer, decision=Decision(approve=True, reason="Ja.", motive="Zo."), ring=who, at=make.MIDDAY
    ),
    "yes without a word": lambda answer, _, who: measures.decide(
        answer, decision=Decision(approve=True, reason=" "), ring=who, at=make.MIDDAY
    ),
    "no": lambda answer, _, who: measures.decide(
        answer, decision=Decision(approve=False, reason="Nee.", motive="Zo."), ring=who, at=make.MIDDAY
    ),
    "serve": lambda answer, cast, _: measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY),
    "serve later": lambda answer, cast, _: measures.serve(
        answer, told="Brief.", on=TODAY + timedelta(days=2), ring=cast.greet, at=make.MIDDAY + timedelta(days=2)
    ),
    "spring passes": lambda *_: measures.end_due(at=make.MIDDAY + timedelta(days=100)),
    "withdraw": lambda answer, cast, _: measures.withdraw(answer, ring=cast.greet, at=make.MIDDAY),
}


@dataclass(frozen=True)
class World:
    """A case that waits for an answer. Its text form is short, for when a property fails."""

    cast: make.Cast = field(repr=False)
    case: Case = field(repr=False)


@pytest.fixture
def world(cast: make.Cast) -> World:
    loes = make.member(cast.desk, Role.DECIDER, name="Loes", title="wethouder")
    organisations.set_deputy(cast.bas.membership, deputy=loes, by=make.SYSTEM, at=make.MIDDAY)
    return World(cast, weighed(cast))


@MANY
@given(
    code=some.sampled_from(["written_warning", "building_ban", "norm_statement"]),
    path=some.lists(some.tuples(some.sampled_from(sorted(STEPS)), some.sampled_from(["bas", "nora"])), max_size=7),
)
def test_no_path_leads_to_an_unfair_measure(world: World, code: str, path: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        answer = put(world.case, world.cast, code)
        for step, who in path:
            before = State(answer.state)
            try:
                with transaction.atomic():
                    STEPS[step](answer, world.cast, getattr(world.cast, who))
            except Refused:
                pass
            answer.refresh_from_db()

            after = State(answer.state)
            assert after == before or after in NEXT[before]
            assert after not in APPROVED or is_fair(answer)
        transaction.set_rollback(True)


@MANY
@given(data=some.data(), code=some.sampled_from(["written_warning", "building_ban"]))
def test_the_database_itself_takes_no_unfair_measure(world: World, data: some.DataObject, code: str) -> None:
    bas, nora = world.cast.bas.membership, world.cast.nora.membership
    maybe_text, maybe_day = some.sampled_from([None, b"x"]), some.sampled_from([None, TODAY])
    some_day = some.sampled_from([None, *(TODAY + timedelta(days=days) for days in (-1, 0, 1, 90))])
    columns = {
        "nature": some.sampled_from(Nature.values),
        "norm_crossing": some.booleans(),
        "state": some.sampled_from(sorted(APPROVED)),
        "strength": some.sampled_from(["", *Strength.values]),
        "remedy": some.sampled_from(["", *Remedy.values]),
        "remedy_text": maybe_text,
        "hearing": some.sampled_from(Hearing.values),
        "hearing_text": maybe_text,
        "heard_on": maybe_day,
        "hear_by": maybe_day,
        "decided_by": some.sampled_from([None, bas, nora]),
        "decided_on": maybe_day,
        "reason": maybe_text,
        "motive": maybe_text,
        "served_on": some.sampled_from([None, TODAY, TODAY - timedelta(days=1)]),
        "served_text": maybe_text,
        "length": some.sampled_from([None, 0, 3]),
        "scope": maybe_text,
        "basic_services": maybe_text,
        **dict.fromkeys(("begins_on", "review_on", "ends_on", "latest_end", "ended_on"), some_day),
    }
    fair = {
        "nature": Nature.MEASURE,
        "norm_crossing": True,
        "state": State.SERVED if code == "written_warning" else State.RUNNING,
        "remedy": Remedy.COMPLAINT,
        "remedy_text": b"x",
        "hearing": Hearing.HELD,
        "hearing_text": b"x",
        "heard_on": TODAY,
        "decided_by": bas,
        "decided_on": TODAY,
        "reason": b"x",
        "served_on": TODAY,
        "served_text": b"x",
    }
    if code == "building_ban":
        fair |= dict.fromkeys(("begins_on", "review_on", "ends_on", "latest_end"), TODAY) | {"motive": b"x"}
    changed = data.draw(some.sets(some.sampled_from(sorted(columns)), max_size=4))
    with transaction.atomic():
        answer = put(world.case, world.cast, code)
        try:
            with transaction.atomic():
                Answer.objects.filter(pk=answer.pk).update(
                    **{**fair, **{name: data.draw(columns[name], label=name) for name in changed}}
                )
        except IntegrityError:
            assert changed
        else:
            answer.refresh_from_db()
            assert is_fair(answer)
        transaction.set_rollback(True)


@pytest.mark.parametrize(("code", "state"), [("written_warning", State.SERVED), ("building_ban", State.ENDED)])
def test_a_fair_measure_comes_into_force(world: World, code: str, state: State) -> None:
    """The properties above would also hold if nothing were ever decided."""
    answer = put(world.case, world.cast, code)
    for step in ("hear", "yes", "serve", "spring passes"):
        STEPS[step](answer, world.cast, world.cast.bas)

    answer.refresh_from_db()
    assert answer.state == state
    assert is_fair(answer)


IN_FORCE: dict[str, Any] = {
    "look": lambda answer, cast, at: measures.review(
        answer, look=Look(ReviewOutcome.CONTINUE, "Nodig.", day_of(at)), ring=cast.greet, at=at
    ),
    "longer": lambda answer, cast, at: asked_to(answer, cast, ChangeKind.EXTEND, date(2026, 10, 1), at=at),
    "much longer": lambda answer, cast, at: asked_to(answer, cast, ChangeKind.EXTEND, date(2027, 10, 1), at=at),
    "shorter": lambda answer, cast, at: asked_to(answer, cast, ChangeKind.SHORTEN, date(2026, 5, 1), at=at),
    "lift": lambda answer, cast, at: asked_to(answer, cast, ChangeKind.LIFT, at=at),
    "agree": lambda answer, cast, at: measures.decide_change(
        waiting(answer), approve=True, reason="Ja.", ring=cast.bas, at=at
    ),
    "refuse": lambda answer, cast, at: measures.decide_change(
        waiting(answer), approve=False, reason="Nee.", ring=cast.bas, at=at
    ),
    "take back": lambda answer, cast, at: measures.withdraw_change(waiting(answer), ring=cast.greet, at=at),
    "tell": lambda answer, cast, at: measures.tell_change(
        waiting(answer), told="Brief.", on=day_of(at), ring=cast.greet, at=at
    ),
    "object": lambda answer, cast, at: measures.receive_objection(
        answer, text="Nee.", received_on=day_of(at), answerer=cast.cor.membership, ring=cast.greet, at=at
    ),
    "uphold": lambda answer, cast, at: measures.judge(
        objected(answer), judgement=Judgement(Finding.FOUNDED, "Ja.", ChangeKind.LIFT), ring=cast.cor, at=at
    ),
    "answer": lambda answer, cast, at: measures.answer_objection(
        objected(answer), told="Brief.", on=day_of(at), ring=cast.greet, at=at
    ),
    "wake": lambda _answer, _cast, at: measures.end_due(at=at),
}


def waiting(answer: Answer) -> Change:
    found = Change.objects.select_related("answer").filter(answer=answer).order_by("-put_on", "pk")
    opened = found.filter(state__in=OPEN_CHANGE).first() or found.first()
    if opened is None:
        raise Refused("There is no change.")
    return opened


def objected(answer: Answer) -> Objection:
    found = Objection.objects.select_related("answer").filter(answer=answer).order_by("-received_on").first()
    if found is None:
        raise Refused("There is no objection.")
    return found


def is_in_order(answer: Answer) -> bool:
    """One clock waits for the end of what runs; nothing waits for what is over.

    It waits until the last day. When somebody is told of a shorter term only after that day, it waits no longer.
    """
    ends = Clock.objects.filter(subject_id=answer.pk, kind=ClockKind.MEASURE_END, ended_at=None)
    days = [clock.due_at.date() for clock in ends]
    changes = Change.objects.filter(answer=answer)
    opened = changes.filter(state__in=OPEN_CHANGE).count()
    if answer.state == State.RUNNING:
        told = [one.told_on for one in changes if one.told_on]
        return days == [max([answer.ends_on, *told])] and opened <= 1
    return not days and not opened


@MANY
@given(
    path=some.lists(some.tuples(some.sampled_from(sorted(IN_FORCE)), some.sampled_from([0, 1, 30])), max_size=9),
)
@example(path=[("shorter", 0), ("agree", 30), ("tell", 30)])
def test_whatever_becomes_of_a_running_ban_it_stays_fair(world: World, path: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        answer, at = served(world.case, world.cast, "building_ban"), make.MIDDAY
        for step, days in path:
            before, at = State(answer.state), at + timedelta(days=days)
            try:
                with transaction.atomic():
                    IN_FORCE[step](answer, world.cast, at)
            except Refused:
                pass
            answer.refresh_from_db()

            assert answer.state == before or State(answer.state) in NEXT[before]
            assert is_fair(answer)
            assert is_in_order(answer)
        transaction.set_rollback(True)
