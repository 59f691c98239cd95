"""Setting up an organisation through its pages, from the first invitation to an open form."""

import re

import pytest
from django.test import Client

from rugdekking.inspection.scanning import NO_SCANNER
from rugdekking.keys import operations as keys
from rugdekking.keys.queries import form_state
from rugdekking.notify.models import Mail
from rugdekking.organisations.models import Desk, Organisation
from rugdekking.organisations.queries import desk_of, members
from rugdekking.organisations.roles import Role
from rugdekking.people.queries import by_email
from tests import make
from tests.make import PASSPHRASE
from tests.web.at_work import unlocked
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db

PASSWORD = "zeven-blauwe-fietsen"


def codes_on(answer: object) -> list[str]:
    return re.findall(r'<code class="nl-code">([^<]+)</code>', answer.content.decode())  # type: ignore[attr-defined]


def invite(ada: Client, slug: str, email: str, title: str, *roles: Role) -> None:
    answer = ada.post(
        f"/werk/{slug}/inrichten/mensen/uitnodigen/",
        {"name": title.title(), "email": email, "title": title, "roles": list(roles)},
    )
    assert answer.status_code == 302


def accept(email: str) -> Client:
    """Follow the link in the mail, make an account and choose a passphrase."""
    link = Mail.objects.get(address=email).extra
    answer = Client().post(link, {"password": PASSWORD, "again": PASSWORD})
    assert answer.headers["location"] == "/account/aanmelden/"
    person = by_email(email)
    assert person is not None
    client = signed_in(person)
    codes = codes_on(client.post("/account/kluis/wachtzin/", {"passphrase": PASSPHRASE, "again": PASSPHRASE}))
    client.post("/account/kluis/codes-bewaard/", {"code": codes[0]})
    return client


def let_in(holder: Client, desk: Desk, email: str) -> None:
    newcomer = members(desk.organisation_id).get(person__email=email)
    answer = holder.post(
        f"/werk/{desk.organisation.slug}/inrichten/sleutels/{newcomer.pk}/toelaten/", {"spoken": "yes"}
    )
    assert answer.status_code == 302


def test_an_administrator_and_a_handler_open_the_form_together() -> None:
    desk = make.desk("waterlaar")
    ada = signed_in(make.member(desk, Role.ADMINISTRATOR, name="Ada").person)
    setup = "/werk/waterlaar/inrichten/"
    assert "nog dicht" in ada.get(setup).content.decode()

    invite(ada, "waterlaar", "greet@w.example", "griffier", Role.CASE_MANAGER)
    invite(ada, "waterlaar", "vera@w.example", "secretaris", Role.DEPUTY)
    greet = accept("greet@w.example")
    shares = codes_on(greet.post(f"{setup}sleutels/maken/"))
    assert len(shares) == 3
    accept("vera@w.example")
    let_in(greet, desk, "vera@w.example")
    for number, share in enumerate(shares, start=1):
        assert not form_state(desk).is_open
        answer = ada.post(f"{setup}sleutels/deel/", {"number": number, "share": share.lower()})
        assert answer.status_code == 302

    assert form_state(desk).is_open
    assert "Het formulier is open" in ada.get(setup).content.decode()


def test_letting_in_asks_whether_the_person_was_spoken_to() -> None:
    cast = make.cast("waterlaar")
    newcomer = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Nienke")
    greet = unlocked(cast.greet)

    page = f"/werk/waterlaar/inrichten/sleutels/{newcomer.membership.pk}/toelaten/"
    answer = greet.post(page, {}, follow=True)

    assert "Spreek de persoon eerst zelf" in answer.content.decode()
    assert "Nienke" in answer.content.decode()


def test_letting_somebody_go_gives_three_new_shares_and_closes_the_form() -> None:
    cast = make.cast("waterlaar")
    greet = unlocked(cast.greet)

    answer = greet.post(f"/werk/waterlaar/inrichten/sleutels/{cast.cor.membership.pk}/verwijderen/")

    assert len(codes_on(answer)) == 3
    assert not form_state(cast.desk).is_open
    assert unlocked_is_refused(cast.cor.membership.person.email)


def unlocked_is_refused(email: str) -> bool:
    person = by_email(email)
    assert person is not None
    return signed_in(person).get("/werk/waterlaar/inrichten/").status_code == 404


def test_the_administrator_cannot_let_go_of_who_holds_the_key() -> None:
    cast = make.cast("waterlaar")
    ada = signed_in(cast.ada.membership.person)
    page = f"/werk/waterlaar/inrichten/mensen/{cast.cor.membership.pk}/weg/"

    assert "heeft de sleutel" in ada.get(page).content.decode()
    ada.post(page)

    assert members(cast.desk.organisation_id).filter(pk=cast.cor.membership.pk).exists()


def test_contacts_terms_and_style_are_changed_in_pages() -> None:
    cast = make.cast("waterlaar")
    ada = signed_in(cast.ada.membership.person)

    ada.post(
        "/werk/waterlaar/inrichten/contact/",
        {"name": "Steunpunt", "phone": "020 1234567", "hours": "werkdagen 9 tot 17", "introduction": "Hallo"},
    )
    ada.post(
        "/werk/waterlaar/inrichten/termijnen/",
        {
            "contact_working_days": 1,
            "plan_hours": 24,
            "reaction_hours": 24,
            "draft_days": 7,
            "withdrawn_days": 14,
            "closed_months": 12,
        },
    )
    ada.post("/werk/waterlaar/inrichten/huisstijl/", {"name": "Gemeente Waterlaar", "brand_colour": "#154273"})

    organisation = Organisation.objects.get(slug="waterlaar")
    assert (organisation.plan_hours, organisation.draft_days, organisation.brand_colour) == (24, 7, "#154273")


def test_the_address_of_the_statement_on_accessibility_is_one_of_a_safe_site() -> None:
    cast = make.cast("waterlaar")
    ada = signed_in(cast.ada.membership.person)
    typed = {"name": "Steunpunt", "accessibility_entry": "http://www.toegankelijkheidsverklaring.nl/register/1"}

    answer = ada.post("/werk/waterlaar/inrichten/contact/", typed)
    assert "Schrijf een adres dat begint met https://." in answer.content.decode()
    ada.post(
        "/werk/waterlaar/inrichten/contact/",
        {**typed, "accessibility_entry": typed["accessibility_entry"].replace("http", "https")},
    )

    assert desk_of(cast.desk.organisation_id).accessibility_entry == (
        "https://www.toegankelijkheidsverklaring.nl/register/1"
    )


def test_colours_that_cannot_be_read_are_refused() -> None:
    cast = make.cast("waterlaar")
    ada = signed_in(cast.ada.membership.person)

    answer = ada.post("/werk/waterlaar/inrichten/huisstijl/", {"name": "Waterlaar", "brand_colour": "#ffff66"})

    assert answer.status_code == 200
    assert "error" in answer.content.decode() or "contrast" in answer.content.decode().lower()
    assert Organisation.objects.get(slug="waterlaar").brand_colour == ""


@pytest.mark.parametrize(
    "page", ["", "mensen/", "mensen/uitnodigen/", "contact/", "termijnen/", "huisstijl/", "sleutels/"]
)
def test_a_neighbour_finds_no_page_here(page: str) -> None:
    make.cast("waterlaar")
    neighbour = make.cast("buurdorp")

    for ring in (neighbour.ada, neighbour.greet):
        client = signed_in(ring.membership.person)
        assert client.get(f"/werk/waterlaar/inrichten/{page}").status_code == 404


def test_a_member_without_the_role_finds_no_page() -> None:
    cast = make.cast("waterlaar")
    tim = signed_in(cast.tim.membership.person)

    for page in ("", "mensen/", "sleutels/", "contact/"):
        assert tim.get(f"/werk/waterlaar/inrichten/{page}").status_code == 404


def test_a_used_invitation_says_so_calmly() -> None:
    desk = make.desk("waterlaar")
    ada = signed_in(make.member(desk, Role.ADMINISTRATOR).person)
    invite(ada, "waterlaar", "greet@w.example", "griffier", Role.CASE_MANAGER)
    accept("greet@w.example")

    answer = Client().get(Mail.objects.get(address="greet@w.example").extra)

    assert answer.status_code == 404
    assert "Vraag om een nieuwe" in answer.content.decode()


def test_an_administrator_helps_after_a_lost_phone_without_reaching_any_key() -> None:
    cast = make.cast("waterlaar")
    greet = unlocked(cast.greet)
    ada = signed_in(cast.ada.membership.person)

    ada.post(f"/werk/waterlaar/inrichten/mensen/{cast.greet.membership.pk}/account/", {"act": "second-factor"})

    assert greet.get("/werk/").status_code == 302
    assert greet.get("/werk/").headers["location"].startswith("/account/aanmelden/")
    assert keys.unlock(cast.greet.membership.person, passphrase=PASSPHRASE) == cast.greet.secret


def test_an_administrator_closes_an_account_everywhere_at_once() -> None:
    cast = make.cast("waterlaar")
    greet = unlocked(cast.greet)
    ada = signed_in(cast.ada.membership.person)

    ada.post(f"/werk/waterlaar/inrichten/mensen/{cast.greet.membership.pk}/account/", {"act": "close"})

    assert greet.get("/werk/waterlaar/inrichten/").headers["location"].startswith("/account/aanmelden/")


def test_nobody_closes_their_own_account_or_that_of_a_neighbour() -> None:
    cast, neighbour = make.cast("waterlaar"), make.cast("buurdorp")
    ada = signed_in(cast.ada.membership.person)

    for member in (cast.ada.membership, neighbour.greet.membership):
        page = f"/werk/waterlaar/inrichten/mensen/{member.pk}/account/"
        assert ada.post(page, {"act": "close"}).status_code == 404
        member.person.refresh_from_db()
        assert member.person.is_active


def test_a_coordinator_sees_no_link_that_leads_nowhere() -> None:
    cast = make.cast("waterlaar")
    cor = unlocked(cast.cor)

    page = cor.get("/werk/waterlaar/inrichten/mensen/").content.decode()

    addresses = [found for found in re.findall(r'href="(/werk/[^"]+)"', page) if "/inrichten/" in found]
    assert addresses
    assert {address: cor.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_what_went_wrong_does_not_look_like_success() -> None:
    cast = make.cast("waterlaar")
    newcomer = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Nienke")
    greet = unlocked(cast.greet)

    refused = greet.post(f"/werk/waterlaar/inrichten/sleutels/{newcomer.membership.pk}/toelaten/", follow=True)
    taken = greet.post(
        f"/werk/waterlaar/inrichten/sleutels/{newcomer.membership.pk}/toelaten/", {"spoken": "yes"}, follow=True
    )

    assert "rd-notice--attention" in refused.content.decode()
    assert "rd-notice--good" in taken.content.decode()


def test_the_administrator_reads_whether_files_can_be_scanned_and_cleaned(settings: object) -> None:
    cast = make.cast("waterlaar")
    ada, greet = (signed_in(one.membership.person) for one in (cast.ada, cast.greet))
    page = "/werk/waterlaar/inrichten/"

    without = ada.get(page).content.decode()

    assert "De virusscanner antwoordt niet" in without
    assert "er is geen veilige werkplek in het geheugen" in without
    settings.SCANNER = NO_SCANNER  # type: ignore[attr-defined]
    assert "dat is zo ingesteld" in ada.get(page).content.decode()
    assert "virusscanner" not in greet.get(page).content.decode()
