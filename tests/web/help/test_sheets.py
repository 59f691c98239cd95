"""A document that the site makes itself is saved from its page, which says beforehand how large it is."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from rugdekking.kernel.time import day_of
from rugdekking.knowledge.operations import open_for
from rugdekking.organisations.models import Organisation
from rugdekking.visits.models import Act, DayCount
from rugdekking.visits.operations import write_down
from rugdekking.visits.queries import whole_months
from tests import make
from tests.knowledge.props import a_document, published
from tests.rendering.reading import text_of
from tests.web.office.browsing import text_of as shown


@pytest.fixture
def slug(db: None) -> str:
    published("factsheet_reporting", "protocol_on_a_page", "first_weeks")
    return make.cast().desk.organisation.slug


def test_the_link_to_a_document_tells_its_kind_and_size_and_leads_to_it(client: Client, slug: str) -> None:
    page = client.get(f"/{slug}/hulp/melden-helpt/").text
    (address, size) = re.findall(r'href="([^"]*[.]pdf)">Melden helpt [(]pdf, ([0-9]+) kB[)]</a>', page)[0]

    file = client.get(address)

    assert file.headers["Content-Type"] == "application/pdf"
    assert abs(len(file.content) / 1000 - int(size)) < 1
    assert "Factsheet | Landelijke redactie | November 2026 (1 pagina)" in page
    assert f"http://testserver/{slug}/" in text_of(file.content)


def test_the_protocol_on_a_page_is_there_for_everybody(client: Client, slug: str) -> None:
    assert "Bedreiging" in text_of(client.get(f"/{slug}/hulp/protocol-op-een-bladzijde.pdf").content)


@pytest.mark.parametrize("page", ["eerste-weken", "bestaat-niet"])
def test_a_page_without_a_document_has_no_file(client: Client, slug: str, page: str) -> None:
    assert client.get(f"/{slug}/hulp/{page}.pdf").status_code == 404


def test_saving_a_document_counts_and_sets_no_cookie(client: Client, slug: str) -> None:
    assert not client.get(f"/{slug}/hulp/melden-helpt.pdf").cookies

    assert DayCount.objects.get(page="melden-helpt", act=Act.FETCHED).times == 1


def test_how_often_it_was_saved_stands_there_for_whole_months_and_not_while_somebody_saves_it(
    client: Client, slug: str
) -> None:
    organisation, today = Organisation.objects.get(slug=slug), day_of(timezone.now())
    _, until = whole_months(today)
    write_down([(organisation.pk, "melden-helpt", Act.FETCHED, day, 31) for day in (today, until)])

    page = client.get(f"/{slug}/hulp/melden-helpt/").text

    assert "In de 5 hele maanden hiervoor 30 keer opgehaald." in page


def test_below_ten_the_page_tells_no_more_of_nine_than_of_none(client: Client, slug: str) -> None:
    organisation, (_, until) = Organisation.objects.get(slug=slug), whole_months(day_of(timezone.now()))
    write_down([(organisation.pk, "melden-helpt", Act.FETCHED, until, 9)])

    for page in ("melden-helpt", "protocol-op-een-bladzijde"):
        assert "opgehaald" not in client.get(f"/{slug}/hulp/{page}/").text


def test_the_link_to_a_document_elsewhere_tells_what_it_is_and_is_counted_on_the_way(
    client: Client, slug: str
) -> None:
    organisation = Organisation.objects.get(slug=slug)
    a_document(
        open_for(organisation, at=make.MIDDAY),
        title="Zo melden wij",
        slug="zo-melden-wij",
        author="Gemeente Waterlaar",
        elsewhere="https://www.waterlaar.example/blad.pdf?a=1",
        file_kind="pdf",
        kilobytes=444,
        pages=3,
        live=True,
    )

    way = client.get(f"/{slug}/hulp/zo-melden-wij/document/")
    page = shown(client.get(f"/{slug}/hulp/zo-melden-wij/").text)

    assert "Rapport | Gemeente Waterlaar | Maart 2026 (3 pagina’s)" in page
    assert "Zo melden wij (pdf, 444 kB)" in page
    assert "Deze link gaat naar een andere site: www.waterlaar.example." in page
    assert way.headers["Location"] == "https://www.waterlaar.example/blad.pdf?a=1"
    assert (way.headers["Referrer-Policy"], dict(way.cookies)) == ("no-referrer", {})
    assert DayCount.objects.get(page="zo-melden-wij", act=Act.FETCHED).times == 1


def test_only_a_published_document_leads_to_another_site(client: Client, slug: str) -> None:
    home = open_for(Organisation.objects.get(slug=slug), at=make.MIDDAY)
    a_document(home, slug="concept", elsewhere="https://a.example/")

    for page in ("concept", "melden-helpt", "eerste-weken", "bestaat-niet"):
        assert client.get(f"/{slug}/hulp/{page}/document/?next=https://a.example/").status_code == 404
