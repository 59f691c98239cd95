"""Signing in is not unlocking: the pages around the vault passphrase."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rugdekking.keys.models import HeldForm, Key, KeyKind
from rugdekking.organisations.models import Desk
from rugdekking.people.models import StaffSession
from rugdekking.vault.secrets import Secret
from tests import make
from tests.make import PASSPHRASE
from tests.web.at_work import a_code_of, locked, unlocked
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_somebody_new_chooses_a_passphrase_and_sees_the_codes_once() -> None:
    nienke = make.person("Nienke")
    client = signed_in(nienke)

    assert client.get("/account/kluis/").headers["location"] == "/account/kluis/wachtzin/"
    answer = client.post("/account/kluis/wachtzin/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})

    codes = [line.split("<")[0] for line in answer.content.decode().split('<code class="nl-code">')[1:]]
    assert len(codes) == 4
    assert client.get("/account/kluis/codes-bewaard/").status_code == 200
    answer = client.post("/account/kluis/codes-bewaard/", {"code": codes[1]})
    assert answer.headers["location"] == "/werk/"


def test_two_different_passphrases_are_refused_with_a_clear_sentence() -> None:
    client = signed_in(make.person())

    answer = client.post("/account/kluis/wachtzin/", {"passphrase": PASSPHRASE, "again": "iets heel anders dan dat"})

    assert "De twee zinnen zijn niet gelijk" in answer.content.decode()


def test_a_wrong_passphrase_says_what_to_do() -> None:
    client = locked(make.cast().greet)

    answer = client.post("/account/kluis/", {"passphrase": "helemaal verkeerd getypt"})

    assert answer.status_code == 200
    assert "Deze wachtzin past niet" in answer.content.decode()


def test_unlocking_leads_back_to_the_page_that_was_asked_for() -> None:
    cast = make.cast()
    client = locked(cast.greet)
    keys_page = f"/werk/{cast.desk.organisation.slug}/inrichten/sleutels/vernieuwen/"

    asked = client.get(keys_page)
    answer = client.post(asked.headers["location"], {"passphrase": PASSPHRASE})

    assert answer.headers["location"] == keys_page


@pytest.mark.parametrize(
    "elsewhere", ["https://kwaad.example/", "//kwaad.example/", "/account/afmelden/", "/werk/\\x"]
)
def test_unlocking_never_leads_to_another_site(elsewhere: str) -> None:
    client = locked(make.cast().greet)

    answer = client.post(f"/account/kluis/?next={elsewhere}", {"passphrase": PASSPHRASE})

    assert answer.headers["location"] == "/werk/"


def test_a_form_posted_while_locked_is_kept_and_can_still_be_sent() -> None:
    cast = make.cast()
    client = locked(cast.greet)
    page = f"/werk/{cast.desk.organisation.slug}/inrichten/sleutels/herstellen/"

    answer = client.post(page, {"first": "WAT-IK-TYPTE", "first_number": "1"})

    assert answer.headers["location"] == "/account/kluis/"
    assert b"WAT-IK-TYPTE" not in bytes(HeldForm.objects.get().sealed)
    answer = client.post("/account/kluis/", {"passphrase": PASSPHRASE})
    assert answer.headers["location"] == "/account/kluis/bewaard/"
    shown = client.get("/account/kluis/bewaard/").content.decode()
    assert "WAT-IK-TYPTE" in shown
    assert f'action="{page}"' in shown


def test_a_kept_form_is_for_its_writer_only_and_can_be_thrown_away() -> None:
    cast = make.cast()
    greet, cor = locked(cast.greet), unlocked(cast.cor)
    greet.post(f"/werk/{cast.desk.organisation.slug}/inrichten/sleutels/herstellen/", {"first": "GEHEIM"})
    held = HeldForm.objects.get()

    assert "GEHEIM" not in cor.get("/account/kluis/bewaard/").content.decode()
    cor.post("/account/kluis/bewaard/", {"form": str(held.pk)})
    assert HeldForm.objects.exists()
    greet.post("/account/kluis/", {"passphrase": PASSPHRASE})
    greet.post("/account/kluis/bewaard/", {"form": str(held.pk)})
    assert not HeldForm.objects.exists()


def test_locking_forgets_the_keys_and_keeps_the_person_signed_in() -> None:
    cast = make.cast()
    client = unlocked(cast.greet)
    page = f"/werk/{cast.desk.organisation.slug}/inrichten/sleutels/vernieuwen/"
    assert client.get(page).status_code == 200

    client.post("/account/kluis/vergrendelen/")

    assert client.get(page).headers["location"].startswith("/account/kluis/")
    assert client.get("/account/kluis/").status_code == 200


def test_a_screen_left_alone_for_half_an_hour_locks_itself() -> None:
    cast = make.cast()
    client = unlocked(cast.greet)
    StaffSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=31))

    answer = client.get(f"/werk/{cast.desk.organisation.slug}/inrichten/sleutels/vernieuwen/")

    assert answer.headers["location"].startswith("/account/kluis/")


def test_a_recovery_code_gives_a_new_passphrase() -> None:
    cast = make.cast()
    code = a_code_of(cast.greet)
    client = signed_in(cast.greet.membership.person)

    answer = client.post(
        "/account/kluis/vergeten/",
        {"code": code, "passphrase": "dit is mijn nieuwe zin", "again": "dit is mijn nieuwe zin"},
    )

    assert answer.status_code == 302
    assert locked(cast.greet).post("/account/kluis/", {"passphrase": "dit is mijn nieuwe zin"}).status_code == 302


def test_a_swapped_desk_key_is_told_at_unlocking_and_closes_the_form() -> None:
    cast = make.cast()
    client = locked(cast.greet)

    Key.objects.filter(subject=cast.desk.pk, kind=KeyKind.DESK).update(public=Secret.new().public)
    client.post("/account/kluis/", {"passphrase": PASSPHRASE})

    assert "klopt niet met de sleutel" in client.get("/account/kluis/bewaard/").content.decode()
    assert "nog dicht" in client.get(f"/werk/{slug_of(cast.desk)}/inrichten/").content.decode()


def slug_of(desk: Desk) -> str:
    return desk.organisation.slug
