"""Which clocks run, which are due, and the share of promises kept."""

from uuid import uuid4

import pytest
from django.db import connection
from pytest_django.fixtures import DjangoAssertNumQueries

from rugdekking.clocks import operations as clocks
from rugdekking.clocks import queries
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from tests.clocks.desk import MONDAY, TheDesk, hours, organisation


def test_the_first_due_clock_of_a_report_comes_first(desk: TheDesk) -> None:
    desk.start(ClockKind.SUPPORT_LAST)
    desk.start(ClockKind.PLAN)
    desk.start(ClockKind.CONTACT)
    clocks.keep(ClockKind.PLAN, subject=desk.report, at=MONDAY)

    running = [clock.kind for clock in queries.running_for([desk.report])[desk.report]]

    assert running == [ClockKind.CONTACT, ClockKind.SUPPORT_LAST]
    assert len(queries.all_for([desk.report])[desk.report]) == 3
    assert [clock.kind for clock in queries.running_in(desk.report)] == running


def test_a_queue_asks_once_for_the_nearest_due_moment_of_many(
    desk: TheDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    contact = desk.start(ClockKind.CONTACT)
    desk.start(ClockKind.SUPPORT_LAST)

    with django_assert_num_queries(1):
        found = queries.nearest_due([desk.report, *(uuid4() for _ in range(50))])

    assert found == {desk.report: contact.due_at}


def test_overdue_are_the_running_clocks_of_the_own_organisation_only(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN)
    other = organisation("elders")

    assert queries.overdue(organisation=desk.organisation.pk, at=MONDAY + hours(49)).count() == 1
    assert not queries.overdue(organisation=desk.organisation.pk, at=MONDAY + hours(47)).exists()
    assert not queries.overdue(organisation=other.pk, at=MONDAY + hours(49)).exists()


def test_a_member_sees_the_own_running_clocks(desk: TheDesk) -> None:
    desk.start(ClockKind.PLAN, owner=desk.fatma)
    desk.start(ClockKind.PLAN, owner=desk.jan)

    assert [clock.owner for clock in queries.owned_by(desk.fatma.pk)] == [desk.fatma.pk]


def test_the_share_of_promises_kept_counts_an_overdue_promise_as_missed(desk: TheDesk) -> None:
    desk.start(ClockKind.CONTACT)
    clocks.keep(ClockKind.CONTACT, subject=desk.report, at=MONDAY)
    desk.start(ClockKind.PLAN)
    desk.start(ClockKind.REACTION)
    period = {"since": MONDAY, "until": MONDAY + hours(1000)}

    before = queries.promises(organisation=desk.organisation.pk, **period, at=MONDAY + hours(40))
    after = queries.promises(organisation=desk.organisation.pk, **period, at=MONDAY + hours(100))

    assert (before.kept, before.missed, before.share) == (1, 0, 1.0)
    assert (after.kept, after.missed, after.share) == (1, 1, 0.5)


def test_without_promises_there_is_no_share(desk: TheDesk) -> None:
    found = queries.promises(organisation=desk.organisation.pk, since=MONDAY, until=MONDAY, at=MONDAY)

    assert found.share is None


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("overdue", "clocks_due"),
        ("owned_by", "clocks_of_an_owner"),
        ("waking", "clocks_to_wake"),
        ("running_for", "clocks_of_a_subject"),
        ("running_in", "clocks_of_a_file"),
        ("promises", "promises"),
    ],
)
def test_each_question_of_the_queue_has_its_index(desk: TheDesk, name: str, index: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a small table is read whole in PostgreSQL")
    running = Clock.objects.filter(ended_at=None)
    asked = {
        "overdue": queries.overdue(organisation=desk.organisation.pk, at=MONDAY),
        "owned_by": queries.owned_by(desk.fatma.pk),
        "waking": running.filter(wake_at__lte=MONDAY).order_by("wake_at", "id")[:200],
        "running_for": running.filter(subject_id__in=[desk.report]),
        "running_in": running.filter(file=desk.report).order_by("due_at", "id"),
        "promises": Clock.objects.filter(is_promise=True, organisation=desk.organisation.pk, due_at__gte=MONDAY),
    }

    plan = asked[name].explain()

    assert index in plan
    assert "SCAN" not in plan
