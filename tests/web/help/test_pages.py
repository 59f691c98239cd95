"""The toolkit as a visitor reads it."""

import re

import pytest
from django.test import Client

from rugdekking.knowledge.operations import open_for
from rugdekking.organisations.models import Organisation
from rugdekking.web.help.markdown import drawn
from tests import make
from tests.knowledge.props import an_article, published


@pytest.fixture
def slug() -> str:
    published("police_law", "reporting")
    return make.desk().organisation.slug


@pytest.mark.django_db
def test_the_front_page_of_the_desk_leads_to_every_theme_and_page(client: Client, slug: str) -> None:
    assert f"/{slug}/hulp/" in client.get(f"/{slug}/").text
    home = client.get(f"/{slug}/hulp/").text

    assert f'href="/{slug}/hulp/politie-en-wet/"' in home
    page = client.get(f"/{slug}/hulp/politie-en-wet/")
    assert "<h1" in page.text
    assert "Politie en wet" in page.text


@pytest.mark.django_db
def test_reading_sets_no_cookie(client: Client, slug: str) -> None:
    answer = client.get(f"/{slug}/hulp/melden/")

    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.django_db
def test_links_lead_to_the_desk_of_the_organisation_that_is_read(client: Client, slug: str) -> None:
    assert f'href="/{slug}/bel-mij/"' in client.get(f"/{slug}/hulp/melden/").text


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so(client: Client, slug: str) -> None:
    assert client.get(f"/{slug}/hulp/bestaat-niet/").status_code == 404


@pytest.mark.django_db
def test_a_page_of_another_organisation_is_not_there(client: Client, slug: str) -> None:
    other = open_for(make.desk().organisation, at=make.MIDDAY)
    an_article(other, slug="alleen-daar", live=True)

    assert client.get(f"/{slug}/hulp/alleen-daar/").status_code == 404
    assert client.get(f"/{other.slug}/hulp/alleen-daar/").status_code == 200


def test_a_list_that_goes_on_after_a_heading_goes_on_counting() -> None:
    shown = drawn("1. een\n2. twee\n\n## Dan\n\n3. drie", lambda target: target)

    assert '<ol class="utrecht-ordered-list" start="3"><li>drie</li></ol>' in shown


def test_what_somebody_typed_never_becomes_html() -> None:
    text = "## <b>Kop</b>\n\n- een\n- **twee**\n\n[weg](javascript:alert) en <script>x</script>"

    shown = drawn(text, lambda _target: "")

    assert "<script" not in shown
    assert "<b>" not in shown
    assert "javascript" not in shown.replace("[weg](javascript:alert)", "")
    assert "<li><strong>twee</strong></li>" in shown


@pytest.mark.django_db
def test_a_page_names_the_terms_of_the_desk_at_which_it_is_read(client: Client) -> None:
    published("after_you_report")
    own = make.desk().organisation
    Organisation.objects.filter(pk=own.pk).update(contact_working_days=3, plan_hours=24, reaction_hours=36)

    text = client.get(f"/{own.slug}/hulp/na-uw-melding/").text

    assert "Uiterlijk na 3 werkdagen: iemand neemt contact op" in text
    assert "Binnen 24 uur: er ligt een plan" in text
    assert "binnen 36 uur" in text
    assert not re.search(r"\{\w+\}", text.partition("<main")[2])


@pytest.mark.django_db
def test_the_night_line_is_named_and_left_off_where_a_page_speaks_to_whoever_got_a_letter(
    client: Client, slug: str
) -> None:
    home = open_for(Organisation.objects.get(slug=slug), at=make.MIDDAY)
    an_article(home, slug="uw-brief", audience=" resident clerk ", live=True)

    others, theirs = (client.get(f"/{slug}/hulp/{page}/").text for page in ("melden", "uw-brief"))

    assert "Ondersteuningsteam, voor politieke ambtsdragers en hun gezin, dag en nacht:" in others
    assert 'href="tel:112"' in theirs
    assert "tel:+31703738314" not in theirs
