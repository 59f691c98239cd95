"""What an editor may write, and where it may stand."""

import pytest
from django.test import Client

from rugdekking.knowledge.models import ToolkitPage
from tests.knowledge.props import an_article, published
from tests.web.editing.props import WRITTEN, at, at_work, editors

pytestmark = pytest.mark.django_db


def test_an_organisation_makes_its_own_version_of_a_national_page() -> None:
    published("bribery")
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    national = ToolkitPage.objects.get(shipped="bribery")
    asked = {"page": national.pk, "home": cast.home.pk}
    assert national.title in saskia.get("/redactie/landelijk/").text

    answer = saskia.post("/redactie/landelijk/", asked)

    own = ToolkitPage.objects.child_of(cast.home).get()
    assert answer.headers["Location"] == at(own)
    assert (own.slug, own.live, own.shipped, own.specific.body) == (national.slug, False, "", national.body)
    assert "U hebt al een eigen pagina" in wim.post("/redactie/landelijk/", asked, follow=True).text
    assert saskia.post("/redactie/landelijk/", {**asked, "home": editors().home.pk}).status_code == 404


def test_an_own_page_takes_no_address_of_the_site_itself() -> None:
    cast = editors()
    sent = {**WRITTEN, "slug": "zoeken", "action-submit": "x"}

    answer = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)

    assert "Dit adres is van de site zelf." in answer.text


def test_a_national_number_to_call_has_no_own_page_in_its_place() -> None:
    published("emergency", "reporting")
    cast = editors()
    saskia = at_work(cast.saskia)
    sent = {**WRITTEN, "slug": "112", "action-submit": "x"}
    national = ToolkitPage.objects.get(shipped="emergency")

    answer = saskia.post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)
    taken = saskia.post("/redactie/landelijk/", {"page": national.pk, "home": cast.home.pk})

    assert "Op dit adres staat een landelijk nummer" in answer.text
    assert taken.status_code == 404
    assert not ToolkitPage.objects.child_of(cast.home).exists()


def test_a_letter_with_an_accent_comes_into_no_address_and_breaks_no_list() -> None:
    cast = editors()
    sent = {**WRITTEN, "slug": "coördinator", "action-submit": "x"}

    refused = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)
    made = an_article(cast.home, title="De coördinator", slug="", live=True)

    assert "alleen letters zonder accent" in refused.text
    assert made.slug == "de-coordinator"
    assert "De coördinator" in Client().get(f"/{cast.desk.organisation.slug}/hulp/zoeken/").text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("<script>alert(1)</script>", "HTML kan hier niet"),
        ("[hier](https://voorbeeld.nl)", "zegt niet waar die heen gaat"),
        ("### Te diep", "hoort onder een kop"),
    ],
)
def test_an_editor_hears_on_which_line_a_text_cannot_be_shown(typed: str, reason: str) -> None:
    cast = editors()
    sent = {**WRITTEN, "body": f"Een regel.\n{typed}", "action-submit": "x"}

    answer = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/article/{cast.home.pk}/", sent)

    assert reason in answer.text
    assert "Regel 2" in answer.text


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        ("service", {"phone": "112", "dial": "0900-fout"}, "Schrijf alleen cijfers"),
        ("service", {"phone": "112", "dial": "113"}, "Dit is niet het nummer dat mensen lezen."),
        ("service", {"phone": "112", "dial": ""}, "Dit is niet het nummer dat mensen lezen."),
        ("document", {"elsewhere": "http://voorbeeld.nl/"}, "begint met https://"),
        ("story", {"video": "ftp://voorbeeld.nl/film"}, "begint met https://"),
        ("story", {"composite": ""}, "Over wie gaat het verhaal"),
        ("article", {"status": "reconstructed"}, "Schrijf op wat niet zeker is."),
        ("article", {"status": "confirmed", "unconfirmed": "Of dit klopt."}, "heeft geen twijfel"),
    ],
)
def test_a_page_of_an_editor_meets_the_rules_of_shipped_ones(kind: str, typed: dict[str, str], reason: str) -> None:
    cast = editors()
    sent = {**WRITTEN, "hours": "dag en nacht", "who": "voor iedereen", **typed, "action-submit": "x"}

    answer = at_work(cast.saskia).post(f"/redactie/pages/add/knowledge/{kind}/{cast.home.pk}/", sent)

    assert reason in answer.text
    assert not ToolkitPage.objects.filter(slug=WRITTEN["slug"]).exists()
