"""A scan on a phone: with script no answer leaves it; the sum is that of the server, which does it without script."""

import json
import random
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Page, Request, expect

from rugdekking.content.schema import Scan
from rugdekking.kernel.time import AMSTERDAM
from rugdekking.scans.plan import as_text
from rugdekking.scans.weighing import sums, weigh
from tests.browser.accessibility import assert_nothing_found, assert_whole
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import DESKTOP, PHONE, NewPage
from tests.browser.looks.eyes import everything_was_seen, see
from tests.scans.props import SMALL, all_shipped

SCANS = {scan.id: scan for scan in all_shipped()}
HOME = "/noordmeer/hulp/scan/"
NARROW = {**PHONE, "viewport": {"width": 320, "height": 640}}
ANSWERS = {"door": "no", "locks": "good", "keep": "unknown", "address": "yes", "evening": "alone"}
ASK = """async ([address, asked]) => {
    const { weigh } = await import(address);
    return asked.map(([data, answers]) => weigh(data, answers));
}"""


def choose(page: Page, answers: dict[str, str]) -> None:
    for question, choice in answers.items():
        page.locator(f"input[name={question}][value={choice}]").check(force=True)


def expected(scan: Scan, answers: dict[str, str]) -> str:
    return as_text(scan, weigh(scan, answers), on=datetime.now(AMSTERDAM).date(), roles={})


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == "mijn-plan.txt"
    return Path(download.value.path()).read_text()


def test_with_script_no_answer_leaves_the_phone(new_page: NewPage) -> None:
    phone = new_page(PHONE)
    asked: list[str] = []
    phone.goto(f"{HOME}persoonlijke-veiligheid/", wait_until="networkidle")
    phone.on("request", lambda one: asked.append(_told(one)))

    choose(phone, ANSWERS)
    phone.get_by_role("button", name="Naar mijn plan").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Uw plan")
    expect(phone.get_by_text("Overgeslagen vragen: 13. Dat mag.")).to_be_visible()
    assert saved(phone, "Opslaan als bestand") == expected(SCANS["personal_safety"], ANSWERS)
    assert [one for one in asked if not one.startswith("blob:")] == []

    phone.get_by_role("button", name="Antwoorden wijzigen").click()
    expect(phone.locator("input[name=door][value=no]")).to_be_checked()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Zelfscan persoonlijke veiligheid")
    assert phone.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_self_test_shows_thoughts_and_no_score(new_page: NewPage) -> None:
    page = new_page(DESKTOP)
    answers = {"gift": "keep", "hint": "note"}
    page.goto(f"{HOME}democratische-weerbaarheid/")

    choose(page, answers)
    page.get_by_role("button", name="Naar de gedachten").click()

    expect(page.get_by_role("heading", level=2)).to_have_text(["Integer handelen", "Ondermijning en druk"])
    assert saved(page, "Opslaan als bestand") == expected(SCANS["democratic_resilience"], answers)


def test_the_script_comes_to_the_same_sums_as_the_server(new_page: NewPage) -> None:
    page = new_page(DESKTOP)
    page.goto(f"{HOME}organisatie/")
    chance = random.Random(5)
    cases = [(scan, _some_answers(scan, chance)) for scan in SCANS.values() for _ in range(100)]

    script = page.locator("script[type=module]").get_attribute("src")
    weighed = page.evaluate(ASK, [script, [[sums(scan), answers] for scan, answers in cases]])

    assert weighed == [json.loads(json.dumps(asdict(weigh(scan, answers)))) for scan, answers in cases]


def test_without_script_the_same_plan_comes_from_the_server(new_page: NewPage) -> None:
    phone = new_page(NARROW, script=False)
    phone.goto(f"{HOME}persoonlijke-veiligheid/")

    choose(phone, ANSWERS)
    phone.get_by_role("button", name="Naar mijn plan").click()

    assert_whole(phone)
    assert phone.url.endswith(f"{HOME}persoonlijke-veiligheid/")
    assert saved(phone, "Opslaan als bestand") == expected(SCANS["personal_safety"], ANSWERS)


def test_the_pages_of_the_office_can_be_used_by_everybody(new_page: NewPage) -> None:
    page, without_script = new_page(PHONE), new_page(PHONE, script=False)
    Colleague(page, "noordmeer").sign_in("cor")
    without_script.context.add_cookies([cast("Any", one) for one in page.context.cookies()])
    for one in (without_script, page):
        one.goto("/werk/noordmeer/gelezen/")
        one.get_by_text("Minder dan 10 keer gelezen").click()
        see(one, "office: read help")
        one.goto("/werk/noordmeer/voorbereiding/scan/organisatie/")
        see(one, "office: organisation scan")
        choose(one, {"protocol": "no", "norm": "no", "desk": "unknown"})
        one.get_by_role("button", name="Naar het beeld").click()
        expect(one.get_by_role("button", name="In het jaarplan zetten")).to_be_visible()
        see(one, "office: organisation scan, its picture")
    assert everything_was_seen("office")
    page.get_by_role("button", name="In het jaarplan zetten").click()
    expect(page.get_by_text("In het jaarplan gezet: 2.")).to_be_visible()

    page.goto("/werk/noordmeer/zelfscans/inlezen/")
    page.get_by_label("De inhoud van het bestand").fill(SMALL.replace("minutes: 1", "minute: 1"))
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_text("het veld ‘minute’ bestaat niet").first).to_be_visible()
    assert_nothing_found(page)
    page.get_by_label("De inhoud van het bestand").fill(SMALL)
    page.get_by_role("button", name="Inlezen").click()
    assert_nothing_found(page)
    page.get_by_role("link", name="Klein", exact=True).click()
    assert_nothing_found(page)
    page.get_by_role("link", name="Uitproberen").click()
    choose(page, {"door": "open"})
    page.get_by_role("button", name="Wat leest een bezoeker?").click()
    expect(page.get_by_text("Doe de deur op slot.")).to_be_visible()
    assert_nothing_found(page)


def _some_answers(scan: Scan, chance: random.Random) -> dict[str, str]:
    """Some skipped, some that the scan does not know."""
    asked = [one for one in scan.questions() if chance.random() < 0.8]
    return {one.code: chance.choice([*(each.code for each in one.choices), "toString"]) for one in asked}


def _told(request: Request) -> str:
    return f"{request.url} {request.post_data or ''}".strip()
