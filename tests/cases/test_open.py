"""A report is taken on: it becomes a case with a key for exactly those who may see it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rugdekking.audit.models import Entry
from rugdekking.cases import operations, queries
from rugdekking.cases.models import PersonKind
from rugdekking.cases.operations import CannotOpenReport
from rugdekking.cases.status import State
from rugdekking.clocks.queries import running_in
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.models import HolderKind, Wrap
from rugdekking.keys.operations.recovering import open_recovery_key
from rugdekking.keys.rings import NoKey, Ring
from rugdekking.organisations.roles import Role
from rugdekking.reports.queries import open_story
from rugdekking.reports.status import State as ReportState
from rugdekking.reports.story import Concerned, For, KeepOut, Story
from rugdekking.vault.secrets import Secret
from tests import make
from tests.cases.props import FACTS, LATER, afresh, colleague, opened
from tests.reports.props import STORY, filed


def test_who_takes_on_a_report_handles_its_case(cast: make.Cast) -> None:
    it = opened(cast)

    assert it.case.state == State.INTAKE
    assert it.report.state == ReportState.TAKEN
    assert [row.membership for row in queries.handlers_of(it.case)] == [cast.greet.membership]
    assert queries.case_of(it.report.pk) == it.case
    assert queries.reports_of(it.case) == [it.report]
    assert Entry.objects.filter(action="case.opened", subject=it.case.pk).count() == 1


def test_the_case_key_goes_to_exactly_those_who_may_see_the_case(cast: make.Cast) -> None:
    colleague = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Gijs")
    case = opened(cast).case

    wraps = Wrap.objects.filter(key=case.key_id)
    assert set(wraps.filter(holder_kind=HolderKind.MEMBER).values_list("holder", flat=True)) == {
        cast.greet.membership.pk,
        cast.cor.membership.pk,
        cast.vera.membership.pk,
    }
    assert {one.membership.pk for one in (cast.greet, cast.cor, cast.vera)} == {
        one.pk for one in queries.viewers_of(case)
    }
    assert queries.case_for(colleague.membership, case.reference) is None
    for ring in (cast.bas, cast.nora, cast.tim, cast.ada, colleague):
        assert not queries.sees(ring.membership, case)
        with pytest.raises(NoKey):
            afresh(ring).open(case.key_id)


def test_two_shares_open_a_case_when_nobody_of_the_desk_can(cast: make.Cast) -> None:
    it = opened(cast)
    operations.record_facts(it.case, recorded=FACTS, ring=cast.greet, at=LATER)
    outsider = Ring(cast.desk.organisation_id, uuid4(), Secret.new())

    recovery, secret = open_recovery_key(cast.desk, first=(1, cast.shares[0]), second=(3, cast.shares[2]))
    outsider.add(recovery.pk, secret)

    assert queries.facts(it.case, outsider) == FACTS
    assert open_story(it.report, outsider) == STORY


def test_who_holds_the_case_reads_its_reports(cast: make.Cast) -> None:
    own = filed(cast, Story(what="De coördinator dreigt.", keep_out=KeepOut(members=(cast.cor.membership.pk,))))
    case = operations.open_for(own.report, ring=cast.greet, at=make.MIDDAY)
    helper = colleague(cast)

    operations.add_handler(case, to=helper.membership, ring=cast.greet, at=LATER)

    assert open_story(own.report, afresh(helper)).what == "De coördinator dreigt."


def test_of_a_second_handler_who_presses_later_the_case_is_refused(cast: make.Cast) -> None:
    own = filed(cast)
    operations.open_for(own.report, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(JustChanged):
        operations.open_for(own.report, ring=cast.cor, at=LATER)


def test_plan_and_reaction_count_from_when_the_report_came_in(cast: make.Cast) -> None:
    own = filed(cast)

    case = operations.open_for(own.report, ring=cast.greet, at=make.MIDDAY + timedelta(hours=20))

    due = {clock.kind: clock for clock in running_in(case.pk)}
    assert due[ClockKind.REACTION].due_at == make.MIDDAY + timedelta(hours=48)
    assert due[ClockKind.PLAN].due_at == make.MIDDAY + timedelta(hours=48)
    assert {clock.owner for clock in due.values()} == {cast.greet.membership.pk}
    assert ClockKind.CONTACT in due


def test_the_person_concerned_and_who_reports_for_them_are_both_in_the_case(cast: make.Cast) -> None:
    story = Story(
        what="Zij durft het zelf niet te melden.",
        reporting_for=For.OTHER,
        concerned=Concerned(name="Sam", contact="sam@voorbeeld.nl"),
    )
    case = opened(cast, story).case

    people = {one.person.kind: one for one in queries.people(case, cast.greet)}
    assert people[PersonKind.CONCERNED].name == "Sam"
    assert people[PersonKind.CONCERNED].contact == "sam@voorbeeld.nl"
    assert PersonKind.WITNESS in people


def test_who_must_not_know_finds_no_trace_of_the_case(cast: make.Cast) -> None:
    own = filed(cast, Story(what="De coördinator dreigt.", keep_out=KeepOut(members=(cast.cor.membership.pk,))))
    case = operations.open_for(own.report, ring=cast.greet, at=make.MIDDAY)

    assert queries.case_for(cast.cor.membership, case.reference) is None
    assert cast.cor.membership not in queries.viewers_of(case)
    with pytest.raises(NoKey):
        afresh(cast.cor).open(case.key_id)
    for which in queries.Which:
        page = queries.queue(cast.cor.membership, which=which, at=LATER)
        assert page.rows == ()
        assert {str(count) for count in page.counts.values()} == {"0"}


def test_nobody_takes_on_a_report_that_they_cannot_read(cast: make.Cast) -> None:
    own = filed(cast, Story(what="De griffier dreigt.", keep_out=KeepOut(members=(cast.greet.membership.pk,))))
    elsewhere = make.cast()

    for ring in (cast.greet, cast.tim, cast.bas, elsewhere.greet):
        with pytest.raises(CannotOpenReport):
            operations.open_for(own.report, ring=ring, at=LATER)


def test_a_case_of_another_organisation_is_no_case(cast: make.Cast) -> None:
    case = opened(cast).case
    elsewhere = make.cast()

    assert queries.case_for(elsewhere.cor.membership, case.reference) is None
    assert queries.case_for(cast.cor.membership, "0000-0000") is None


def test_a_coordinator_whom_nobody_let_in_sees_nothing(cast: make.Cast) -> None:
    case = opened(cast).case
    sock_puppet = make.member(cast.desk, Role.COORDINATOR, name="Pop")

    assert queries.case_for(sock_puppet, case.reference) is None
    assert queries.queue(sock_puppet, which=queries.Which.ALL, at=LATER).rows == ()


def test_the_story_is_told_in_the_case_as_it_was_sent(cast: make.Cast) -> None:
    it = opened(cast)

    assert open_story(it.report, afresh(cast.greet)) == STORY
