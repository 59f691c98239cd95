"""The pages with which an organisation adds a scan of its own."""

import pytest

from rugdekking.organisations.roles import Role
from rugdekking.scans.models import OwnContent
from rugdekking.web import kept
from tests import make
from tests.scans.props import SMALL
from tests.web.office.browsing import browser, text_of

pytestmark = pytest.mark.django_db


def test_a_scan_is_brought_in_tried_published_and_taken_back(cast: make.Cast) -> None:
    cor, saskia = browser(cast.cor), browser(make.newcomer(cast.desk, Role.EDITOR, name="Saskia"))
    faulty = cor.refused("zelfscans/inlezen/", text=SMALL.replace("points: 1", "points: 9"))
    assert "regel 25 bij thema 1, vraag 1, antwoord 2, ‘points’: dit getal moet hoogstens 3 zijn." in faulty
    assert "Klein : concept." in cor.send("zelfscans/inlezen/", text=SMALL)
    row = OwnContent.objects.get()
    path = f"zelfscans/{row.pk}/"

    assert "Een collega kijkt mee en publiceert." in cor.open(path)
    tried = cor.client.post(f"{cor.home}{path}proberen/", {"door": "open"})
    assert "Doe de deur op slot." in text_of(tried.content.decode()).partition("Vul in wat u wilt")[0]
    assert "U hebt dit zelf ingelezen." in cor.refused(f"{path}publiceren/")
    assert "Klein, versie 1 : gepubliceerd." in saskia.send(f"{path}publiceren/")
    assert "Klein" in text_of(saskia.client.get(f"/{cast.desk.organisation.slug}/hulp/scan/x/").content.decode())

    assert "title: Klein" in cor.html(f"{path}bestand.yaml")
    assert "id: personal_safety" in cor.html("zelfscans/voorbeeld/persoonlijke-veiligheid.yaml")
    assert "ingetrokken" in saskia.send(f"{path}intrekken/")
    kept.forget()
    assert saskia.client.get(f"/{cast.desk.organisation.slug}/hulp/scan/x/").status_code == 404


def test_a_draft_can_be_thrown_away_and_only_editors_find_the_pages(cast: make.Cast) -> None:
    cor = browser(cast.cor)
    cor.send("zelfscans/inlezen/", text=SMALL)
    path = f"zelfscans/{OwnContent.objects.get().pk}/"

    browser(cast.greet).finds_nothing(path)
    cor.finds_nothing(f"{path}intrekken/")
    cor.send(f"{path}weggooien/")

    cor.finds_nothing(path)
