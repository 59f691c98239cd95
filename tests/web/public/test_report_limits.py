"""A flood is noticed and set apart; nobody is ever refused, and no address is kept."""

from datetime import timedelta
from uuid import uuid4

from django.test import RequestFactory

from rugdekking.reports.models import Report
from rugdekking.web import limits
from rugdekking.web.limits import MOST, Limit
from tests import make
from tests.web.public.reporting import Reporter

TOWN = uuid4()
AT = make.MIDDAY


def limit(most: int = 3) -> Limit:
    return Limit("meldingen", most=most, per=timedelta(minutes=10))


def test_the_reports_of_a_flood_arrive_and_are_set_apart(
    cast: make.Cast, reporter: Reporter, settings: object
) -> None:
    limits.REPORTS = limit(1)
    try:
        for phone in ("1111", "2222"):
            Reporter(cast).fills_in("bel-mij/", phone=phone, moment="In de avond")
    finally:
        limits.REPORTS = limit(MOST)

    assert sorted(Report.objects.values_list("set_apart", flat=True)) == [False, True]


def test_a_town_hall_behind_one_address_passes() -> None:
    town_hall = limit(MOST)

    assert not any(town_hall.is_over("192.0.2.1", organisation=TOWN, at=AT) for _ in range(MOST))


def test_more_than_people_send_is_over_the_limit_until_the_window_ends() -> None:
    counted = limit(3)

    answers = [counted.is_over("192.0.2.1", organisation=TOWN, at=AT) for _ in range(5)]

    assert answers == [False, False, False, True, True]
    assert not counted.is_over("192.0.2.1", organisation=TOWN, at=AT + timedelta(minutes=10))


def test_one_address_does_not_use_up_the_limit_of_another_or_of_another_organisation() -> None:
    counted = limit(1)
    counted.is_over("192.0.2.1", organisation=TOWN, at=AT)

    assert not counted.is_over("192.0.2.2", organisation=TOWN, at=AT)
    assert not counted.is_over("192.0.2.1", organisation=uuid4(), at=AT)
    assert counted.is_over("192.0.2.1", organisation=TOWN, at=AT)


def test_a_home_with_many_ipv6_addresses_counts_as_one() -> None:
    counted = limit(1)
    counted.is_over("2001:db8::1", organisation=TOWN, at=AT)

    assert counted.is_over("2001:db8::ffff", organisation=TOWN, at=AT)


def test_the_address_itself_is_nowhere_in_what_is_remembered() -> None:
    counted = limit()
    counted.is_over("192.0.2.77", organisation=TOWN, at=AT)

    remembered = repr(vars(counted))

    assert "192.0.2.77" not in remembered
    assert b"\xc0\x00\x02\x4d" not in b"".join(counted._counts)


def test_tomorrow_the_same_address_has_another_name() -> None:
    counted = limit()
    counted.is_over("192.0.2.1", organisation=TOWN, at=AT)
    today = set(counted._counts)

    counted.is_over("192.0.2.1", organisation=TOWN, at=AT + timedelta(days=1))

    assert not today & set(counted._counts)


def test_behind_our_proxy_the_last_address_counts(settings: object) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": "203.0.113.9, 192.0.2.8"}, REMOTE_ADDR="10.0.0.1")

    assert limits.address_of(request) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    assert limits.address_of(request) == "192.0.2.8"
