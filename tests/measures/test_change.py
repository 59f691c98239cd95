"""A running measure is looked at again, made shorter or longer, or lifted: each by who has the mandate."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rugdekking.audit.models import Entry
from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.measures import course, queries
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, Change, ChangeKind, Remedy, Review, ReviewOutcome
from rugdekking.measures.operations import Look, NoMandate, OutsideTheTerm, Wish
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import ChangeState, State
from rugdekking.organisations.roles import Role
from tests import make
from tests.measures.props import agreed, asked_to, banned, decided, heard, put, request, served, weighed

TODAY = make.MIDDAY.date()
LAST_DAY = date(2026, 6, 9)
IN_MAY = make.MIDDAY.replace(month=5, day=12)
EARLIER, LATER = date(2026, 5, 20), date(2026, 9, 9)


def due(answer: Answer, kind: ClockKind) -> list[date]:
    return [one.due_at.date() for one in Clock.objects.filter(subject_id=answer.pk, kind=kind, ended_at=None)]


def longer(cast: make.Cast, ends_on: date = LATER, *, view: str = "Hij vindt het te lang.") -> Wish:
    return Wish(ChangeKind.EXTEND, cast.bas.membership, "Hij stond weer voor de deur.", ends_on, view)


def test_a_measure_is_lifted_once_the_other_side_was_told(cast: make.Cast) -> None:
    answer = banned(cast)
    change = agreed(answer, cast, ChangeKind.LIFT, at=IN_MAY)
    assert answer in queries.running(on=IN_MAY.date())

    measures.tell_change(change, told="Brief.", on=IN_MAY.date(), ring=cast.greet, at=IN_MAY)

    answer.refresh_from_db()
    assert (answer.state, answer.ended_on) == (State.LIFTED, IN_MAY.date())
    assert answer not in queries.running(on=IN_MAY.date())
    assert not Clock.objects.filter(subject_id=answer.pk, ended_at=None).exists()
    assert Entry.objects.filter(subject=answer.pk, action="answer.lifted").exists()


def test_a_measure_ends_sooner(cast: make.Cast) -> None:
    answer = banned(cast)
    change = agreed(answer, cast, ChangeKind.SHORTEN, EARLIER, at=IN_MAY)

    measures.tell_change(change, told="Brief.", on=IN_MAY.date(), ring=cast.greet, at=IN_MAY)

    answer.refresh_from_db()
    assert (answer.state, answer.ends_on, answer.review_on) == (State.RUNNING, EARLIER, date(2026, 5, 8))
    assert due(answer, ClockKind.MEASURE_END) == [EARLIER]


def test_a_measure_lasts_longer_after_a_new_decision_within_its_maximum(cast: make.Cast) -> None:
    answer = banned(cast)
    change = agreed(answer, cast, ChangeKind.EXTEND, LATER, at=IN_MAY)

    measures.tell_change(change, told="Brief.", on=IN_MAY.date(), ring=cast.greet, at=IN_MAY)

    answer.refresh_from_db()
    assert answer.ends_on == LATER
    assert due(answer, ClockKind.MEASURE_END) == [LATER]
    (told,) = course.course_of(answer, cast.greet).changes
    assert (told.view, told.reason, told.told) == ("Hij vindt het te lang.", "Dat is nodig.", "Brief.")


def test_a_longer_term_gives_six_new_weeks_to_object(cast: make.Cast) -> None:
    case = weighed(cast)
    wish = request(cast.bas.membership, "building_ban", remedy=Remedy.OBJECTION)
    answer = measures.put_to_decider(case, request=wish, ring=cast.greet, at=make.MIDDAY)
    measures.hear(answer, view="Nee.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    yes = measures.Decision(approve=True, reason="Ja.", motive="Zo.")
    measures.decide(answer, decision=yes, ring=cast.bas, at=make.MIDDAY)
    measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    change = agreed(answer, cast, ChangeKind.EXTEND, LATER, at=IN_MAY)

    measures.tell_change(change, told="Brief.", on=IN_MAY.date(), ring=cast.greet, at=IN_MAY)

    assert date(2026, 6, 23) in due(answer, ClockKind.OBJECTION)
    assert course.is_in_time(answer, date(2026, 6, 30))
    assert not course.is_in_time(answer, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        (ChangeKind.EXTEND, date(2027, 3, 10)),
        (ChangeKind.EXTEND, LAST_DAY),
        (ChangeKind.SHORTEN, LAST_DAY),
        (ChangeKind.SHORTEN, TODAY),
        (ChangeKind.SHORTEN, None),
        (ChangeKind.LIFT, EARLIER),
    ],
)
def test_no_change_beyond_the_maximum_or_the_other_way(cast: make.Cast, kind: ChangeKind, day: date | None) -> None:
    answer = banned(cast)

    with pytest.raises(OutsideTheTerm):
        asked_to(answer, cast, kind, day, at=IN_MAY)


def test_a_longer_term_asks_what_the_other_side_says(cast: make.Cast) -> None:
    answer = banned(cast)

    with pytest.raises(TextMissing, match="wat de ander ervan vindt"):
        measures.ask_change(answer, wish=longer(cast, view=" "), ring=cast.greet, at=IN_MAY)


def test_what_is_agreed_after_the_last_day_makes_nothing_longer(cast: make.Cast) -> None:
    answer = banned(cast)
    change = agreed(answer, cast, ChangeKind.EXTEND, LATER, at=IN_MAY)
    in_summer = make.MIDDAY.replace(month=7)

    with pytest.raises(JustChanged):
        measures.tell_change(change, told="Brief.", on=in_summer.date(), ring=cast.greet, at=in_summer)
    measures.end_due(at=in_summer)

    change.refresh_from_db()
    answer.refresh_from_db()
    assert (answer.state, answer.ended_on, change.state) == (State.ENDED, LAST_DAY, ChangeState.WITHDRAWN)
    assert not Clock.objects.filter(subject_id=answer.pk, ended_at=None).exists()


def test_a_no_leaves_the_measure_as_it_is(cast: make.Cast) -> None:
    answer = banned(cast)
    change = asked_to(answer, cast, ChangeKind.EXTEND, LATER, at=IN_MAY)

    measures.decide_change(change, approve=False, reason="Het ging goed.", ring=cast.bas, at=IN_MAY)

    answer.refresh_from_db()
    assert (answer.ends_on, change.state) == (LAST_DAY, ChangeState.DECLINED)
    with pytest.raises(JustChanged):
        measures.tell_change(change, told="Brief.", on=IN_MAY.date(), ring=cast.greet, at=IN_MAY)


def test_only_who_has_the_mandate_is_asked_and_decides(cast: make.Cast) -> None:
    answer = banned(cast)
    with pytest.raises(NoMandate):
        measures.ask_change(
            answer, wish=Wish(ChangeKind.LIFT, cast.nora.membership, "Het gaat goed."), ring=cast.greet, at=IN_MAY
        )
    change = asked_to(answer, cast, ChangeKind.LIFT, at=IN_MAY)

    for ring in (cast.greet, cast.nora, cast.cor):
        with pytest.raises(NoMandate):
            measures.decide_change(change, approve=True, reason="Ja.", ring=ring, at=IN_MAY)
    keys.bar_member(answer.case_id, membership=cast.bas.membership)
    with pytest.raises(NoMandate):
        measures.decide_change(change, approve=True, reason="Ja.", ring=cast.bas, at=IN_MAY)
    assert course.changes_for(cast.bas.membership) == []


def test_a_decider_without_a_passphrase_is_not_asked(cast: make.Cast) -> None:
    new = make.member(cast.desk, Role.DECIDER, name="Loes", title="waarnemend burgemeester")
    answer = banned(cast)

    with pytest.raises(NoMandate, match="wachtzin"):
        measures.ask_change(answer, wish=Wish(ChangeKind.LIFT, new, "Het gaat goed."), ring=cast.greet, at=IN_MAY)


def test_the_decider_reads_the_measure_and_its_course_and_finds_what_waits(cast: make.Cast) -> None:
    answer = banned(cast)
    change = asked_to(answer, cast, ChangeKind.LIFT, at=IN_MAY)

    assert course.changes_for(cast.bas.membership) == [change]
    opened, seen = measures.look_at_change(change, ring=cast.bas, at=IN_MAY)

    assert opened.row == answer
    assert seen.open_change is not None
    assert seen.open_change.ground == "Dat is nodig."
    assert course.changes_for(cast.nora.membership) == []


def test_one_change_at_a_time_and_it_can_be_taken_back(cast: make.Cast) -> None:
    answer = banned(cast)
    change = asked_to(answer, cast, ChangeKind.LIFT, at=IN_MAY)
    with pytest.raises(JustChanged, match="al een wijziging"):
        asked_to(answer, cast, ChangeKind.EXTEND, LATER, at=IN_MAY)

    measures.withdraw_change(change, ring=cast.greet, at=IN_MAY)

    assert course.changes_for(cast.bas.membership) == []
    assert not due(answer, ClockKind.DECISION)
    assert asked_to(answer, cast, ChangeKind.EXTEND, LATER, at=IN_MAY).state == ChangeState.ASKED


def test_what_is_over_is_neither_looked_at_nor_changed_also_before_the_worker_ended_it(cast: make.Cast) -> None:
    answer = banned(cast)
    next_day = make.MIDDAY + (LAST_DAY - TODAY) + timedelta(days=1)
    look = Look(ReviewOutcome.CONTINUE, "Nog nodig.", next_day.date())

    with pytest.raises(JustChanged, match="loopt niet meer"):
        measures.review(answer, look=look, ring=cast.greet, at=next_day)
    for kind, day in ((ChangeKind.EXTEND, LATER), (ChangeKind.LIFT, None)):
        with pytest.raises(JustChanged, match="loopt niet meer"):
            asked_to(answer, cast, kind, day, at=next_day)


def test_nothing_changes_about_a_warning_or_a_ban_that_was_not_made_known(cast: make.Cast) -> None:
    for answer in (served(weighed(cast), cast), decided(weighed(cast), cast, "building_ban")):
        with pytest.raises(JustChanged):
            asked_to(answer, cast, ChangeKind.LIFT, at=IN_MAY)


def test_a_look_that_changes_nothing_names_the_next_one(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = heard(case, cast, "building_ban")
    Answer.objects.filter(pk=answer.pk).update(length=12)
    answer.refresh_from_db()
    yes = measures.Decision(approve=True, reason="Ja.", motive="Zo.")
    measures.decide(answer, decision=yes, ring=cast.bas, at=make.MIDDAY)
    measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    assert due(answer, ClockKind.REVIEW) == [date(2026, 5, 8)]
    may = make.MIDDAY.replace(month=5, day=7)

    look = Look(ReviewOutcome.CONTINUE, "Hij belt nog elke week.", may.date())
    row = measures.review(answer, look=look, ring=cast.greet, at=may)

    assert (row.due_on, row.next_on, answer.review_on) == (date(2026, 5, 8), date(2026, 7, 7), date(2026, 7, 7))
    assert due(answer, ClockKind.REVIEW) == [date(2026, 7, 7)]
    assert Clock.objects.filter(subject_id=answer.pk, kind=ClockKind.REVIEW, outcome=Outcome.KEPT).count() == 1
    (seen,) = course.course_of(answer, cast.greet).reviews
    assert seen.reason == "Hij belt nog elke week."


def test_a_look_that_wants_a_change_puts_it_to_who_decides(cast: make.Cast) -> None:
    answer = banned(cast)
    wish = Wish(ChangeKind.LIFT, cast.bas.membership, "Het gaat al maanden goed.")

    row = measures.review(
        answer, look=Look(ReviewOutcome.LIFT, "Het gaat goed.", IN_MAY.date(), wish), ring=cast.greet, at=IN_MAY
    )

    assert row.change == Change.objects.get()
    assert course.changes_for(cast.bas.membership) == [row.change]
    with pytest.raises(IntegrityError, match="a_review_that_wants_a_change"), transaction.atomic():
        Review.objects.filter(pk=row.pk).update(change=None)


def test_a_look_has_a_reason_a_day_and_what_it_wants(cast: make.Cast) -> None:
    answer = banned(cast)
    tomorrow = IN_MAY.date() + timedelta(days=1)

    with pytest.raises(TextMissing):
        measures.review(answer, look=Look(ReviewOutcome.CONTINUE, " ", IN_MAY.date()), ring=cast.greet, at=IN_MAY)
    with pytest.raises(NotThatDay):
        measures.review(answer, look=Look(ReviewOutcome.CONTINUE, "Ja.", tomorrow), ring=cast.greet, at=IN_MAY)
    with pytest.raises(JustChanged, match="wat er moet veranderen"):
        measures.review(answer, look=Look(ReviewOutcome.LIFT, "Ja.", IN_MAY.date()), ring=cast.greet, at=IN_MAY)
    with pytest.raises(NotYourCase):
        measures.review(answer, look=Look(ReviewOutcome.CONTINUE, "Ja.", IN_MAY.date()), ring=cast.tim, at=IN_MAY)
    warning = put(weighed(cast), cast)
    with pytest.raises(JustChanged, match="loopt niet meer"):
        measures.review(warning, look=Look(ReviewOutcome.CONTINUE, "Ja.", TODAY), ring=cast.greet, at=IN_MAY)


def test_the_database_takes_no_change_that_nobody_decided_or_told(cast: make.Cast) -> None:
    change = agreed(banned(cast), cast, ChangeKind.EXTEND, LATER, at=IN_MAY)

    for sentence, columns in (
        ("a_change_has_a_decider", {"reason": None}),
        ("only_who_was_asked_or_the_deputy", {"decided_by": cast.nora.membership}),
        ("a_change_holds_once", {"state": ChangeState.DONE}),
        ("longer_is_longer", {"ends_on": EARLIER}),
        ("a_longer_term_asks", {"view": None}),
    ):
        with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            Change.objects.filter(pk=change.pk).update(**columns)
