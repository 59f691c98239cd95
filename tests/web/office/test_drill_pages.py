"""A drill, as colleagues use it: begun, marked on every page, and thrown away with two clicks."""

import pytest
from django.test import Client

from rugdekking.drills.models import Drill
from rugdekking.drills.queries import reporters_of
from rugdekking.organisations.practising import seat_of
from rugdekking.reports.models import Report
from rugdekking.web.public import places
from rugdekking.web.public.guard import CODE_FIELD
from tests import make
from tests.web.at_work import unlocked
from tests.web.office.browsing import browser

pytestmark = pytest.mark.django_db

MARK = "Dit is een oefening. Niets hiervan is echt en niets telt mee."


def test_a_drill_is_begun_and_thrown_away_with_two_clicks(cast: make.Cast) -> None:
    cor = browser(cast.cor)
    assert "Aan de balie: de tweede keer" in cor.open("oefenen/")
    assert "Wat u oefent" in cor.open("oefenen/counter/")

    page = cor.send("oefenen/counter/")
    assert "Er loopt een oefening" in page
    assert "Draaiboek" in page
    assert "Draaiboek" not in browser(cast.tim).open("oefenen/")

    assert "verdwijnt meteen" in cor.open("oefenen/weggooien/")
    assert "Eerder geoefend" in cor.send("oefenen/weggooien/")
    assert Drill.objects.get().practice is None
    cor.finds_nothing("oefenen/weggooien/")
    cor.finds_nothing("oefenen/piraten/")


def test_every_page_of_a_drill_says_so_and_no_real_page_does(cast: make.Cast) -> None:
    browser(cast.cor).send("oefenen/counter/")
    seat = seat_of(cast.greet.membership)
    assert seat is not None
    greet, home = unlocked(cast.greet), f"/werk/{seat.organisation.slug}/"
    report = Report.objects.filter(organisation=seat.organisation)[0]

    for path in (
        "zaken/",
        f"zaken/melding/{report.reference}/",
        "taken/",
        "voorbereiding/",
        "inrichten/",
        "oefenen/",
    ):
        page = greet.get(home + path)
        assert (page.status_code, MARK in page.content.decode()) == (200, True), path
    assert "Terug naar het echte werk" in greet.get(f"{home}oefenen/").content.decode()
    assert f'href="/werk/{cast.desk.organisation.slug}/"' in greet.get(f"{home}zaken/").content.decode()
    assert greet.get(home).headers["location"] == f"{home}zaken/"
    real = browser(cast.greet)
    for path in ("zaken/", "taken/", "voorbereiding/", "oefenen/"):
        assert MARK not in real.html(path)
    assert greet.get(f"{real.home}zaken/melding/{report.reference}/").status_code == 404
    assert greet.get(f"/{seat.organisation.slug}/").status_code == 404


def test_somebody_plays_the_reporter_with_the_code_of_the_drill(cast: make.Cast) -> None:
    cor = browser(cast.cor)
    page = cor.send("oefenen/counter/")
    drill = Drill.objects.get()
    (_, code), *_ = reporters_of(drill)
    assert "Mirjam van de Oefening" in page
    assert code.text in page
    reporter, home = Client(), f"/{cast.desk.organisation.slug}-oefening/mijn/"
    assert MARK in reporter.get(home).content.decode()

    shown = reporter.post(home, {CODE_FIELD: code.text}, follow=True).content.decode()

    assert "Wij hebben uw melding" in shown
    assert MARK in shown
    assert reporter.post(f"{home}afsluiten/").headers["location"] == home
    real = Client().post(f"/{cast.desk.organisation.slug}/mijn/", {CODE_FIELD: code.text})
    assert real.status_code == 200
    cor.send("oefenen/weggooien/")
    places.forget()
    assert Client().get(home).status_code == 404
