"""Choosing with the person concerned: the ways beside each other, the wish, hints, terms and what was filed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rugdekking.cases.models import Case
from rugdekking.clocks.queries import running_of
from rugdekking.kernel.time import day_of
from rugdekking.police.models import Filing
from rugdekking.police.queries import dossiers_of
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.measures.props import weighed
from tests.reports.props import mine
from tests.web.office.browsing import Browser, browser, first_id

pytestmark = pytest.mark.django_db


def begun(cast: make.Cast, code: AccessCode) -> tuple[Case, Browser, str]:
    """A police file that Greet opened for who reported, now: the pages take the time from the clock."""
    case = weighed(cast, code=code, at=timezone.now())
    greet = browser(cast.greet)
    path = f"zaken/{case.reference}/politie/"
    form = greet.html(f"{path}beginnen/")
    greet.send(f"{path}beginnen/", person=first_id(form, r'name="person" value="([0-9a-f-]{36})"'))
    return case, greet, f"{path}{dossiers_of(case)[0].pk}/"


def test_the_wish_is_recorded_asked_and_leads(cast: make.Cast) -> None:
    code = AccessCode.new()
    _, greet, path = begun(cast, code)
    ways = greet.open(f"{path}keuze/")
    for words in (
        "koos nog niet",
        "Melding bij de politie",
        "Aangifte bij de politie",
        "Stopgesprek",
        "Waar u op let",
    ):
        assert words in ways

    greet.send(f"{path}keuze/wens/", ways="complaint", filer="employer", remark="Liever niet zelf.")
    assert "Nog geen ja" in greet.open(f"{path}keuze/")
    greet.send(f"{path}keuze/vragen/")

    assert "Wij wachten op het antwoord" in greet.open(f"{path}keuze/")
    filing = {"route": "complaint", "filer": "person", "filed_on": day_of(timezone.now()).isoformat()}
    assert "zei nog geen ja" in greet.refused(f"{path}gedaan/", **filing)
    assert not Filing.objects.exists()


def test_answers_give_hints_that_say_possible_and_why_and_start_the_term(cast: make.Cast) -> None:
    code = AccessCode.new()
    case, greet, path = begun(cast, code)
    greet.send(f"{path}mogelijke-feiten/toevoegen/", also=["insult"])
    known = day_of(timezone.now()) - timedelta(days=3)

    asked = greet.open(f"{path}mogelijke-feiten/vragen/")
    assert "Weet ik niet" in asked
    answers = {"office": "no", "insulting": "yes", "intended": "yes", "about_policy": "no"}
    rest = dict.fromkeys(("serious_threat", "threat_heard", "could_fear", "force_used", "forced_to_do"), "unknown")
    rest |= dict.fromkeys(("official_act", "wants_goods"), "unknown")
    page = greet.send(
        f"{path}mogelijke-feiten/vragen/", known_on=known.isoformat(), happened_on="", **answers, **rest
    )

    assert "Mogelijk Sr 266 en 267" in page
    assert "Hiervoor is een klacht nodig" in page
    assert "Niet bevestigd" in page
    assert "De politie en het OM bepalen of iets strafbaar is" in page
    assert [one.kind for one in running_of(dossiers_of(case)[0].pk)] == ["complaint_term"]
    assert "6, 4, 2 en 1 weken" in greet.open(f"{path}termijnen/")


def test_a_term_that_is_over_is_told_kindly_with_what_is_still_possible(cast: make.Cast) -> None:
    _, greet, path = begun(cast, AccessCode.new())
    greet.send(f"{path}mogelijke-feiten/toevoegen/", also=["stalking"])
    answers = dict.fromkeys(
        ("serious_threat", "threat_heard", "could_fear", "force_used", "forced_to_do", "official_act", "wants_goods"),
        "unknown",
    )
    answers |= dict.fromkeys(("repeated", "private_life", "to_frighten"), "yes")
    greet.send(f"{path}mogelijke-feiten/vragen/", known_on="2025-01-31", happened_on="2025-01-30", **answers)

    page = greet.open(f"{path}termijnen/")

    assert "De laatste dag was 30 april 2025" in page
    assert "niemands fout" in page
    assert "Een melding doen" in page


def test_a_complaint_is_written_down_and_taken_back(cast: make.Cast) -> None:
    code = AccessCode.new()
    case, greet, path = begun(cast, code)
    greet.send(f"{path}keuze/wens/", ways="complaint", filer="person")
    report = mine(cast, code).report
    now = timezone.now()
    reports.record_consent(report, step=Step.COMPLAINT, given=True, note="Mee.", ring=cast.greet, at=now)
    today = day_of(now).isoformat()

    told = {"prosecution": "on", "account": "Bureau Noord", "number": "PL1300-1"}
    page = greet.send(f"{path}gedaan/", route="complaint", filer="person", filed_on=today, **told)
    assert "PL1300-1" in page
    page = greet.open(f"{path}termijnen/")
    assert "Met een klacht" in page
    assert "Bureau Noord" in page
    back = first_id(greet.html(f"{path}termijnen/"), r"/gedaan/([0-9a-f-]{36})/intrekken/")
    page = greet.send(f"{path}gedaan/{back}/intrekken/", on=today)

    assert "De klacht is ingetrokken op" in page
    assert [one.kind for one in running_of(dossiers_of(case)[0].pk)] == []
    assert "Houd de afspraken in de gaten" in greet.open(path)
    assert "Waarom het klaar is" in greet.send(f"{path}afronden/", text="De rechter heeft beslist.")


def test_another_term_is_started_and_let_go(cast: make.Cast) -> None:
    _, greet, path = begun(cast, AccessCode.new())
    today = day_of(timezone.now()).isoformat()

    page = greet.send(f"{path}termijnen/starten/", kind="article_12", told_on=today)
    assert "Beklag bij het gerechtshof" in page
    page = greet.send(f"{path}termijnen/article_12/loslaten/")

    assert "Er loopt nu geen termijn" in page
    greet.finds_nothing(f"{path}termijnen/article_12/loslaten/")
