"""The pages with which an organisation adds a conversation guide of its own."""

import pytest
from django.test import Client

from rugdekking.scans.models import Kind, OwnContent
from tests import make
from tests.scans.props import SMALL, TALK
from tests.web.office.browsing import browser, text_of

pytestmark = pytest.mark.django_db


def test_a_guide_is_brought_in_read_published_used_and_taken_back(cast: make.Cast) -> None:
    cor, ada = browser(cast.cor), browser(cast.ada)
    home = f"/{cast.desk.organisation.slug}/hulp/gesprek/"
    faulty = cor.refused("werkvormen/inlezen/", text=TALK.replace("minutes: 10", "minutes: 11"))
    assert "de stappen duren samen 10 minuten, en hier staat 11" in faulty
    assert "guides/x.yaml, regel" in cor.refused("werkvormen/inlezen/", text=SMALL)
    assert "Even praten : concept." in cor.send("werkvormen/inlezen/", text=TALK)
    path = f"werkvormen/{OwnContent.objects.get(kind=Kind.GUIDE).pk}/"

    assert "Een collega kijkt mee en publiceert." in cor.open(path)
    assert "U hebt dit zelf ingelezen." in cor.refused(f"{path}publiceren/")
    assert Client().get(f"{home}talk/").status_code == 404
    assert "Even praten, versie 1 : gepubliceerd." in ada.send(f"{path}publiceren/")

    assert "Gaat het?" in text_of(Client().get(f"{home}talk/").content.decode())
    assert Client().post(f"{home}talk/zaal/").status_code == 303
    assert "title: Even praten" in cor.html(f"{path}bestand.yaml")
    assert "id: boundaries" in cor.html("werkvormen/voorbeeld/waar-ligt-onze-grens.yaml")
    assert "ingetrokken" in ada.send(f"{path}intrekken/")


def test_an_own_guide_takes_the_place_of_the_shipped_one_and_stands_in_no_list_of_scans(cast: make.Cast) -> None:
    cor, ada = browser(cast.cor), browser(cast.ada)
    cor.send("werkvormen/inlezen/", text=TALK.replace("id: talk", "id: boundaries"))
    path = f"werkvormen/{OwnContent.objects.get().pk}/"
    ada.send(f"{path}publiceren/")

    page = text_of(Client().get(f"/{cast.desk.organisation.slug}/hulp/gesprek/").content.decode())
    assert "Even praten" in page
    assert "Waar ligt onze grens?" not in page
    assert "Even praten" not in cor.open("zelfscans/")
    cor.finds_nothing(path.replace("werkvormen", "zelfscans"))
    browser(cast.greet).finds_nothing(path)
