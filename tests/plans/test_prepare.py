"""What an organisation prepares every year, before anything happens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from rugdekking.audit import actor
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import NoTimeLeft, remind_and_escalate
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.clocks.terms import is_working_day
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.notify.models import Mail
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Membership
from rugdekking.plans.models import Precaution, Preparation
from rugdekking.plans.operations import preparing
from rugdekking.plans.operations.preparing import NotNow, NotYours, OwnPrecaution
from rugdekking.plans.preparation import lines_of, own_lines, preparation_in, progress
from rugdekking.plans.status import State
from rugdekking.reports.texts import NoText
from tests import make

JANUARY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NEXT_YEAR = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def plan(cast: make.Cast) -> Preparation:
    return begun(cast)


def begun(cast: make.Cast, *, year: int = 2026, at: datetime = JANUARY) -> Preparation:
    return preparing.begin_year(cast.desk.organisation, year=year, by=cast.cor.membership, at=at)


def line(plan: Preparation, code: str) -> Precaution:
    return next(each.row for each in lines_of(plan) if each.row.code == code)


def mailed(to: Membership) -> int:
    return Mail.objects.filter(address=to.person.email).count()


def test_the_year_begins_with_what_is_shipped_on_days_when_people_work(plan: Preparation) -> None:
    lines = lines_of(plan)

    assert {each.row.role for each in lines} >= {"chair", "clerk", "secretary", "front_desk", "carer"}
    assert all(is_working_day(each.row.due_on) and each.row.due_on.year == 2026 for each in lines)
    assert line(plan, "agreements").due_on == date(2026, 4, 15)


def test_what_is_meant_for_exactly_one_member_goes_to_that_member(cast: make.Cast, plan: Preparation) -> None:
    owners = {each.row.role: each.row.owner for each in lines_of(plan)}

    assert owners["chair"] == cast.bas.membership
    assert owners["front_desk"] == cast.tim.membership
    assert owners["communication"] is None


def test_a_role_is_handed_out_in_one_go(cast: make.Cast, plan: Preparation) -> None:
    preparing.tick(line(plan, "norm"), remark="", by=cast.bas.membership, at=make.MIDDAY)

    chosen = {"chair": cast.vera.membership, "communication": cast.nora.membership}
    preparing.hand_out(plan, owners=chosen, by=cast.cor.membership, at=make.MIDDAY)

    owners = {each.row.code: each.row.owner for each in lines_of(plan)}
    assert owners["deputy"] == cast.vera.membership
    assert owners["norm"] == cast.bas.membership
    assert owners["spokesperson"] == owners["accounts"] == cast.nora.membership
    assert owners["alarm"] == cast.tim.membership
    clock = Clock.objects.get(pk=line(plan, "spokesperson").clock)
    assert clock.owner == cast.nora.membership.pk
    with pytest.raises(NotYours):
        preparing.hand_out(plan, owners={"carer": cast.nora.membership}, by=cast.bas.membership, at=make.MIDDAY)


def test_who_begins_late_still_gets_four_weeks(cast: make.Cast) -> None:
    plan = begun(cast, at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC))

    assert min(each.row.due_on for each in lines_of(plan)) == date(2026, 12, 15)
    assert line(plan, "norm").due_on == date(2026, 12, 18)


def test_a_year_has_one_plan_and_the_coordinator_makes_it(cast: make.Cast, plan: Preparation) -> None:
    with pytest.raises(JustChanged):
        begun(cast)
    with pytest.raises(NotNow):
        begun(cast, year=2029)
    with pytest.raises(NotYours):
        preparing.begin_year(cast.desk.organisation, year=2027, by=cast.greet.membership, at=JANUARY)


def test_its_owner_ticks_off_and_nobody_else_does(cast: make.Cast, plan: Preparation) -> None:
    row = line(plan, "alarm")
    preparing.give(row, to=cast.tim.membership, by=cast.cor.membership, at=JANUARY)
    assert row in [each.row for each in own_lines(cast.tim.membership)]
    with pytest.raises(NotYours):
        preparing.tick(row, remark="", by=cast.nora.membership, at=make.MIDDAY)

    preparing.tick(row, remark="Beide knoppen werken.", by=cast.tim.membership, at=make.MIDDAY)

    assert (row.state, row.ended_on, row.remark) == (State.DONE, make.MIDDAY.date(), "Beide knoppen werken.")
    assert Clock.objects.get(pk=row.clock).outcome == Outcome.KEPT
    assert row not in [each.row for each in own_lines(cast.tim.membership)]
    with pytest.raises(JustChanged):
        preparing.tick(row, remark="", by=cast.tim.membership, at=make.MIDDAY)


def test_a_line_is_left_out_only_for_a_reason(cast: make.Cast, plan: Preparation) -> None:
    row = line(plan, "listen")
    with pytest.raises(NoText):
        preparing.leave_out(row, reason="  ", by=cast.cor.membership, at=make.MIDDAY)

    preparing.leave_out(row, reason="Er zijn dit jaar geen fracties.", by=cast.cor.membership, at=make.MIDDAY)

    assert row.state == State.SKIPPED
    with transaction.atomic(), pytest.raises(IntegrityError, match="a_precaution_is_skipped_for_a_reason"):
        Precaution.objects.filter(pk=row.pk).update(remark="")


def test_a_line_opens_again_with_time_to_do_it(cast: make.Cast, plan: Preparation) -> None:
    row = line(plan, "norm")
    preparing.tick(row, remark="", by=cast.cor.membership, at=make.MIDDAY)

    preparing.reopen(row, by=cast.cor.membership, at=make.MIDDAY)

    assert (row.state, row.ended_on) == (State.OPEN, None)
    assert row.due_on == make.MIDDAY.date() + timedelta(weeks=4)
    assert Clock.objects.get(pk=row.clock).outcome == Outcome.RUNNING


def test_another_day_moves_the_reminders_along(cast: make.Cast, plan: Preparation) -> None:
    row = line(plan, "drill")

    preparing.move(row, due_on=date(2026, 6, 1), by=cast.cor.membership, at=make.MIDDAY)

    running = Clock.objects.get(kind=ClockKind.PREPARATION, subject_id=row.pk, ended_at=None)
    assert (row.due_on, running.pk) == (date(2026, 6, 1), row.clock)
    assert running.due_at.date() == date(2026, 6, 1)
    with pytest.raises(NoTimeLeft):
        preparing.move(row, due_on=date(2026, 1, 6), by=cast.cor.membership, at=make.MIDDAY)


def test_the_owner_is_reminded_and_the_deputy_hears_it_when_it_is_late(cast: make.Cast, plan: Preparation) -> None:
    row = line(plan, "alarm")
    by = actor.SYSTEM
    organisations.set_deputy(cast.tim.membership, deputy=cast.nora.membership, by=by, at=JANUARY)
    preparing.give(row, to=cast.tim.membership, by=cast.cor.membership, at=JANUARY)
    Clock.objects.exclude(pk=row.clock).delete()

    remind_and_escalate(at=datetime(2026, 3, 3, 12, 0, tzinfo=UTC))
    assert (mailed(cast.tim.membership), mailed(cast.nora.membership)) == (1, 0)
    Mail.objects.all().delete()

    remind_and_escalate(at=datetime(2026, 3, 20, 12, 0, tzinfo=UTC))
    remind_and_escalate(at=datetime(2026, 3, 21, 12, 0, tzinfo=UTC))
    assert mailed(cast.nora.membership) == 1
    assert mailed(cast.greet.membership) == 0


def test_what_nobody_owns_reminds_the_coordinator(cast: make.Cast, plan: Preparation) -> None:
    row = line(plan, "alarm")
    preparing.give(row, to=None, by=cast.cor.membership, at=JANUARY)
    Clock.objects.exclude(pk=row.clock).delete()

    remind_and_escalate(at=datetime(2026, 3, 3, 12, 0, tzinfo=UTC))

    assert (mailed(cast.cor.membership), mailed(cast.greet.membership)) == (1, 0)


def test_who_began_late_does_not_begin_late_for_ever(cast: make.Cast) -> None:
    november = datetime(2026, 11, 20, 12, tzinfo=UTC)
    late = begun(cast, year=2026, at=november)
    preparing.move(line(late, "drill"), due_on=date(2026, 12, 28), by=cast.cor.membership, at=november)

    next_plan = begun(cast, year=2027, at=NEXT_YEAR)

    lines = {each.row.code: each.row for each in lines_of(next_plan)}
    assert lines["norm"].due_on == date(2027, 2, 1)
    assert lines["drill"].due_on == date(2027, 12, 28)


def test_next_year_takes_over_owners_days_and_what_was_added(cast: make.Cast, plan: Preparation) -> None:
    by = cast.cor.membership
    preparing.give(line(plan, "alarm"), to=cast.tim.membership, by=by, at=JANUARY)
    preparing.give(line(plan, "visible"), to=cast.nora.membership, by=by, at=JANUARY)
    preparing.move(line(plan, "drill"), due_on=date(2026, 6, 1), by=by, at=JANUARY)
    added = OwnPrecaution("front_desk", "Oefen de route naar de achterdeur.", date(2026, 5, 4), cast.tim.membership)
    preparing.add(plan, own=added, by=by, at=JANUARY)
    preparing.tick(line(plan, "norm"), remark="In de raad.", by=by, at=make.MIDDAY)
    organisations.end_membership(cast.nora.membership, by=actor.SYSTEM, at=make.MIDDAY)

    next_plan = begun(cast, year=2027, at=NEXT_YEAR)

    lines = {each.row.code or each.text: each for each in lines_of(next_plan)}
    assert lines["alarm"].row.owner == cast.tim.membership
    assert lines["visible"].row.owner is None
    assert lines["drill"].row.due_on == date(2027, 6, 1)
    assert lines[added.text].row.owner == cast.tim.membership
    assert lines[added.text].row.due_on == date(2027, 5, 4)
    norm = lines["norm"].last
    assert norm is not None
    assert (norm.state, norm.remark) == (State.DONE, "In de raad.")
    assert all(each.row.state == State.OPEN for each in lines.values())


def test_how_far_it_was_on_the_same_day_of_last_year(cast: make.Cast, plan: Preparation) -> None:
    by = cast.cor.membership
    preparing.tick(line(plan, "norm"), remark="", by=by, at=make.MIDDAY)
    preparing.leave_out(line(plan, "listen"), reason="Geen fracties.", by=by, at=make.MIDDAY)
    rows = [each.row for each in lines_of(plan)]

    before, then = (progress(rows, on=day) for day in (date(2026, 3, 9), date(2026, 3, 10)))

    assert (before.done, before.skipped) == (0, 0)
    assert (then.done, then.skipped, then.total) == (1, 1, len(rows))
    assert then.left == len(rows) - 2
    assert before.late > then.late > 0


def test_an_own_line_names_somebody_of_this_organisation_and_is_short(cast: make.Cast, plan: Preparation) -> None:
    stranger = make.member(make.desk(), name="Vreemd")
    with pytest.raises(Refused, match="hier werkt"):
        preparing.give(line(plan, "norm"), to=stranger, by=cast.cor.membership, at=JANUARY)
    long = OwnPrecaution("chair", "x" * 301, date(2026, 5, 4))
    with pytest.raises(Refused, match="hoogstens 300"):
        preparing.add(plan, own=long, by=cast.cor.membership, at=JANUARY)


def test_no_plan_is_no_plan(cast: make.Cast) -> None:
    assert preparation_in(cast.desk.organisation_id, 2026) is None
