"""Sessions, forged requests, planted cookies, and administrators who overreach."""

import re
from collections.abc import Iterable

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rugdekking.audit.models import Entry
from rugdekking.people.models import StaffSession
from rugdekking.reports.models import Draft
from rugdekking.web.sessions import STAFF_PATHS
from tests import make
from tests.attacks import addresses
from tests.attacks.world import World
from tests.web.at_work import unlocked
from tests.web.signing_in import with_app

CODE_FIELD = "toegangscode"


def with_cookies(of: Client) -> Client:
    """Another site that makes this browser send something: its cookies come along, its forms' tokens do not."""
    forged = Client(enforce_csrf_checks=True)
    for name, morsel in of.cookies.items():
        forged.cookies[name] = morsel.value
    return forged


def reporter(world: World) -> Client:
    client = Client()
    client.post(f"/{world.slug}/mijn/", {CODE_FIELD: world.thing.own.code.text})
    return client


def posts_taken(client: Client, listed: Iterable[str]) -> list[str]:
    """The addresses that took something that another site sent."""
    return [
        one for one in listed if client.post(one, {"what": "x", "phone": "0612345678"}).status_code not in REFUSED
    ]


# Forged, no such page, only for reading, and "sign in first", which asks before it looks.
REFUSED = {403, 404, 405}
# They weigh what is sent and change nothing, so that who asks them needs no cookie (ADR 23).
WITHOUT_TOKEN = {"scans:scan", "scans:plan"}


def test_no_form_of_the_office_takes_what_another_site_sends(world: World) -> None:
    """As the people who may do most: handler and administrator, both unlocked."""
    listed = [one for one in addresses.all_filled(world.blanks()).values() if one.startswith(settings_paths())]
    clients = [unlocked(ring) for ring in (world.cast.greet, world.cast.ada, world.cast.bas, world.cast.nora)]
    lines = Entry.objects.count()

    for client in clients:
        assert posts_taken(with_cookies(client), listed) == []
    assert Entry.objects.count() == lines


def settings_paths() -> tuple[str, ...]:
    return STAFF_PATHS


def test_no_form_of_a_reporter_takes_what_another_site_sends(world: World) -> None:
    blanks = {**world.blanks(), "reference": world.thing.own.report.reference}
    open_to_all = {name: one for name, one in addresses.all_filled(blanks).items() if name not in WITHOUT_TOKEN}
    listed = [one for one in open_to_all.values() if not one.startswith(settings_paths())]
    lines = Entry.objects.count()

    assert posts_taken(with_cookies(reporter(world)), listed) == []
    assert posts_taken(Client(enforce_csrf_checks=True), listed) == []
    assert Entry.objects.count() == lines
    assert not Draft.objects.exists()


def test_the_token_of_one_person_is_worth_nothing_to_another(world: World) -> None:
    mine, theirs = with_cookies(unlocked(world.cast.greet)), unlocked(world.cast.cor)
    page = addresses.filled("case-note", world.blanks())
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', theirs.get(page).content.decode())
    assert found is not None

    answer = mine.post(page, {"csrfmiddlewaretoken": found[1], "text": "x", "visibility": "team"})

    assert answer.status_code == 403


def test_reading_changes_nothing(world: World) -> None:
    """Every address, fetched by the person who may do most: no link or picture elsewhere can act for them."""
    skipped = {"leave"}
    listed = addresses.all_filled(world.blanks())
    greet, own = unlocked(world.cast.greet), reporter(world)
    before = acts()

    for name, address in listed.items():
        if name not in skipped:
            (greet if address.startswith(settings_paths()) else own).get(address)

    assert acts() == before


def acts() -> set[str]:
    """The log without who looked or fetched what stands there, and who is signed in."""
    seen = Q(action__endswith=".looked") | Q(action__endswith=".fetched")
    done = set(Entry.objects.exclude(seen).values_list("id", flat=True))
    return {str(one) for one in done | set(StaffSession.objects.values_list("id", flat=True))}


def test_no_public_page_reads_the_cookie_of_a_colleague(world: World) -> None:
    client = unlocked(world.cast.greet)
    public = [one for one in addresses.all_filled(world.blanks()).values() if not one.startswith(settings_paths())]

    with CaptureQueriesContext(connection) as asked:
        answers = [client.get(one) for one in public if one != "/weg"]

    assert not [query for query in asked if "people_staffsession" in query["sql"]]
    assert not [one for one in answers if world.cast.greet.membership.person.name.encode() in content_of(one)]


def test_no_page_of_the_office_reads_the_cookie_of_a_reporter(world: World) -> None:
    client = reporter(world)
    staff = [one for one in addresses.all_filled(world.blanks()).values() if one.startswith(settings_paths())]

    with CaptureQueriesContext(connection) as asked:
        for one in staff:
            client.get(one)

    assert not [query for query in asked if "people_reportersession" in query["sql"]]


def content_of(answer: HttpResponseBase) -> bytes:
    return b"".join(answer)  # type: ignore[arg-type]


def test_each_side_s_cookie_under_the_other_s_name_opens_nothing(world: World) -> None:
    greet, own = unlocked(world.cast.greet), reporter(world)
    crossed = Client()
    crossed.cookies[settings.STAFF_COOKIE] = own.cookies[settings.REPORTER_COOKIE].value
    crossed.cookies[settings.REPORTER_COOKIE] = greet.cookies[settings.STAFF_COOKIE].value

    assert crossed.get("/werk/").status_code == 302
    assert f'name="{CODE_FIELD}"' in crossed.get(f"/{world.slug}/mijn/").content.decode()


def test_a_code_that_is_open_at_one_organisation_opens_nothing_at_another(world: World) -> None:
    elsewhere = make.cast()
    client = reporter(world)
    reference = world.thing.own.report.reference

    assert client.get(f"/{world.slug}/mijn/{reference}/").status_code == 200
    assert client.get(f"/{elsewhere.desk.organisation.slug}/mijn/{reference}/").status_code != 200
    assert reference.encode() not in client.get(f"/{elsewhere.desk.organisation.slug}/mijn/", follow=True).content


def test_a_report_of_somebody_else_answers_a_reporter_as_no_report(world: World) -> None:
    client, other = reporter(world), world.new.report.reference
    blanks = {**world.blanks(), "reference": other}
    nowhere = {**world.blanks(), "reference": "2222-3333"}
    names = [
        name for name in addresses.routes() if name.startswith("mailbox-") and "reference" in addresses.routes()[name]
    ]
    assert len(names) > 10

    for name in names:
        for method in (client.get, client.post):
            there = method(addresses.filled(name, blanks))
            gone = method(addresses.filled(name, nowhere))
            assert there.status_code == gone.status_code in {404, 405}, name
            assert content_of(there) == content_of(gone), name


def test_somebody_signed_in_manages_only_their_own_second_factor(world: World) -> None:
    """What happened at SecureDrop in 2024: naming another person's id."""
    victim, greet = world.cast.cor.membership.person, unlocked(world.cast.greet)
    with_app(victim)
    before = list(Authenticator.objects.filter(user=victim).values_list("pk", "data"))
    pk = before[0][0]

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        page = addresses.filled(name, {"pk": str(pk)})
        assert greet.get(page).status_code in {302, 404}
        assert greet.post(page, {"name": "van mij", "user": str(victim.pk)}).status_code in {302, 404}
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes"):
        greet.post(addresses.filled(name, {}), {"user": str(victim.pk), "pk": str(pk)})

    assert list(Authenticator.objects.filter(user=victim).values_list("pk", "data")) == before


def test_signing_out_needs_a_form(world: World) -> None:
    client = unlocked(world.cast.greet)

    client.get("/account/afmelden/")

    assert client.get(f"/werk/{world.slug}/zaken/").status_code == 200


ELSEWHERE = [
    "https://kwaad.example/",
    "//kwaad.example/",
    "/\\kwaad.example/",
    "https:kwaad.example",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_page_leads_to_another_site(world: World, elsewhere: str) -> None:
    """`next` on every address of the office and the account, as a link and in a form."""
    client = unlocked(world.cast.greet)
    listed = [one for one in addresses.all_filled(world.blanks()).values() if one.startswith("/account/")]
    led: list[tuple[str, str]] = []
    for address in listed:
        for answer in (client.get(address, {"next": elsewhere}), client.post(address, {"next": elsewhere})):
            led += [(address, where) for where in [answer.headers.get("location", "")] if "kwaad" in where]
        if "/afmelden/" in address:
            client = unlocked(world.cast.greet)

    assert led == []
