"""Scans without script: the server weighs, answers, and keeps nothing."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rugdekking.web.help.links import resolver
from tests.web.public.reporting import Reporter

SCAN = "hulp/scan/persoonlijke-veiligheid/"
ANSWERS = {"door": "no", "locks": "good", "keep": "delete", "evening": "x"}


def test_the_questions_are_asked_and_the_answers_give_a_plan(reporter: Reporter) -> None:
    assert "Zelfscan persoonlijke veiligheid" in reporter.opens("hulp/scan/")
    assert "Kunt u zien wie er voor de deur staat" in reporter.opens(SCAN)

    text = reporter.sends(SCAN, **ANSWERS)

    assert (
        text.index("Hier begint u mee") < text.index("Laat een deurspion") < text.index("Begrijpelijk, maar bewaar")
    )
    assert "Overgeslagen vragen: 15." in text
    assert "(opent in nieuw tabblad)" in text


def test_a_plan_can_be_saved_and_the_answers_changed(reporter: Reporter) -> None:
    reporter.sends(SCAN, **ANSWERS)
    reporter.sends(f"{SCAN}plan.txt")

    assert reporter.page.headers["Content-Disposition"] == 'attachment; filename="mijn-plan.txt"'
    assert reporter.html.startswith("Zelfscan persoonlijke veiligheid\nGemaakt op ")

    reporter.sends(SCAN, **ANSWERS)
    reporter.sends(SCAN, opnieuw="ja")

    assert reporter.html.count("checked") == 3


def test_the_reminder_says_nothing_but_that_it_is_time(reporter: Reporter) -> None:
    reporter.opens(f"{SCAN}herinnering.ics")

    lines = reporter.html.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "SUMMARY:Zelfscan opnieuw doen" in lines
    assert reporter.cast.desk.organisation.slug not in reporter.html
    assert all(len(line) <= 75 for line in lines)


def test_nothing_that_is_answered_is_kept_and_no_cookie_is_set(reporter: Reporter) -> None:
    client = Client(enforce_csrf_checks=True)
    for address in (SCAN, f"{SCAN}plan.txt"):
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(reporter.home + address, ANSWERS)
        assert answer.status_code == 200
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store"
        assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []


def test_a_scan_that_does_not_exist_is_no_page(reporter: Reporter) -> None:
    for address in ("hulp/scan/nergens/", "hulp/scan/nergens/herinnering.ics"):
        assert Client().get(reporter.home + address).status_code == 404


def test_pages_of_the_toolkit_lead_to_the_scans_and_guides(reporter: Reporter) -> None:
    resolve = resolver(reporter.cast.desk.organisation.slug)

    for target in ("scan:personal_safety", "scan:organisation", "guide:after_an_incident"):
        assert Client().get(resolve(target)).status_code == 200
    assert "Zelfscans" in reporter.opens("hulp/")


def test_a_page_with_answers_is_given_to_nobody_else(reporter: Reporter) -> None:
    client = Client(enforce_csrf_checks=True)
    first = client.get(reporter.home + SCAN)
    client.post(reporter.home + SCAN, {**ANSWERS, "opnieuw": "ja"})
    client.post(reporter.home + SCAN, ANSWERS)

    assert client.get(reporter.home + SCAN).content == first.content
    assert b"checked" not in first.content
