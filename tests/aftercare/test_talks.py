"""Support talks: planned, held, missed, moved; and what the carer writes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import CarerNote, Moment, MomentKind
from rugdekking.aftercare.operations import AlreadyPlanned, NotYours
from rugdekking.aftercare.status import MomentState
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import NoTimeLeft
from rugdekking.clocks.status import MoveReason, Outcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.models import Wrap
from rugdekking.measures.sealing import TextMissing
from rugdekking.organisations.roles import Role
from rugdekking.vault.secrets import CannotOpen
from tests import make
from tests.aftercare.props import supported
from tests.measures.props import taken

TODAY = make.MIDDAY.date()


@pytest.fixture
def first(cast: make.Cast) -> Moment:
    supported(taken(cast), cast)
    return Moment.objects.get(kind=MomentKind.FIRST)


def clock_of(moment: Moment) -> Clock:
    return Clock.objects.get(subject_id=moment.pk)


def test_talks_are_planned_within_three_days_after_two_and_eight_weeks_and_three_months(cast: make.Cast) -> None:
    track = supported(taken(cast), cast)

    moments = queries.moments_of([track])[track.pk]

    assert [(one.kind, one.due_at.date()) for one in moments] == [
        (MomentKind.FIRST, date(2026, 3, 13)),
        (MomentKind.SECOND, date(2026, 3, 24)),
        (MomentKind.THIRD, date(2026, 5, 6)),
        (MomentKind.LAST, date(2026, 6, 10)),
    ]
    assert {clock_of(one).owner for one in moments} == {cast.nora.membership.pk}


def test_planning_again_doubles_nothing(cast: make.Cast) -> None:
    track = supported(taken(cast), cast)

    assert aftercare.plan_moments(track, ring=cast.nora, at=make.MIDDAY) == []
    with pytest.raises(AlreadyPlanned):
        aftercare.plan_moment(track, kind=MomentKind.FIRST, on=TODAY, ring=cast.nora, at=make.MIDDAY)
    assert Moment.objects.count() == 4


def test_a_talk_that_was_held_in_time_keeps_the_promise(cast: make.Cast, first: Moment) -> None:
    tomorrow = make.MIDDAY + timedelta(days=1)

    aftercare.hold_moment(first, on=tomorrow.date(), ring=cast.nora, at=tomorrow)

    assert (first.state, first.ended_on) == (MomentState.HELD, tomorrow.date())
    assert clock_of(first).outcome == Outcome.KEPT


def test_no_talk_was_held_tomorrow(cast: make.Cast, first: Moment) -> None:
    with pytest.raises(NotThatDay):
        aftercare.hold_moment(first, on=TODAY + timedelta(days=1), ring=cast.nora, at=make.MIDDAY)


def test_a_talk_that_did_not_take_place_has_a_reason_and_can_be_planned_again(cast: make.Cast, first: Moment) -> None:
    with pytest.raises(TextMissing):
        aftercare.miss_moment(first, reason="", ring=cast.nora, at=make.MIDDAY)
    aftercare.miss_moment(first, reason="Zij was ziek.", ring=cast.nora, at=make.MIDDAY)

    new = aftercare.plan_moment(
        first.track, kind=MomentKind.FIRST, on=date(2026, 3, 16), ring=cast.nora, at=make.MIDDAY
    )

    assert (first.state, clock_of(first).outcome) == (MomentState.MISSED, Outcome.STOPPED)
    assert queries.reason_of(first, cast.greet) == "Zij was ziek."
    assert new.due_at.date() == date(2026, 3, 16)


def test_a_talk_that_the_organisation_let_pass_counts_as_missed(cast: make.Cast, first: Moment) -> None:
    too_late = make.MIDDAY + timedelta(days=5)

    aftercare.miss_moment(first, reason="Te druk.", ring=cast.nora, at=too_late)

    assert clock_of(first).outcome == Outcome.MISSED


def test_a_talk_is_moved_to_another_day_with_a_reason(cast: make.Cast, first: Moment) -> None:
    to = date(2026, 3, 17)

    aftercare.move_moment(first, to=to, reason=MoveReason.ASKED, ring=cast.nora, at=make.MIDDAY)

    assert first.due_at.date() == to
    assert (clock_of(first).due_at, clock_of(first).move_reason) == (first.due_at, MoveReason.ASKED)
    with pytest.raises(NoTimeLeft):
        aftercare.move_moment(first, to=date(2026, 3, 2), reason=MoveReason.ASKED, ring=cast.nora, at=make.MIDDAY)


def test_a_talk_that_was_held_is_not_held_missed_or_moved_again(cast: make.Cast, first: Moment) -> None:
    aftercare.hold_moment(first, on=TODAY, ring=cast.nora, at=make.MIDDAY)

    with pytest.raises(JustChanged):
        aftercare.hold_moment(first, on=TODAY, ring=cast.nora, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        aftercare.miss_moment(first, reason="Toch niet.", ring=cast.nora, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        aftercare.move_moment(first, to=TODAY, reason=MoveReason.ASKED, ring=cast.nora, at=make.MIDDAY)


def test_the_case_manager_sees_that_a_talk_was_held_and_others_touch_nothing(cast: make.Cast, first: Moment) -> None:
    for ring in (cast.tim, cast.bas, cast.ada):
        with pytest.raises(NotYours):
            aftercare.hold_moment(first, on=TODAY, ring=ring, at=make.MIDDAY)

    aftercare.hold_moment(first, on=TODAY, ring=cast.nora, at=make.MIDDAY)

    (seen,) = queries.open_tracks(queries.tracks_in(first.track.case), cast.greet)
    assert [one.state for one in seen.moments] == [MomentState.HELD] + [MomentState.PLANNED] * 3


def test_what_a_carer_writes_nobody_else_reads(cast: make.Cast, first: Moment) -> None:
    track = first.track
    note = aftercare.write_note(track, text="Slaapt slecht. Wil geen aangifte.", ring=cast.nora, at=make.MIDDAY)
    otto = make.newcomer(cast.desk, Role.CARER, name="Otto", title="collegiale opvang")
    aftercare.assign_carer(track, carer=otto.membership, ring=cast.greet, at=make.MIDDAY)

    own = queries.notes_of(track, cast.nora.membership, cast.nora)
    assert [one.text for one in own] == ["Slaapt slecht. Wil geen aangifte."]
    for ring in (cast.greet, cast.cor, cast.vera, otto):
        assert queries.notes_of(track, ring.membership, ring) == []
        assert queries.notes_of(track, cast.nora.membership, ring) == []
    assert set(Wrap.objects.filter(key=note.key_id).values_list("holder", flat=True)) == {cast.nora.membership.pk}


def test_only_the_carer_writes_notes(cast: make.Cast, first: Moment) -> None:
    with pytest.raises(NotYours):
        aftercare.write_note(first.track, text="Ik kijk even mee.", ring=cast.greet, at=make.MIDDAY)


def test_a_note_that_was_moved_does_not_open(cast: make.Cast, first: Moment) -> None:
    one = aftercare.write_note(first.track, text="Een.", ring=cast.nora, at=make.MIDDAY)
    other = aftercare.write_note(first.track, text="Twee.", ring=cast.nora, at=make.MIDDAY)
    CarerNote.objects.filter(pk=one.pk).update(sealed=other.sealed, key=other.key)

    with pytest.raises(CannotOpen):
        queries.notes_of(first.track, cast.nora.membership, cast.nora)


@pytest.mark.parametrize("change", [{"state": MomentState.HELD}, {"state": MomentState.MISSED, "ended_on": TODAY}])
def test_the_database_asks_for_a_day_and_a_reason(first: Moment, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Moment.objects.filter(pk=first.pk).update(**change)
