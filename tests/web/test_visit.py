"""What the site remembers of a reporter: nothing, until there is something to keep."""

from datetime import datetime, timedelta
from http.cookies import Morsel

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rugdekking.people import operations
from rugdekking.people.models import ReporterSession, StaffSession
from rugdekking.web.sessions.reporter import FORM_STAYS, FirstCookie
from tests.web import signing_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.small_site")]


def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def cookie(client: Client) -> "Morsel[str]":
    return client.cookies[settings.REPORTER_COOKIE]


def send(client: Client, token: str, address: str = "/stad/versturen/") -> str:
    answer = client.post(address, headers={"x-csrftoken": token})
    assert answer.status_code == 200
    return answer.content.decode()


def token_of(client: Client) -> str:
    return client.get("/stad/melden/").content.decode()


def first_cookie_from(moment: datetime) -> str:
    return FirstCookie.new(moment).value


def test_a_page_without_a_form_sets_no_cookie_and_knows_nobody() -> None:
    client = browser()

    answer = client.get("/stad/")

    assert answer.content == b"user False"
    assert not client.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_form_page_gives_a_cookie_but_writes_and_reads_nothing() -> None:
    client = browser()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/stad/melden/")

    assert len(queries) == 0
    assert cookie(client)["httponly"]
    assert cookie(client)["samesite"] == "Lax"
    assert cookie(client)["path"] == "/"
    assert not cookie(client)["expires"]


def test_a_form_that_was_not_asked_for_here_is_refused() -> None:
    client = browser()
    token = token_of(browser())
    token_of(client)

    answer = client.post("/stad/versturen/", headers={"x-csrftoken": token})

    assert answer.status_code == 403
    assert not ReporterSession.objects.exists()


def test_sending_again_after_a_dropped_connection_gives_the_same_code() -> None:
    client = browser()
    token = token_of(client)

    first = send(client, token, "/stad/proberen/")
    second = send(client, token, "/stad/proberen/")

    assert first == second
    assert send(client, token) == first


def test_two_reporters_get_different_codes() -> None:
    one, other = browser(), browser()

    assert send(one, token_of(one)) != send(other, token_of(other))


def test_a_stored_draft_opens_with_the_new_cookie_alone() -> None:
    client = browser()
    token = token_of(client)
    first_cookie = cookie(client).value

    code = send(client, token)

    row = ReporterSession.objects.get()
    assert client.get("/stad/mijn/").content.decode() == code
    assert bytes.fromhex(code) not in bytes(row.sealed_code)
    assert row.last_seen_at.second == 0
    client.cookies[settings.REPORTER_COOKIE] = first_cookie
    assert client.get("/stad/mijn/").content == b"locked False"


def test_another_cookie_secret_does_not_open_the_code() -> None:
    client = browser()
    send(client, token_of(client))
    name, secret = cookie(client).value.split(".")

    client.cookies[settings.REPORTER_COOKIE] = f"{name}.{secret[::-1]}"

    assert client.get("/stad/mijn/").content == b"locked True"


def test_storing_a_draft_writes_one_row_and_reads_nothing() -> None:
    client = browser()
    token = token_of(client)

    with CaptureQueriesContext(connection) as queries:
        send(client, token)

    assert len(queries) == 1


def test_an_idle_screen_locks_and_the_code_must_be_typed_again() -> None:
    client = browser()
    send(client, token_of(client))
    ReporterSession.objects.update(last_seen_at=timezone.now() - settings.REPORTER_IDLE)

    assert client.get("/stad/mijn/").content == b"locked True"
    assert not ReporterSession.objects.exists()


def test_a_screen_in_use_stays_open_and_is_noted_at_most_each_five_minutes() -> None:
    client = browser()
    code = send(client, token_of(client))
    long_ago = timezone.now() - timedelta(minutes=20)
    ReporterSession.objects.update(last_seen_at=long_ago)

    assert client.get("/stad/mijn/").content.decode() == code

    assert ReporterSession.objects.get().last_seen_at > long_ago
    with CaptureQueriesContext(connection) as queries:
        client.get("/stad/mijn/")
    assert len(queries) == 1


def test_what_the_browser_kept_for_half_an_hour_no_longer_leads_to_the_draft() -> None:
    client = browser()
    value = first_cookie_from(timezone.now() - settings.REPORTER_IDLE - timedelta(minutes=1))
    client.cookies[settings.REPORTER_COOKIE] = value

    token = token_of(client)

    assert cookie(client).value != value
    assert send(client, token, "/stad/proberen/")


def test_a_form_that_was_open_for_an_hour_is_still_accepted_under_a_new_code() -> None:
    early, late = browser(), browser()
    moment = timezone.now()
    secret = FirstCookie.new(moment).secret
    early.cookies[settings.REPORTER_COOKIE] = FirstCookie(secret, moment).value
    token = token_of(early)
    code = send(early, token, "/stad/proberen/")
    late.cookies[settings.REPORTER_COOKIE] = FirstCookie(secret, moment - timedelta(hours=1)).value

    assert send(late, token, "/stad/proberen/") != code
    assert cookie(late).value.split(".")[0] not in FirstCookie(secret, moment).value


def test_a_form_that_was_open_for_a_day_is_refused() -> None:
    client = browser()
    moment = timezone.now()
    secret = FirstCookie.new(moment).secret
    client.cookies[settings.REPORTER_COOKIE] = FirstCookie(secret, moment).value
    token = token_of(client)

    client.cookies[settings.REPORTER_COOKIE] = FirstCookie(secret, moment - FORM_STAYS - timedelta(minutes=1)).value

    assert client.post("/stad/proberen/", headers={"x-csrftoken": token}).status_code == 403


@pytest.mark.parametrize(
    "change", [lambda parts: [parts[0], str(int(parts[1]) + 9), parts[2]], lambda parts: parts[:2]]
)
def test_a_first_cookie_that_we_did_not_make_counts_for_nothing(change: object) -> None:
    value = FirstCookie.new(timezone.now()).value

    changed = ".".join(change(value.split(".")))  # type: ignore[operator]

    assert FirstCookie.read(value, at=timezone.now()) is not None
    assert FirstCookie.read(changed, at=timezone.now()) is None


@pytest.mark.parametrize("value", ["", ".", "..", "a.b", "é.1.x", "a" * 22 + "." + "b" * 43, "%00.9999999999.x"])
def test_a_nonsense_cookie_is_no_cookie(value: str) -> None:
    client = browser()
    client.cookies[settings.REPORTER_COOKIE] = value

    assert client.get("/stad/melden/").status_code == 200
    assert client.get("/stad/mijn/").content.startswith(b"locked")


def test_being_done_leaves_nothing_on_either_side() -> None:
    client = browser()
    token = token_of(client)
    send(client, token)
    value = cookie(client).value

    client.get("/stad/klaar/")

    assert cookie(client)["max-age"] == 0
    assert not ReporterSession.objects.exists()
    client.cookies[settings.REPORTER_COOKIE] = value
    assert client.get("/stad/mijn/").content == b"locked True"


def test_a_public_page_never_reads_the_staff_cookie() -> None:
    colleague = signing_in.signed_in(signing_in.person())
    stale = timezone.now() - timedelta(minutes=20)
    StaffSession.objects.update(last_seen_at=stale)
    kept = colleague.cookies[settings.STAFF_COOKIE].value

    with CaptureQueriesContext(connection) as queries:
        answer = colleague.get("/stad/")
        colleague.get("/stad/melden/")

    assert answer.content == b"user False"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert len(queries) == 0
    assert StaffSession.objects.get().last_seen_at == stale
    assert colleague.cookies[settings.STAFF_COOKIE].value == kept


def test_a_staff_cookie_under_the_other_name_opens_nothing() -> None:
    colleague = signing_in.signed_in(signing_in.person())
    value = colleague.cookies[settings.STAFF_COOKIE].value
    client = browser()
    client.cookies[settings.REPORTER_COOKIE] = value

    assert client.get("/stad/mijn/").content == b"locked True"


def test_the_office_never_reads_the_reporters_cookie() -> None:
    client = browser()
    send(client, token_of(client))

    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/werk/")

    assert answer.status_code == 302
    assert len(queries) == 0


def test_old_visits_are_destroyed() -> None:
    client = browser()
    send(client, token_of(client))
    now = timezone.now()

    assert operations.destroy_due(at=now) == 0
    assert operations.destroy_due(at=now + settings.REPORTER_IDLE) == 1
    assert not ReporterSession.objects.exists()
