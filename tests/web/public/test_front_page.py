"""The front page: how to reach a person, the quickest way first."""

import re

import pytest
from django.test import Client

from rugdekking.organisations.models import Desk
from rugdekking.web.public import places
from rugdekking.web.ui import site
from tests import make
from tests.web.public.reporting import Reporter


def in_order(text: str, *parts: str) -> bool:
    places_of = [text.find(part) for part in parts]
    return -1 not in places_of and places_of == sorted(places_of)


def with_telephone(cast: make.Cast) -> None:
    Desk.objects.filter(pk=cast.desk.pk).update(
        phone="0501234567", hours="op werkdagen van 9.00 tot 17.00 uur", outside_hours="Daarbuiten: de piketdienst."
    )


@pytest.mark.parametrize("closed", [False, True], ids=["somebody answers now", "nobody answers now"])
def test_the_ways_to_a_person_stand_in_the_order_in_which_somebody_needs_them(
    cast: make.Cast, reporter: Reporter, monkeypatch: pytest.MonkeyPatch, *, closed: bool
) -> None:
    monkeypatch.setattr(site, "closed_now", lambda *_, **__: closed)
    with_telephone(cast)

    text = reporter.opens("")

    main = text[text.index("U staat er niet alleen voor") :]
    assert in_order(
        main,
        "Nu in gevaar?",
        "Ik wil met iemand praten",
        "Ik wil iets melden",
        "Ik voel me niet veilig, maar er is niets gebeurd",
        "Mijn eerdere melding",
        "Dag en nacht: het Ondersteuningsteam",
    )
    assert ("Nu praten kan met het Ondersteuningsteam, dag en nacht" in main) is closed
    assert 'href="tel:112"' in reporter.html
    assert 'href="tel:+31501234567"' in reporter.html
    assert 'href="tel:+31703738314"' in reporter.html
    assert "op werkdagen van 9.00 tot 17.00 uur" in main
    assert "Daarbuiten: de piketdienst." in main


def test_colleagues_are_as_welcome_as_politicians(reporter: Reporter) -> None:
    text = reporter.opens("")

    assert (
        "Voor iedereen die werkt voor Gemeente Waterlaar: in het bestuur, op kantoor, aan de balie en op straat."
        in text
    )


def test_a_desk_without_a_telephone_offers_to_call(reporter: Reporter) -> None:
    assert "Bel mij" in reporter.opens("")


def test_while_nobody_can_open_a_report_only_the_numbers_show(db: None, cast: make.Cast) -> None:
    closed = make.desk("dicht")
    Desk.objects.filter(pk=closed.pk).update(phone="0501234567")

    page = Client().get("/dicht/").content.decode()

    assert "tel:112" in page
    assert "tel:+31501234567" in page
    assert "tel:+31703738314" in page
    for address in ("/bel-mij/", "/melden/", "/onveilig-gevoel/", "/mijn/"):
        assert address not in page


@pytest.mark.parametrize("address", ["melden/kort/", "melden/veilig/", "bel-mij/", "onveilig-gevoel/"])
def test_a_closed_form_leads_back_to_the_numbers(db: None, cast: make.Cast, address: str) -> None:
    make.desk("dicht")

    answer = Client().get(f"/dicht/{address}")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/dicht/"


def test_the_form_opens_soon_after_the_last_share_is_confirmed(db: None, cast: make.Cast) -> None:
    reporter = Reporter(cast)

    assert places.place_at(cast.desk.organisation.slug).is_open
    assert "Kort melden" in reporter.opens("")


def test_an_organisation_that_does_not_exist_is_an_ordinary_missing_page(db: None) -> None:
    answer = Client().get("/nergens/")

    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()


def test_outside_the_demo_nobody_sees_which_organisations_take_part(cast: make.Cast) -> None:
    page = Client().get("/").content.decode()

    assert "Bij welke organisatie hoort u?" in page
    assert cast.desk.organisation.name not in page


def test_in_the_demo_one_can_choose(cast: make.Cast, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]

    page = Client().get("/").content.decode()

    assert f'href="/{cast.desk.organisation.slug}/"' in page


@pytest.mark.parametrize(
    ("address", "promise"),
    [
        ("privacy/", "iemand die onze computer overneemt terwijl er mensen mee werken"),
        ("wie-leest-mee/", "Coördinator veiligheid"),
        ("contact/", "Ondersteuningsteam Weerbaar Bestuur"),
        ("cookies/", "Wij volgen u niet"),
        ("toegankelijkheid/", "Mensen hebben de site nog niet nagekeken"),
        ("kwetsbaarheid-melden/", "binnen drie werkdagen"),
        ("over/", "EUPL-1.2"),
        ("snel-weg/", "Uw browser onthoudt dat u op deze site was."),
    ],
)
def test_the_plain_pages_are_honest(reporter: Reporter, address: str, promise: str) -> None:
    assert promise in reporter.opens(address)


@pytest.mark.parametrize(
    "name", ["privacy", "cookies", "contact", "toegankelijkheid", "kwetsbaarheid-melden", "over", "snel-weg"]
)
def test_the_plain_pages_exist_for_the_installation_too(db: None, name: str) -> None:
    make.content()

    assert Client().get(f"/{name}/").status_code == 200


@pytest.mark.parametrize("address", ["", "melden/kort/", "mijn/"])
def test_before_the_first_use_of_the_quick_exit_one_can_read_what_it_does_not_do(
    reporter: Reporter, address: str
) -> None:
    reporter.opens(address)
    (link,) = set(re.findall(r'href="([^"]*snel-weg/)"', reporter.html))

    told = Client().get(link).content.decode()

    for kept in ("geschiedenis", "downloads", "Andere tabbladen", "kopieerde", "netwerk"):
        assert kept in told


def test_reading_the_public_pages_sets_no_cookie(reporter: Reporter) -> None:
    for address in ("", "privacy/", "wie-leest-mee/", "contact/"):
        reporter.opens(address)

    assert not reporter.client.cookies


def test_a_member_shows_a_name_only_when_they_stand_on_the_public_page(cast: make.Cast) -> None:
    member = cast.greet.membership

    hidden = places.title_of(member)
    member.on_public_page = True

    assert hidden == "Griffier"
    assert places.title_of(member) == "Griffier (Greet)"
