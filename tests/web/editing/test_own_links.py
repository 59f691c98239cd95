"""Links to pages of the site itself, in what editors write."""

import pytest
from django.test import Client

from rugdekking.content.schema.writing import DESK, IN_DUTCH
from rugdekking.knowledge.models import ToolkitPage
from tests.knowledge.props import an_article
from tests.web.editing.props import WRITTEN, at_work, editors

pytestmark = pytest.mark.django_db

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


def test_an_address_of_this_site_is_refused_with_the_right_way_to_write_it() -> None:
    cast = editors()
    saskia = at_work(cast.saskia)
    there = cast.desk.organisation.slug

    for typed, right in {address.format(there): right for address, right in SPELLED.items()}.items():
        sent = {**WRITTEN, "body": f"Lees eerst dit.\n[Lees verder]({typed}).", "action-submit": "x"}
        answer = saskia.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)
        assert f"Regel 2: ‘{typed}’ is een pagina van deze site. Schrijf de link zo: [tekst]({right})." in answer.text
    assert not ToolkitPage.objects.child_of(cast.home).exists()


@pytest.mark.parametrize("typed", ["/werk/", "https://testserver/nergens/heen/toch/", "hulp:bestaat-niet"])
def test_a_page_to_which_no_text_can_link_is_refused(typed: str) -> None:
    cast = editors()
    sent = {**WRITTEN, "body": f"[Lees verder]({typed}).", "action-submit": "x"}

    answer = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)

    assert "Naar deze pagina kan een tekst niet linken" in answer.text or "staat geen pagina" in answer.text


def test_links_as_the_form_says_them_lead_where_they_should() -> None:
    cast = editors()
    here = f"/{cast.desk.organisation.slug}"
    an_article(cast.home, slug="112-bellen", live=True)
    ways = ("hulp:112-bellen", "scan:eigen-scan", "werkvorm:spannende-avond", "meldpunt:kort-melden", "tel:112")
    sent = {**WRITTEN, "body": "\n".join(f"- [weg {way}]({way})" for way in ways), "action-submit": "x"}
    saskia = at_work(cast.saskia)

    assert saskia.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent).status_code == 302

    page = ToolkitPage.objects.get(slug=WRITTEN["slug"])
    seen = saskia.get(f"/redactie/pages/{page.pk}/view_draft/").text
    for leads in ("hulp/112-bellen", "hulp/scan/eigen-scan", "hulp/gesprek/spannende-avond", "melden/kort"):
        assert f'href="{here}/{leads}/"' in seen
    assert Client().get(f"{here}/hulp/112-bellen/").status_code == 200


def test_every_page_of_the_desk_has_a_dutch_name_and_the_form_tells_how_to_write_links() -> None:
    cast = editors()

    form = at_work(cast.saskia).get(f"/redactie/pages/add/knowledge/guide/{cast.home.pk}/").text

    assert {code.removeprefix("desk:") for code in IN_DUTCH.values()} == DESK
    assert "[tekst](hulp:melden)" in form
