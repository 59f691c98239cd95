"""The counter: a second incident within a year, told to its end in real browsers.

Somebody threatens at the counter and is warned. Two months later the same person throws a chair and threatens again.
The desk recognises who it is, a colleague confirms it, the protocol proposes a ban of the building. The other side is
heard, the burgemeester decides, the letter goes out, the front desk finds the rule and nothing else. At the review
the ban is looked at again, and lifted.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pdfua
from playwright.sync_api import Page, expect

from tests.browser.at_the_office import Colleague
from tests.browser.conftest import DESKTOP, PHONE, NewPage

HERE = "noordmeer"
FIRST = "Een man aan de balie werd kwaad over een vergunning. Hij zei: ik weet je te vinden."
SECOND = "Dezelfde man gooide een stoel naar de balie en zei: de volgende keer raak ik je."
NAME = "Ruud Balkema"
VIEW = "Hij zegt dat hij boos was omdat niemand terugbelde."
TERMS = {
    "scope": "Het gemeentehuis, Plein 1, ook de hal.",
    "basic_services": "Een paspoort kan op afspraak bij de wijkpost. Bel 0229 - 555 000.",
}
Look = Callable[[Page, str], None]


def test_a_second_incident_at_the_counter_leads_to_a_ban_that_is_looked_at_again_and_lifted(
    new_page: NewPage, axe: Callable[[Page], None], screenshot: Look
) -> None:
    greet, cor, bas = (at_work(new_page, name) for name in ("greet", "cor", "bas"))
    tell(new_page(PHONE), FIRST)
    earlier = weighed(greet, FIRST, "threat")
    write_down_who(greet, earlier, axe)
    answered(greet, bas, earlier, "written_warning", FIRST)
    greet.follow("Bekendgemaakt aan de ander")
    greet.fill(told="Met een brief en een gesprek.")
    greet.press("Vastleggen")

    tell(new_page(PHONE), SECOND)
    case = weighed(greet, SECOND, "threat", "violence")
    write_down_who(greet, case, axe)
    recognise(cor, axe, screenshot)
    propose(greet, case, axe, screenshot)
    answered(greet, bas, case, "building_ban", SECOND)
    letter = send_the_letter(greet, axe, screenshot)
    assert [one.message for one in pdfua.validate(str(letter)).findings] == []
    expect(greet.page.locator("main")).to_contain_text(f"Bij de balie ligt een kaart op naam van {NAME}")
    look_up(at_work(new_page, "balie", PHONE), axe, screenshot)
    look_again(greet, axe, screenshot)
    agree(bas, axe)
    lift(greet, axe)
    find_no_card(at_work(new_page, "balie"))


def at_work(new_page: NewPage, name: str, device: dict[str, object] = DESKTOP, *, here: str = HERE) -> Colleague:
    colleague = Colleague(new_page(device), here)
    colleague.sign_in(name)
    return colleague


def tell(page: Page, story: str, *, here: str = HERE) -> None:
    """Somebody who works at the counter reports it on a phone, in one page."""
    page.goto(f"/{here}/")
    page.get_by_role("link", name="Kort melden").click()
    page.locator('[name="what"]').fill(story)
    page.locator("main").get_by_role("button", name="versturen", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw melding is verstuurd")


def weighed(greet: Colleague, story: str, *categories: str) -> str:
    """Takes the report on and records what happened. Gives the reference of the case."""
    greet.go("zaken/?lijst=new")
    greet.find(greet.page.locator("main th a"), story)
    greet.press("Ik pak deze melding op")
    case = greet.page.url.rstrip("/").split("/")[-1]
    greet.go(f"zaken/{case}/feiten/vastleggen/")
    greet.choose("crossing", *categories)
    greet.choose("targets", "person")
    greet.choose("channels", "counter")
    greet.choose("perpetrator", "resident")
    greet.fill(summary=story)
    greet.press("Vastleggen")
    return case


def write_down_who(greet: Colleague, case: str, axe: Callable[[Page], None]) -> None:
    greet.go(f"zaken/{case}/veroorzaker/vastleggen/")
    axe(greet.page)
    greet.fill(name=NAME, phones="06 1234 5678", reason="Collega’s aan de balie moeten veilig kunnen werken.")
    greet.page.locator('input[name="purpose"]').first.check(force=True)
    greet.press("Vastleggen")
    axe(greet.page)


def recognise(cor: Colleague, axe: Callable[[Page], None], screenshot: Look) -> None:
    """Whoever wrote it down does not decide alone that it is the same person."""
    cor.go("herkenning/")
    axe(cor.page)
    cor.page.locator("main a").filter(has_text="Zaak").last.click()
    axe(cor.page)
    screenshot(cor.page, "recognising")
    cor.page.get_by_label("Ja, dit is dezelfde persoon").check(force=True)
    cor.press("Vastleggen")


def propose(greet: Colleague, case: str, axe: Callable[[Page], None], screenshot: Look) -> None:
    """The second time within a year: the protocol says which row asks for what."""
    greet.go(f"zaken/{case}/reactie/")
    expect(greet.page.locator("main")).to_contain_text("bedreiging, na één eerdere maatregel binnen een jaar")
    axe(greet.page)
    screenshot(greet.page, "second-time")


def answered(greet: Colleague, bas: Colleague, case: str, code: str, behaviour: str) -> None:
    """Put to the burgemeester, heard, decided. Leaves Greet at the answer."""
    greet.go(f"zaken/{case}/reactie/voorleggen/{code}/")
    greet.page.get_by_role("radio", name=re.compile("Bas van Dijk")).check(force=True)
    greet.choose("remedy", "complaint")
    greet.fill(behaviour=behaviour, remedy_text="U kunt een klacht indienen bij de gemeente. Bel 0229 - 555 000.")
    for name, text in TERMS.items():
        if greet.page.locator(f'[name="{name}"]').count():
            greet.fill(**{name: text})
    greet.press("Voorleggen")
    greet.go(f"zaken/{case}/reactie/")
    greet.page.locator("main .rd-tasks a").first.click()
    address = greet.page.url
    greet.follow("De andere kant is gehoord")
    greet.fill(view=VIEW)
    greet.press("Vastleggen")
    decide(bas, behaviour)
    greet.page.goto(address)


def decide(bas: Colleague, behaviour: str) -> None:
    bas.go("besluiten/")
    bas.find(bas.page.locator("main .rd-tasks a"), behaviour)
    expect(bas.page.locator("main")).to_contain_text(VIEW)
    bas.page.locator("main").get_by_role("link", name="Besluiten", exact=True).last.click()
    bas.choose("approve", "yes")
    bas.fill(reason="Dit gedrag kan niet. De balie moet veilig zijn.", motive="Zo past het bij wat er gebeurde.")
    bas.press("Besluit vastleggen")


def send_the_letter(greet: Colleague, axe: Callable[[Page], None], screenshot: Look) -> Path:
    """The letter of the ban: begun with what is known, looked over, made, saved, sent. Sending makes it known."""
    greet.follow("Brieven")
    axe(greet.page)
    greet.page.get_by_role("link", name="Toegangsverbod voor een gebouw").last.click()
    greet.fill(recipient=f"{NAME}\nMeeuwenlaan 3\n1620 AA Noordmeer", dag="2026-03-03", contact="Bel 0229 12 34 56.")
    axe(greet.page)
    screenshot(greet.page, "letter-form")
    greet.press("Brief bekijken")
    axe(greet.page)
    screenshot(greet.page, "letter")
    greet.press("Brief maken")
    axe(greet.page)
    with greet.page.expect_download() as download:
        greet.follow("Opslaan als PDF")
    greet.follow("De brief is verstuurd")
    greet.press("Vastleggen")
    greet.follow("Brieven")
    greet.follow("Toegangsverbod voor een gebouw")
    return download.value.path()


def look_up(balie: Colleague, axe: Callable[[Page], None], screenshot: Look) -> None:
    """The front desk sees the rule, the place, the end and what is possible; never the story."""
    balie.go("balie/")
    balie.fill(name="dhr. R. Balkema")
    balie.page.get_by_role("button", name="Zoeken").click()
    found = balie.page.locator("main")
    expect(found).to_contain_text("Toegangsverbod voor een gebouw")
    expect(found).to_contain_text(TERMS["scope"])
    expect(found).not_to_contain_text("stoel")
    axe(balie.page)
    screenshot(balie.page, "front-desk")


def look_again(greet: Colleague, axe: Callable[[Page], None], screenshot: Look) -> None:
    greet.follow("Bekijken, wijzigen, bezwaar")
    axe(greet.page)
    screenshot(greet.page, "running-ban")
    ban = greet.page.url
    for other in ("Wijzigen of opheffen", "Bezwaar of klacht vastleggen"):
        greet.follow(other)
        axe(greet.page)
        greet.page.goto(ban)
    greet.follow("Opnieuw bekijken")
    greet.choose("outcome", "lift")
    greet.page.get_by_role("radio", name=re.compile("Bas van Dijk")).check(force=True)
    greet.fill(reason="Hij bood zijn excuses aan. De medewerkers aan de balie vinden het goed.")
    axe(greet.page)
    greet.press("Vastleggen")


def agree(bas: Colleague, axe: Callable[[Page], None]) -> None:
    bas.go("besluiten/")
    bas.find(bas.page.locator("main .rd-tasks a"), "Hij bood zijn excuses aan")
    axe(bas.page)
    bas.page.locator("main").get_by_role("link", name="Besluiten", exact=True).last.click()
    bas.choose("approve", "yes")
    bas.fill(reason="Goed dat dit kan.")
    bas.press("Besluit vastleggen")


def lift(greet: Colleague, axe: Callable[[Page], None]) -> None:
    greet.page.reload()
    greet.follow("De wijziging bekendmaken")
    greet.fill(told="Met een brief.")
    greet.press("Vastleggen")
    expect(greet.page.locator("main")).to_contain_text("opgeheven")
    axe(greet.page)


def find_no_card(balie: Colleague) -> None:
    balie.go("balie/")
    balie.fill(name=NAME)
    balie.page.get_by_role("button", name="Zoeken").click()
    expect(balie.page.locator("main")).to_contain_text("Wij vonden geen kaart onder deze naam")
