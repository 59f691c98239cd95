"""How a case moves, what the reporter reads of it, and where it ends."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from rugdekking.audit.actor import SYSTEM
from rugdekking.audit.models import Entry
from rugdekking.cases import operations, queries
from rugdekking.cases.models import Case, CaseReport, Handler, Outcome, PersonConcerned, Visibility
from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.queries import Stage
from rugdekking.cases.status import NEXT, State
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.models import Key, KeyKind
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Origin
from rugdekking.reports.models import Report
from rugdekking.reports.status import State as ReportState
from rugdekking.reports.story import Story
from tests import make
from tests.cases.props import FACTS, LATER, Opened, colleague, opened
from tests.house.tree import PROJECT
from tests.reports.props import filed

YEARS_LATER = make.MIDDAY + timedelta(days=3 * 365)
DRAWN = Path(PROJECT) / "docs" / "case.md"


def closed(cast: make.Cast) -> Opened:
    """A case without running clocks that went the whole way."""
    it = opened(cast)
    operations.start_handling(it.case, ring=cast.greet, at=LATER)
    operations.start_aftercare(it.case, ring=cast.greet, at=LATER)
    clocks.stop_all([it.case.pk, it.report.pk], at=LATER)
    operations.close(it.case, outcome=Outcome.SETTLED, ring=cast.greet, at=LATER)
    it.report.refresh_from_db()
    return it


def diagram() -> str:
    """The states and the steps between them, as docs/case.md draws them."""
    steps = [f"    {state.value} --> {later.value}" for state in State for later in State if later in NEXT[state]]
    return "\n".join(["```mermaid", "stateDiagram-v2", "    [*] --> intake", *steps, "```"])


def test_the_drawing_shows_the_states_as_they_are() -> None:
    assert diagram() in DRAWN.read_text()


def test_a_case_goes_the_whole_way_and_the_reporter_reads_where_it_is(cast: make.Cast) -> None:
    it = opened(cast)
    read = [queries.state_for_reporter(it.report)]

    operations.start_handling(it.case, ring=cast.greet, at=LATER)
    read.append(queries.state_for_reporter(it.report))
    operations.start_aftercare(it.case, ring=cast.greet, at=LATER)
    read.append(queries.state_for_reporter(it.report))
    operations.close(it.case, outcome=Outcome.SETTLED, ring=cast.greet, at=LATER)
    it.report.refresh_from_db()
    read.append(queries.state_for_reporter(it.report))

    assert read == [Stage.TAKEN, Stage.HANDLING, Stage.AFTERCARE, Stage.CLOSED]
    assert it.report.state == ReportState.CLOSED


def test_before_anybody_takes_it_on_the_reporter_reads_that_it_is_received(cast: make.Cast) -> None:
    own = filed(cast)
    assert queries.state_for_reporter(own.report) == Stage.RECEIVED

    reports.withdraw(own.report, ring=own.ring, at=LATER)

    assert queries.state_for_reporter(own.report) == Stage.WITHDRAWN


def test_no_step_is_skipped(cast: make.Cast) -> None:
    case = opened(cast).case

    with pytest.raises(JustChanged):
        operations.start_aftercare(case, ring=cast.greet, at=LATER)
    with pytest.raises(JustChanged):
        operations.close(case, outcome=Outcome.SETTLED, ring=cast.greet, at=LATER)
    operations.start_handling(case, ring=cast.greet, at=LATER)
    with pytest.raises(JustChanged):
        operations.start_handling(case, ring=cast.greet, at=LATER)


def test_only_a_handler_moves_the_case(cast: make.Cast) -> None:
    case = opened(cast).case

    for ring in (cast.cor, cast.bas, colleague(cast)):
        with pytest.raises(NotYourCase):
            operations.start_handling(case, ring=ring, at=LATER)


def test_a_closed_case_opens_again_with_its_reports_and_handlers(cast: make.Cast) -> None:
    it = closed(cast)

    operations.reopen(it.case, by=SYSTEM, at=LATER)

    it.report.refresh_from_db()
    assert it.case.state == State.HANDLING
    assert it.case.closed_on is None
    assert it.report.state == ReportState.TAKEN
    assert [row.membership for row in queries.handlers_of(it.case)] == [cast.greet.membership]
    with pytest.raises(JustChanged):
        operations.reopen(it.case, by=SYSTEM, at=LATER)
    with pytest.raises(JustChanged):
        operations.close(it.case, outcome=Outcome.SETTLED, ring=cast.greet, at=LATER)


def test_a_closed_case_is_not_just_handled_again(cast: make.Cast) -> None:
    it = closed(cast)

    with pytest.raises(JustChanged):
        operations.start_handling(it.case, ring=cast.greet, at=LATER)


def test_the_database_knows_no_closed_case_without_day_and_outcome(cast: make.Cast) -> None:
    case = opened(cast).case

    for wrong in ({"state": State.CLOSED}, {"closed_on": LATER.date()}, {"outcome": Outcome.SETTLED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**wrong)


def test_an_alarm_goes_off_when_somebody_is_safe_again(cast: make.Cast) -> None:
    it = opened(cast, Story(what="Hij staat voor de deur.", safe_now=False))
    assert it.case.unsafe_now

    operations.mark_safe_now(it.case, ring=cast.greet, at=LATER)

    assert not it.case.unsafe_now
    assert not Clock.objects.filter(kind=ClockKind.ALARM, ended_at=None).exists()
    with pytest.raises(JustChanged):
        operations.mark_safe_now(it.case, ring=cast.greet, at=LATER)


def test_nothing_leaves_the_desk_before_a_typed_report_is_confirmed(cast: make.Cast) -> None:
    typed = reports.type_for(
        Story(what="Aan de telefoon verteld."),
        ring=cast.greet,
        desk=cast.desk,
        origin=Origin.PHONE,
        at=make.MIDDAY,
    )
    case = operations.open_for(typed.report, ring=cast.greet, at=make.MIDDAY)
    assert not queries.may_leave_desk(case)

    reports.confirm_by_word(
        typed.report, ring=cast.greet, witness=cast.cor.membership, spoken_on=make.MIDDAY.date(), at=LATER
    )

    assert queries.may_leave_desk(case)


def test_a_case_is_destroyed_with_its_keys_and_reports_when_it_was_kept_long_enough(cast: make.Cast) -> None:
    it = closed(cast)
    operations.reopen(it.case, by=SYSTEM, at=LATER)
    operations.record_facts(it.case, recorded=FACTS, ring=cast.greet, at=LATER)
    operations.write_note(it.case, text="Mijn twijfel.", visibility=Visibility.PRIVATE, ring=cast.greet, at=LATER)
    operations.start_aftercare(it.case, ring=cast.greet, at=LATER)
    operations.close(it.case, outcome=Outcome.SETTLED, ring=cast.greet, at=LATER)

    assert operations.destroy_due(at=LATER + timedelta(days=700)) == 0
    assert operations.destroy_due(at=YEARS_LATER) == 1

    assert not Case.objects.exists()
    assert not Key.objects.filter(kind__in=(KeyKind.CASE, KeyKind.REPORT, KeyKind.PRIVATE)).exists()
    assert Report.objects.get(pk=it.report.pk).state == ReportState.DESTROYED
    assert Entry.objects.filter(action="case.destroyed", subject=it.case.pk).exists()


def test_while_a_clock_runs_a_closed_case_stays(cast: make.Cast) -> None:
    it = closed(cast)
    about = clocks.Subject("measure", it.case.pk, file=it.case.pk)
    clocks.start(ClockKind.OBJECTION, organisation=it.case.organisation, subject=about, owner=None, at=LATER)

    assert operations.destroy_due(at=YEARS_LATER) == 0


def test_a_withdrawn_report_takes_its_case_along_on_the_shown_day(cast: make.Cast) -> None:
    it = opened(cast)
    reports.withdraw(it.report, ring=it.own.ring, at=LATER)

    assert operations.destroy_due(at=LATER) == 0
    assert operations.destroy_due(at=LATER + timedelta(days=31)) == 1

    assert not Case.objects.exists()
    assert Report.objects.get().state == ReportState.DESTROYED


def test_the_report_of_somebody_else_goes_on_without_a_word_of_who_withdrew(cast: make.Cast) -> None:
    it = opened(cast)
    second = filed(cast, Story(what="Ook ik."))
    operations.join(it.case, second.report, ring=cast.greet, at=LATER)
    operations.write_note(
        it.case, text="Voor u.", visibility=Visibility.REPORTER, report=it.report, ring=cast.greet, at=LATER
    )
    reports.withdraw(it.report, ring=it.own.ring, at=LATER)
    day = LATER + timedelta(days=31)

    assert operations.destroy_due(at=day) == 0

    assert Case.objects.count() == 1
    assert [row.report for row in PersonConcerned.objects.all()] == [second.report]
    assert queries.notes_in(it.case, cast.greet) == []
    assert CaseReport.objects.count() == 2
    assert Handler.objects.count() == 1
