"""The work queue: what is in it, in which order, page by page, and for whom."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from rugdekking.cases import operations, queries
from rugdekking.cases.models import Case, Outcome
from rugdekking.cases.operations import ToReporter
from rugdekking.cases.queries import Page, Which
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Bar
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.roles import Role
from rugdekking.reports.story import KeepOut, Me, Story
from tests import make
from tests.cases.props import LATER, colleague, opened
from tests.reports.props import STORY, filed

NOW = make.MIDDAY
ALARM = Story(what="Hij staat voor de deur.", safe_now=False)


def page(ring: StaffRing, which: Which, *, after: str = "", size: int = 25, at: datetime = NOW) -> Page:
    return queries.queue(ring.membership, which=which, at=at, after=after, size=size)


def listed(ring: StaffRing, which: Which, *, size: int = 25, at: datetime = NOW) -> list[str]:
    """The references of every page together."""
    found, after = [], ""
    while True:
        one = page(ring, which, after=after, size=size, at=at)
        found += [row.reference for row in one.rows]
        after = one.next
        if not after:
            return found


def due_in(cast: make.Cast, hours: int, *, by: StaffRing | None = None) -> Case:
    """A case whose nearest clock is due `hours` from now."""
    it = opened(cast, by=by)
    clocks.stop_all([it.case.pk, it.report.pk], at=NOW)
    about = clocks.Subject(SubjectKind.CASE, it.case.pk, file=it.case.pk)
    clocks.start(
        ClockKind.REVIEW,
        organisation=it.case.organisation,
        subject=about,
        owner=None,
        at=NOW - timedelta(days=30),
        due=NOW + timedelta(hours=hours),
    )
    operations.refresh_due([it.case.pk])
    it.case.refresh_from_db()
    return it.case


def test_the_most_urgent_comes_first_and_closed_cases_last(cast: make.Cast) -> None:
    without = opened(cast)
    clocks.stop_all([without.case.pk, without.report.pk], at=NOW)
    operations.refresh_due([without.case.pk])
    late, soon = due_in(cast, -20), due_in(cast, 20)
    alarm = opened(cast, ALARM).case
    ended = [due_in(cast, -3), due_in(cast, -2)]
    for days, case in enumerate(ended):
        close(case, cast, at=NOW + timedelta(days=days))

    order = listed(cast.cor, Which.ALL)

    expected = [alarm, late, soon, without.case, ended[1], ended[0]]
    assert order == [case.reference for case in expected]
    assert listed(cast.greet, Which.ALL) == order


def close(case: Case, cast: make.Cast, *, at: datetime) -> None:
    operations.start_handling(case, ring=cast.greet, at=at)
    operations.start_aftercare(case, ring=cast.greet, at=at)
    operations.close(case, outcome=Outcome.SETTLED, ring=cast.greet, at=at)


def test_due_and_overdue_are_two_lists(cast: make.Cast) -> None:
    late, soon, later = due_in(cast, -1), due_in(cast, 47), due_in(cast, 49)

    assert listed(cast.cor, Which.OVERDUE) == [late.reference]
    assert listed(cast.cor, Which.DUE) == [soon.reference]
    assert listed(cast.cor, Which.MINE) == []
    assert listed(cast.greet, Which.MINE) == [late.reference, soon.reference, later.reference]


def test_a_row_tells_what_is_due_and_who_handles_it_and_nothing_sealed(cast: make.Cast) -> None:
    it = opened(cast, replace(STORY, me=Me(office="council_member")))

    (row,) = page(cast.cor, Which.ALL).rows

    assert row.reference == it.case.reference
    assert row.due_at is not None
    assert row.due_for
    assert row.handlers == ("Greet",)
    assert row.label == "intake"
    assert row.behaviour == "dreiging"
    assert row.person == "ambtsdrager"
    assert STORY.what not in repr(row)


def test_a_case_manager_sees_only_cases_that_they_handle(cast: make.Cast) -> None:
    gijs = colleague(cast)
    mine, theirs = due_in(cast, -1, by=gijs), due_in(cast, -1)

    for which in (Which.ALL, Which.OVERDUE, Which.MINE):
        assert listed(gijs, which) == [mine.reference]
    assert set(listed(cast.cor, Which.OVERDUE)) == {mine.reference, theirs.reference}
    operations.hand_over(mine, to=cast.greet.membership, ring=gijs, at=LATER)
    assert listed(gijs, Which.ALL) == []


def test_waiting_for_the_reporter_is_a_list_of_its_own(cast: make.Cast) -> None:
    it = opened(cast)
    letter = ToReporter(it.report, "Hebt u een foto?", asks=True)
    operations.write_to_reporter(it.case, letter=letter, ring=cast.greet, at=LATER)
    opened(cast)

    for ring in (cast.greet, cast.cor):
        assert listed(ring, Which.WAITING) == [it.case.reference]
    operations.receive_message(it.report, ring=it.own.ring, text="Ja.", at=LATER)
    for ring in (cast.greet, cast.cor):
        assert listed(ring, Which.WAITING) == []


def test_new_reports_come_alarms_first_and_then_the_oldest(cast: make.Cast) -> None:
    first = filed(cast, at=NOW - timedelta(hours=5))
    second = filed(cast, at=NOW - timedelta(hours=4))
    alarms = [filed(cast, ALARM, at=NOW - timedelta(hours=hours)) for hours in (3, 2)]

    references = [own.report.reference for own in (*alarms, first, second)]
    for size in (1, 2, 3, 25):
        assert listed(cast.greet, Which.NEW, size=size) == references
    operations.open_for(first.report, ring=cast.greet, at=NOW)
    assert first.report.reference not in listed(cast.cor, Which.NEW)


def test_new_reports_show_only_to_who_can_open_them(cast: make.Cast) -> None:
    own = filed(cast, Story(what="De coördinator dreigt.", keep_out=KeepOut(members=(cast.cor.membership.pk,))))

    assert listed(cast.greet, Which.NEW) == [own.report.reference]
    for ring in (cast.cor, cast.tim, cast.bas, cast.nora, cast.ada):
        assert listed(ring, Which.NEW) == []
        assert str(page(ring, Which.ALL).counts[Which.NEW]) == "0"


@pytest.mark.parametrize("size", [1, 2, 3])
def test_paging_shows_each_case_once(cast: make.Cast, size: int) -> None:
    cases = [due_in(cast, 5) for _ in range(4)] + [due_in(cast, 6), opened(cast, ALARM).case]

    for ring in (cast.greet, cast.cor):
        found = listed(ring, Which.ALL, size=size)
        assert len(found) == len(set(found)) == len(cases)
        assert found == listed(ring, Which.ALL)


def test_a_page_address_that_somebody_made_up_starts_at_the_beginning(cast: make.Cast) -> None:
    opened(cast)

    for after in ("x", "%%%", "AAAA", "MCAwIDA", "é" * 40):
        assert len(page(cast.greet, Which.ALL, after=after).rows) == 1


def test_counts_stop_at_99(cast: make.Cast) -> None:
    it = opened(cast)
    assert str(page(cast.greet, Which.ALL).counts[Which.ALL]) == "1"

    Case.objects.bulk_create(copies(it.case, 100))

    assert str(page(cast.cor, Which.ALL).counts[Which.ALL]) == "99+"
    assert str(page(cast.greet, Which.ALL).counts[Which.ALL]) == "1"


def copies(case: Case, number: int) -> list[Case]:
    """Cases that look like this one, without key and handler of their own."""
    fields = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
    return [Case(**{**fields, "id": uuid4(), "reference": f"K{copy:08}"}) for copy in range(number)]


@pytest.mark.parametrize("which", Which)
def test_the_number_of_queries_does_not_grow(cast: make.Cast, which: Which) -> None:
    counted = []
    for _ in range(2):
        for _ in range(3):
            due_in(cast, -1)
            filed(cast)
        with CaptureQueriesContext(connection) as captured:
            page(cast.greet, which)
        counted.append(len(captured))

    assert counted[0] == counted[1] <= 8


def test_a_role_that_must_not_know_finds_nothing_now_or_later(cast: make.Cast) -> None:
    late = due_in(cast, -1)
    Bar.objects.create(organisation_id=late.organisation_id, subject=late.pk, role=Role.COORDINATOR)
    dora = make.newcomer(cast.desk, Role.COORDINATOR, name="Dora")
    keys.let_in(dora.membership, desk=cast.desk, ring=cast.greet, at=NOW)

    for ring in (cast.cor, dora):
        for which in Which:
            assert listed(ring, which) == []
            assert str(page(ring, which).counts[Which.OVERDUE]) == "0"
    assert listed(cast.vera, Which.OVERDUE) == [late.reference]


def test_a_clock_that_ended_moves_the_case_down(cast: make.Cast) -> None:
    case = due_in(cast, -1)
    Clock.objects.filter(file=case.pk, ended_at=None).update(ended_at=NOW, outcome="kept", wake_at=None)

    operations.refresh_due([case.pk])

    assert listed(cast.cor, Which.OVERDUE) == listed(cast.greet, Which.OVERDUE) == []
    assert listed(cast.greet, Which.MINE) == [case.reference]


def test_another_organisation_sees_none_of_it(cast: make.Cast) -> None:
    due_in(cast, -1)
    filed(cast)
    elsewhere = make.cast()

    for which in Which:
        assert page(elsewhere.cor, which).rows == ()
