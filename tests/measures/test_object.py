"""Somebody objects to what they got: it is judged by another than who decided, and answered in time."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.measures import course
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, ChangeKind, Finding, Objection
from rugdekking.measures.operations import Judgement, NoMandate, NotTold, OutsideTheTerm
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import ChangeState, ObjectionState, State
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from tests import make
from tests.measures.props import THREAT, agreed, asked_to, banned, decided, served, weighed

TODAY = make.MIDDAY.date()
APRIL = make.MIDDAY.replace(month=4, day=7)


@pytest.fixture
def loes(cast: make.Cast) -> StaffRing:
    """Another decider, who had nothing to do with it."""
    return make.newcomer(cast.desk, Role.DECIDER, name="Loes", title="wethouder")


def objected(
    answer: Answer, cast: make.Cast, answerer: Membership | None, *, at: datetime = APRIL, on: date | None = None
) -> Objection:
    return measures.receive_objection(
        answer,
        text="Ik was daar die dag niet.",
        received_on=on or day_of(at),
        answerer=answerer,
        ring=cast.greet,
        at=at,
    )


def tell(objection: Objection, cast: make.Cast, *, at: datetime = APRIL) -> None:
    measures.answer_objection(objection, told="Brief.", on=day_of(at), ring=cast.greet, at=at)


def test_an_objection_is_judged_by_another_and_answered(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast)
    objection = objected(answer, cast, loes.membership)
    clock = Clock.objects.get(subject_id=objection.pk, kind=ClockKind.OBJECTED)
    assert (clock.due_at.date(), clock.owner) == (date(2026, 5, 19), loes.membership.pk)

    opened, seen = measures.look_at_objection(objection, ring=loes, at=APRIL)
    assert seen.objections[0].text == "Ik was daar die dag niet."
    assert opened.reason == "Bedreigen mag niet."
    measures.judge(objection, judgement=Judgement(Finding.UNFOUNDED, "De beelden."), ring=loes, at=APRIL)
    tell(objection, cast)

    clock.refresh_from_db()
    answer.refresh_from_db()
    assert (objection.state, clock.outcome, answer.state) == (ObjectionState.TOLD, Outcome.KEPT, State.RUNNING)


def test_a_founded_objection_lifts_the_measure_once_that_was_told(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast)
    waiting = asked_to(answer, cast, ChangeKind.EXTEND, date(2026, 9, 9), at=APRIL)
    objection = objected(answer, cast, loes.membership)

    found = Judgement(Finding.FOUNDED, "Hij was er niet.", ChangeKind.LIFT)
    measures.judge(objection, judgement=found, ring=loes, at=APRIL)
    waiting.refresh_from_db()
    assert waiting.state == ChangeState.WITHDRAWN
    tell(objection, cast)

    answer.refresh_from_db()
    assert (answer.state, answer.ended_on) == (State.LIFTED, APRIL.date())


def test_a_founded_objection_makes_the_measure_shorter(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast)
    objection = objected(answer, cast, loes.membership)

    found = Judgement(Finding.FOUNDED, "Te lang.", ChangeKind.SHORTEN, date(2026, 4, 30))
    measures.judge(objection, judgement=found, ring=loes, at=APRIL)
    tell(objection, cast)

    answer.refresh_from_db()
    assert (answer.state, answer.ends_on) == (State.RUNNING, date(2026, 4, 30))


def test_what_was_founded_counts_for_no_repetition(cast: make.Cast, loes: StaffRing) -> None:
    answer = served(weighed(cast), cast)
    again = weighed(cast, msgspec.structs.replace(THREAT, earlier=(answer.case.reference,)))
    assert measures.propose(again, ring=cast.greet, at=APRIL).occurrence == 2
    objection = objected(answer, cast, loes.membership)

    measures.judge(objection, judgement=Judgement(Finding.FOUNDED, "Hij was er niet."), ring=loes, at=APRIL)

    assert measures.propose(again, ring=cast.greet, at=APRIL).occurrence == 1


def test_neither_who_decided_nor_who_put_it_nor_who_is_concerned_judges(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast)

    may = [one.pk for one in course.answerers(answer, cast.greet)]

    assert may[0] == loes.membership.pk
    assert not {cast.bas.membership.pk, cast.greet.membership.pk} & set(may)
    for who in (cast.bas, cast.greet, cast.tim):
        with pytest.raises(NoMandate):
            objected(answer, cast, who.membership)
    objection = objected(answer, cast, loes.membership)
    for column in ("decided_before", "put_before"):
        with pytest.raises(IntegrityError, match="who_decided_or_put_it"), transaction.atomic():
            Objection.objects.filter(pk=objection.pk).update(**{column: loes.membership})


def test_only_who_was_asked_judges_and_reads_nothing_else_of_the_case(cast: make.Cast, loes: StaffRing) -> None:
    objection = objected(banned(cast), cast, loes.membership)

    for ring in (cast.bas, cast.cor, cast.nora):
        with pytest.raises(NoMandate):
            measures.judge(objection, judgement=Judgement(Finding.UNFOUNDED, "Nee."), ring=ring, at=APRIL)
    with pytest.raises(NoKey):
        loes.open(objection.answer.case.key_id)
    assert course.objections_for(loes.membership) == [objection]
    assert course.objections_for(cast.bas.membership) == []


def test_an_objection_without_a_judge_waits_for_one(cast: make.Cast, loes: StaffRing) -> None:
    objection = objected(banned(cast), cast, None)
    assert objection.answerer is None

    measures.ask_answerer(objection, answerer=loes.membership, ring=cast.greet, at=APRIL)

    assert course.objections_for(loes.membership) == [objection]


def test_a_judge_who_is_kept_out_is_replaced(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast)
    objection = objected(answer, cast, loes.membership)

    measures.keep_out(answer.case, membership=loes.membership, ring=cast.greet, at=APRIL)

    objection.refresh_from_db()
    answer.refresh_from_db()
    assert (objection.answerer, objection.state) == (None, ObjectionState.RECEIVED)
    with pytest.raises(NoMandate):
        measures.judge(objection, judgement=Judgement(Finding.UNFOUNDED, "Nee."), ring=loes, at=APRIL)
    assert loes.membership.pk not in {one.pk for one in course.answerers(answer, cast.greet)}


def test_an_objection_after_lifting_is_judged_as_well(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast)
    measures.tell_change(
        agreed(answer, cast, ChangeKind.LIFT, at=APRIL), told="Brief.", on=APRIL.date(), ring=cast.greet, at=APRIL
    )
    objection = objected(answer, cast, loes.membership)

    with pytest.raises(OutsideTheTerm):
        measures.judge(objection, judgement=Judgement(Finding.FOUNDED, "Ja.", ChangeKind.LIFT), ring=loes, at=APRIL)
    measures.judge(objection, judgement=Judgement(Finding.FOUNDED, "Hij was er niet."), ring=loes, at=APRIL)
    tell(objection, cast)

    assert objection.state == ObjectionState.TOLD


def test_a_founded_objection_to_a_running_measure_changes_something(cast: make.Cast, loes: StaffRing) -> None:
    objection = objected(banned(cast), cast, loes.membership)

    for judgement in (
        Judgement(Finding.FOUNDED, "Ja."),
        Judgement(Finding.FOUNDED, "Ja.", ChangeKind.SHORTEN, date(2026, 9, 1)),
        Judgement(Finding.FOUNDED, "Ja.", ChangeKind.EXTEND, date(2026, 9, 1)),
        Judgement(Finding.UNFOUNDED, "Nee.", ChangeKind.LIFT),
    ):
        with pytest.raises(OutsideTheTerm):
            measures.judge(objection, judgement=judgement, ring=loes, at=APRIL)


def test_one_that_came_in_time_is_not_left_for_being_late(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast)
    objection = objected(answer, cast, loes.membership)
    next_year = make.MIDDAY + timedelta(days=380)
    late = objected(answer, cast, loes.membership, at=next_year)

    with pytest.raises(OutsideTheTerm, match="op tijd"):
        measures.judge(objection, judgement=Judgement(Finding.LATE, "Te laat."), ring=loes, at=APRIL)
    measures.judge(late, judgement=Judgement(Finding.LATE, "Te laat."), ring=loes, at=next_year)

    assert (objection.in_time, late.in_time, late.state) == (True, False, ObjectionState.ANSWERED)
    with pytest.raises(IntegrityError, match="only_a_late_objection"), transaction.atomic():
        Objection.objects.filter(pk=late.pk).update(in_time=True)


def test_an_objection_that_is_told_after_the_last_day_changes_nothing_any_more(
    cast: make.Cast, loes: StaffRing
) -> None:
    answer = banned(cast)
    objection = objected(answer, cast, loes.membership)
    found = Judgement(Finding.FOUNDED, "Hij was er niet.", ChangeKind.LIFT)
    measures.judge(objection, judgement=found, ring=loes, at=APRIL)

    tell(objection, cast, at=make.MIDDAY.replace(month=7))
    measures.end_due(at=make.MIDDAY.replace(month=7))

    answer.refresh_from_db()
    assert (objection.state, answer.state) == (ObjectionState.TOLD, State.ENDED)


def test_nobody_objects_to_what_they_were_not_told(cast: make.Cast) -> None:
    with pytest.raises(NotTold):
        objected(decided(weighed(cast), cast), cast, None)


def test_an_objection_has_words_and_a_day_on_which_it_came(cast: make.Cast) -> None:
    answer = banned(cast)

    with pytest.raises(TextMissing):
        measures.receive_objection(
            answer, text=" ", received_on=TODAY, answerer=None, ring=cast.greet, at=make.MIDDAY
        )
    for day in (TODAY - timedelta(days=1), APRIL.date() + timedelta(days=1)):
        with pytest.raises(NotThatDay):
            objected(answer, cast, None, on=day)
    with pytest.raises(NotYourCase):
        measures.receive_objection(answer, text="Nee.", received_on=TODAY, answerer=None, ring=cast.cor, at=APRIL)


def test_an_objection_is_taken_back_before_it_was_judged(cast: make.Cast, loes: StaffRing) -> None:
    objection = objected(banned(cast), cast, loes.membership)

    measures.withdraw_objection(objection, ring=cast.greet, at=APRIL)

    assert not Clock.objects.filter(subject_id=objection.pk, ended_at=None).exists()
    with pytest.raises(JustChanged):
        measures.judge(objection, judgement=Judgement(Finding.UNFOUNDED, "Nee."), ring=loes, at=APRIL)
