"""Links to pages of the site itself, in what editors write."""

import pytest
from pytest_django.fixtures import Settings

from rugdekking.content.schema.base import FaultAt
from rugdekking.content.schema.writing import DESK, IN_DUTCH, refuse_unreadable
from rugdekking.knowledge.models import ToolkitPage
from rugdekking.web.help.links import is_of_this_site, spelled
from tests.knowledge.props import an_article
from tests.web.editing.props import WRITTEN, at_work, editors

SPELLED = {
    "/{0}/hulp/veilig-thuis/": "hulp:veilig-thuis",
    "https://testserver/{0}/hulp/veilig-thuis/#kop": "hulp:veilig-thuis",
    "http://testserver/{0}/hulp/stappenplan/voor/raadsleden/": "hulp:stappenplan",
    "/{0}/hulp/wat-te-doen/": "hulp:wat-te-doen",
    "/{0}/hulp/scan/persoonlijke-veiligheid/": "scan:persoonlijke-veiligheid",
    "/{0}/hulp/gesprek/spannende-avond/": "werkvorm:spannende-avond",
    "/{0}/bel-mij/": "meldpunt:bel-mij",
    "/{0}/": "meldpunt:voorpagina",
}
UNREADABLE = ("https://[abc", "https://a]b.nl/", "https://ex℀mple.nl", "https://politie.nl@elders.example/")


@pytest.mark.parametrize("address", SPELLED)
def test_an_address_of_this_site_has_a_right_way_to_write_it(address: str) -> None:
    there = address.format("noordmeer")

    assert is_of_this_site(there)
    assert spelled(there) == SPELLED[address]


@pytest.mark.parametrize("address", UNREADABLE)
def test_an_address_that_no_browser_reads_leads_nowhere(address: str) -> None:
    assert not is_of_this_site(address)
    assert not spelled(address)
    with pytest.raises(FaultAt, match="leidt nergens heen"):
        refuse_unreadable("body", f"[onze uitleg]({address})", by_editors=True)


def test_a_site_that_answers_to_every_name_still_lets_texts_link_to_other_sites(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    assert not is_of_this_site("https://www.politie.nl/")
    assert is_of_this_site("/noordmeer/hulp/")


@pytest.mark.django_db
def test_such_an_address_is_refused_with_the_right_way_to_write_it() -> None:
    cast = editors()
    add = f"/redactie/pages/add/knowledge/article/{cast.home.pk}/"
    refused = {
        "/noordmeer/hulp/melden/": "is een pagina van deze site. Schrijf de link zo: [tekst](hulp:melden).",
        "https://testserver/werk/": "is een pagina van deze site. Naar deze pagina kan een tekst niet linken.",
        UNREADABLE[0]: "leidt nergens heen",
        "hulp:bestaat-niet": "op deze site staat geen pagina ‘hulp:bestaat-niet’.",
    }
    saskia = at_work(cast.saskia)

    for typed, reason in refused.items():
        sent = {**WRITTEN, "body": f"Lees eerst dit.\n[Lees verder]({typed}).", "action-submit": "x"}
        answer = saskia.post(add, sent).text
        assert "Regel 2: " in answer
        assert reason in answer
    assert not ToolkitPage.objects.child_of(cast.home).exists()


@pytest.mark.django_db
def test_a_document_elsewhere_stands_on_another_site(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "steunpunt.example"]
    cast = editors()
    told = {"sort": "rapport", "author": "Wij", "month": "2026-03", "file_kind": "web", "action-submit": "x"}
    sent = {**WRITTEN, **told, "elsewhere": "https://steunpunt.example/noordmeer/hulp/melden/"}

    answer = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/document/{cast.home.pk}/", sent).text

    assert "is een pagina van deze site. Schrijf de link zo: [tekst](hulp:melden)." in answer
    assert not ToolkitPage.objects.child_of(cast.home).exists()


@pytest.mark.django_db
def test_links_as_the_form_says_them_lead_where_they_should() -> None:
    cast = editors()
    here = f"/{cast.desk.organisation.slug}"
    an_article(cast.home, slug="112-bellen", live=True)
    ways = ("hulp:112-bellen", "scan:eigen-scan", "werkvorm:spannende-avond", "meldpunt:kort-melden", "tel:112")
    sent = {**WRITTEN, "body": "\n".join(f"- [weg {way}]({way})" for way in ways), "action-submit": "x"}
    saskia = at_work(cast.saskia)

    assert saskia.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent).status_code == 302

    page = ToolkitPage.objects.get(slug=WRITTEN["slug"])
    assert "[tekst](hulp:melden)" in saskia.get(f"/redactie/pages/{page.pk}/edit/").text
    seen = saskia.get(f"/redactie/pages/{page.pk}/view_draft/").text
    for leads in ("hulp/112-bellen", "hulp/scan/eigen-scan", "hulp/gesprek/spannende-avond", "melden/kort"):
        assert f'href="{here}/{leads}/"' in seen


def test_every_page_of_the_desk_has_a_dutch_name() -> None:
    assert {code.removeprefix("desk:") for code in IN_DUTCH.values()} == DESK
