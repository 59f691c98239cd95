"""The door of the office, and the session behind it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.utils import timezone

from rugdekking.audit.actor import SYSTEM
from rugdekking.people import operations
from rugdekking.people.models import StaffSession
from rugdekking.people.sessions import SessionStore
from tests.web.signing_in import NOON, TOWN, person, signed_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.small_site")]


def row() -> StaffSession:
    return StaffSession.objects.get()


def test_a_visitor_is_asked_to_sign_in() -> None:
    answer = Client().get("/werk/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/aanmelden/?next=/werk/"


def test_with_a_second_factor_the_office_opens() -> None:
    assert signed_in(person()).get("/werk/").content == b"hello Anna de Wit"


def test_without_a_second_factor_only_the_pages_to_set_one_up_open() -> None:
    client = signed_in(person(), second_factor=False)

    assert client.get("/werk/").headers["Location"] == "/account/app/"
    assert client.get("/werk/instellen/").status_code == 200
    assert client.get("/account/").status_code == 200


def test_a_session_from_before_the_second_factor_ends() -> None:
    anna = person()
    client = signed_in(anna, second_factor=False)
    with_app(anna)

    assert client.get("/werk/").headers["Location"] == "/account/aanmelden/"
    assert client.get("/account/").headers["Location"].startswith("/account/aanmelden/")
    assert not StaffSession.objects.filter(person=anna).exists()


def test_a_page_that_says_so_opens_for_anyone() -> None:
    assert Client().get("/werk/uitnodiging/").status_code == 200


@pytest.mark.parametrize(
    "address", ["signup", "email", "password/set", "login/code", "mfa", "confirm-email", "login"]
)
def test_what_is_not_used_of_the_account_library_does_not_exist(address: str) -> None:
    client = signed_in(person())

    assert client.get(f"/account/{address}/").status_code == 404


def test_the_database_alone_gives_no_session() -> None:
    client = signed_in(person())
    stored = row()
    name, secret = client.cookies[settings.STAFF_COOKIE].value.split(".")

    assert name.encode() not in bytes(stored.sealed)
    assert b"anna@" not in bytes(stored.sealed)
    assert str(stored.pk) not in f"{name}.{secret}"
    client.cookies[settings.STAFF_COOKIE] = f"{name}.{secret[::-1]}"
    assert client.get("/werk/").status_code == 302


def test_unlocked_keys_open_with_the_cookie_until_they_are_locked() -> None:
    client = signed_in(person())

    client.get("/werk/openen/")

    assert b"private keys" not in bytes(row().unlocked or b"")
    assert client.get("/werk/open/").content == b"private keys"
    client.get("/werk/sluiten/")
    assert client.get("/werk/open/").content == b"locked"
    assert row().unlocked is None


def test_an_idle_screen_locks_but_the_person_stays_signed_in() -> None:
    client = signed_in(person())
    client.get("/werk/openen/")
    StaffSession.objects.update(last_seen_at=timezone.now() - settings.STAFF_IDLE)

    assert client.get("/werk/").status_code == 200

    assert row().unlocked is None
    assert client.get("/werk/open/").content == b"locked"


def test_the_worker_locks_idle_screens_and_ends_old_sessions() -> None:
    client = signed_in(person())
    client.get("/werk/openen/")
    now = timezone.now()

    assert operations.destroy_due(at=now + settings.STAFF_IDLE) == 0
    assert row().unlocked is None
    assert operations.destroy_due(at=now + timedelta(hours=12)) == 1


def test_after_twelve_hours_everybody_signs_in_again() -> None:
    client = signed_in(person())
    StaffSession.objects.update(started_at=timezone.now() - timedelta(hours=12))

    assert client.get("/werk/").status_code == 302


def test_a_new_cookie_does_not_put_off_the_end() -> None:
    client = signed_in(person())
    early = timezone.now() - timedelta(hours=11)
    StaffSession.objects.update(started_at=early)
    session = SessionStore(client.cookies[settings.STAFF_COOKIE].value)
    session.keep_unlocked(b"private keys")

    session.cycle_key()

    assert row().started_at == early
    assert SessionStore(session.session_key).unlocked() == b"private keys"
    assert client.get("/werk/").status_code == 302


def test_last_seen_is_written_at_most_each_five_minutes() -> None:
    client = signed_in(person())
    before = row().last_seen_at
    client.get("/werk/")
    assert row().last_seen_at == before

    StaffSession.objects.update(last_seen_at=before - timedelta(minutes=6))
    client.get("/werk/")

    assert row().last_seen_at > before - timedelta(minutes=6)


def test_closing_an_account_ends_its_sessions_at_once() -> None:
    anna, bram = person(), person("Bram Vos", "bram@noordmeer.example")
    hers, his = signed_in(anna), signed_in(bram)

    operations.deactivate(anna, organisation=TOWN, by=SYSTEM, at=NOON)

    assert hers.get("/werk/").status_code == 302
    assert his.get("/werk/").status_code == 200
    assert not StaffSession.objects.filter(person=anna).exists()


def test_an_account_that_was_closed_opens_nothing_even_when_a_session_is_left() -> None:
    anna = person()
    client = signed_in(anna)
    anna.is_active = False
    anna.save(update_fields=["is_active"])

    assert client.get("/werk/").status_code == 302


def test_an_ended_session_does_not_come_back_when_a_slow_request_keeps_something() -> None:
    client = signed_in(person())
    slow = SessionStore(client.cookies[settings.STAFF_COOKIE].value)
    slow["note"] = "late"
    StaffSession.objects.all().delete()

    with pytest.raises(UpdateError):
        slow.save()

    assert not StaffSession.objects.exists()


def test_resetting_somebodys_second_factor_signs_them_out_and_asks_for_a_new_one() -> None:
    anna = person()
    client = signed_in(anna)

    operations.reset_second_factor(anna, organisation=TOWN, by=SYSTEM, at=NOON)

    assert client.get("/werk/").status_code == 302
    assert signed_in(anna, second_factor=False).get("/werk/").headers["Location"] == "/account/app/"
