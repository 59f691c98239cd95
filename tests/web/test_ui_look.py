"""The look: small, readable, from our own server, and an organisation's own where it has one."""

import gzip
import random
import re
from pathlib import Path

import pytest
from django.test import Client

from rugdekking.audit.actor import SYSTEM
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Desk
from rugdekking.organisations.queries import desk_at
from rugdekking.web.office.setup.logo import LARGEST
from rugdekking.web.ui import assets, house_style
from rugdekking.web.ui.house_style import NoColour, TooLittleContrast, contrast, house_style_css
from rugdekking.web.ui.site import Site
from tests import make

WEB = Path(assets.MANIFEST).parent.parent
STATIC = WEB / "static"
FIRST_PAGE = 12_000
# Names that only mark a part, or the body of a kind of page.
WITHOUT_OWN_LOOK = {"rd-body--public", "rd-question", "rd-confirm", "rd-timer", "rd-controls", "rd-editor-name"}


def file_of(name: str) -> Path:
    return STATIC / assets.addresses()[name].removeprefix("/statisch/")


def test_the_public_style_sheet_is_small_enough_for_a_weak_connection() -> None:
    assert len(gzip.compress(file_of("public").read_bytes())) <= FIRST_PAGE
    assert file_of("short").stat().st_size <= 3_000


@pytest.mark.parametrize("name", ["public", "office", "short", "icon"])
def test_each_file_has_its_packed_twin(name: str) -> None:
    packed = file_of(name).with_name(file_of(name).name + ".gz")

    assert gzip.decompress(packed.read_bytes()) == file_of(name).read_bytes()


@pytest.mark.parametrize("name", ["public", "office", "meeting", "help"])
def test_a_style_sheet_asks_nothing_of_another_server(name: str) -> None:
    css = file_of(name).read_text()

    assert "@import" not in css
    assert "@font-face" not in css
    assert not re.search(r"url\((?!#)", css)


def test_every_class_of_the_components_exists_in_the_style_sheets() -> None:
    css = "".join(file_of(name).read_text() for name in ("office", "meeting", "help"))
    known = set(re.findall(r"\.((?:nl|utrecht|rd)-[\w-]+)", css))
    used = set()
    for template in (WEB / "templates").rglob("*.html"):
        for classes in re.findall(r'class="([^"]*)"', template.read_text()):
            used |= {name for name in re.sub(r"{.*?}", " ", classes).split() if "--{" not in name}
    whole = {name for name in used if re.match(r"(rd)-[\w-]+[\w]$", name)}

    assert whole - known - WITHOUT_OWN_LOOK == set()


def test_a_style_sheet_may_be_kept_for_ever(client: Client, db: None) -> None:
    response = client.get(assets.addresses()["public"], headers={"accept-encoding": "gzip"})
    response.close()

    assert response.headers["Content-Encoding"] == "gzip"
    assert "immutable" in response.headers["Cache-Control"]


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0b4f5c", "#0b4f5c") == 1


def test_colours_that_cannot_be_read_are_refused() -> None:
    for colours in ({"brand": "#ffcc00"}, {"brand": "#0b4f5c", "accent": "#f5a623"}, {"on_brand": "#0b4f5c"}):
        with pytest.raises(TooLittleContrast):
            house_style_css(colours)


@pytest.mark.parametrize("written", ["red", "#fff", "#0b4f5c;}body{display:none", "url(//x)", ""])
def test_only_a_colour_is_a_colour(written: str) -> None:
    with pytest.raises(NoColour):
        house_style_css({"brand": written})


def test_own_colours_replace_the_default_ones() -> None:
    css = house_style_css({"brand": "#5b2a86"})

    assert "--rd-brand:#5b2a86" in css
    assert "--rd-accent:#5b2a86" in css


def test_without_own_colours_there_is_nothing_to_fetch() -> None:
    assert house_style_css({}) == house_style.mark({}) == Site().public_css == ""


@pytest.fixture
def purple(db: None) -> Desk:
    desk = make.desk("paars")
    style = organisations.Style(brand_colour="#5b2a86", accent_colour="", logo=b"\x89PNG...")
    organisations.set_style(desk.organisation.pk, name="Gemeente Paars", style=style, by=SYSTEM, at=make.MIDDAY)
    found = desk_at("paars")
    assert found
    return found


def test_an_organisation_with_own_colours_gets_one_sheet_instead_of_the_default_one(
    client: Client, purple: Desk
) -> None:
    site = Site.of(purple)

    packed = client.get(site.public_css, headers={"accept-encoding": "gzip"})
    plain = client.get(site.public_css)

    assert gzip.decompress(packed.content) == plain.content
    assert plain.content.startswith(file_of("public").read_bytes())
    assert b"--rd-brand:#5b2a86" in plain.content
    assert "immutable" in plain.headers["Cache-Control"]


def test_a_sheet_of_other_colours_than_the_organisations_is_not_made(client: Client, purple: Desk) -> None:
    assert client.get("/paars/huisstijl-public-000000000000.css").status_code == 404
    assert client.get("/nergens/huisstijl-public-000000000000.css").status_code == 404


@pytest.fixture
def with_large_logo(db: None) -> str:
    """The home of an organisation that has colours and a logo of the largest size; its form is open."""
    make.content()
    organisation = make.cast("groot").desk.organisation
    logo = b"\x89PNG" + random.randbytes(LARGEST - 4)
    style = organisations.Style(brand_colour="#5b2a86", accent_colour="", logo=logo)
    organisations.set_style(organisation.pk, name="Gemeente Groot", style=style, by=SYSTEM, at=make.MIDDAY)
    return "/groot/"


def fetched_by(page: str) -> list[str]:
    """What a browser fetches to show `page`."""
    found = re.findall(r'<(?:link rel="(?:stylesheet|icon)" href|script src|img[^>]* src)="([^"]+)"', page)
    return [address for address in found if not address.startswith("data:")]


@pytest.mark.parametrize("first", ["melden/kort/", "melden/veilig/", "bel-mij/", "onveilig-gevoel/"])
def test_a_report_begins_with_three_requests_and_30_kb_also_at_an_organisation_with_a_logo(
    client: Client, with_large_logo: str, first: str
) -> None:
    packed = {"accept-encoding": "gzip"}
    page = client.get(with_large_logo + first, headers=packed)

    files = fetched_by(page.content.decode())
    answers = [client.get(address, headers=packed) for address in files]

    assert [one.status_code for one in (page, *answers)] == [200, 200, 200], files
    assert sum(len(one.getvalue()) for one in (page, *answers)) < 30_000


def test_the_front_page_shows_the_logo(client: Client, with_large_logo: str) -> None:
    shown = fetched_by(client.get(with_large_logo).content.decode())

    assert len([address for address in shown if "/logo-" in address]) == 1


def test_a_logo_is_served_only_when_it_is_a_picture(client: Client, purple: Desk) -> None:
    response = client.get(Site.of(purple).logo)

    assert response.headers["Content-Type"] == "image/png"
    assert client.get("/paars/logo-000000000000").status_code == 404
