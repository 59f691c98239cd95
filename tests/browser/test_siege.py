"""The siege of a provinciehuis, told to its end in real browsers.

Crowds for weeks, "we know where you live", a tractor that stops just before the entrance, a bomb alert with staff
in the cellar: after what happened in Fryslân in 2022 (the people here are made up). One Statenlid tells it on a
phone, a second one by call-back. The griffier joins both into one case and weighs it with the protocol, the
commissaris decides, a colleague gives support, and the case closes with feedback.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.at_the_office import Colleague
from tests.browser.conftest import DESKTOP, PHONE, NewPage

HERE = "zuiderwold"
STORY = (
    "Al weken staan er groepen voor het provinciehuis. Vanavond reed een trekker op ons af en stopte vlak "
    "voor de deur. Iemand riep: wij weten waar je woont. Daarna was er een bommelding. "
    "Onze collega’s zaten in de kelder."
)
SECOND_STORY = "Ik stond in de hal toen de trekker kwam. Er werd geroepen dat zij weten waar wij wonen."
BEHAVIOUR = "Het insluiten van de ingang op de avond van de Statenvergadering."
NAME, OTHER_NAME = "Jan Statenlid", "Aafke Statenlid"
Look = Callable[[Page, str], None]


def test_two_people_tell_of_the_siege_and_the_case_is_seen_through_to_its_end(
    new_page: NewPage, axe: Callable[[Page], None], screenshot: Look
) -> None:
    phone = new_page(PHONE)
    code = tell_step_by_step(phone, axe, screenshot)
    second = new_page(PHONE)
    second_code = ask_for_a_call(second)

    sietske = Colleague(new_page(DESKTOP), HERE)
    sietske.sign_in("sietske")
    case = take_on(sietske, STORY[:30], axe, screenshot)
    join_the_call(sietske, case)
    confirm_what_was_typed(second, axe)
    weigh(sietske, case, axe, screenshot)

    arne = Colleague(new_page(DESKTOP), HERE)
    arne.sign_in("arne")
    decide(arne, axe, screenshot)
    serve(sietske, case)

    yara = Colleague(new_page(DESKTOP), HERE)
    offer_support(sietske, case)
    yara.sign_in("yara")
    support(yara, axe, screenshot)

    close(sietske, case, axe, screenshot)
    look_back(phone, code, axe, screenshot)
    look_back(second, second_code, axe, None)


def tell_step_by_step(page: Page, axe: Callable[[Page], None], screenshot: Look) -> str:
    """The full path on a phone. Gives the access code."""
    page.goto(f"/{HERE}/")
    axe(page)
    screenshot(page, "front-page")
    page.get_by_role("link", name="Stap voor stap melden").click()
    code = page.locator("code").first.inner_text()
    answers: dict[str, Callable[[], None]] = {
        "Bent u nu veilig?": lambda: page.get_by_label("Ja, ik ben nu veilig").check(force=True),
        "Wat is er gebeurd?": lambda: page.locator('[name="what"]').fill(STORY),
        "Wanneer was het?": lambda: page.get_by_label("Het duurde een tijd").check(force=True),
        "Waar of hoe gebeurde het?": lambda: page.get_by_label("Bij een vergadering of bijeenkomst").check(
            force=True
        ),
        "Wie deed het?": lambda: page.get_by_label("Een groep").check(force=True),
        "Op wie was het gericht?": lambda: page.locator('[name="targets"]').first.check(force=True),
        "Wie bent u?": lambda: tell_who(page),
        "Wat wilt u dat wij doen?": lambda: page.get_by_label("Actie").check(force=True),
    }
    for _ in range(14):
        heading = page.get_by_role("heading", level=1).inner_text()
        if heading.startswith("Klopt alles"):
            break
        answers.get(heading.removesuffix(" (verplicht)"), lambda: None)()
        if heading.startswith("Wat is er"):
            screenshot(page, "question")
        axe(page)
        page.get_by_role("button", name=re.compile("^(Verder|Naar de controle)")).first.click()
    axe(page)
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw melding is verstuurd")
    axe(page)
    screenshot(page, "sent")
    return code


def tell_who(page: Page) -> None:
    page.get_by_label("Alleen het meldpunt mag het weten").check(force=True)
    page.get_by_label("Statenlid", exact=True).check(force=True)
    page.locator('[name="name"]').fill(NAME)


def ask_for_a_call(page: Page) -> str:
    page.goto(f"/{HERE}/")
    page.get_by_role("link", name="Bel mij").click()
    page.locator('[name="phone"]').fill("06 12345678")
    page.get_by_role("button", name="Vraag om gebeld te worden").click()
    return page.locator("code").first.inner_text()


def take_on(sietske: Colleague, words: str, axe: Callable[[Page], None], screenshot: Look) -> str:
    """Read the newest reports, and take on the one with these words. Gives the reference of the case."""
    open_new_report(sietske, words, screenshot=screenshot)
    axe(sietske.page)
    screenshot(sietske.page, "report")
    sietske.press("Ik pak deze melding op")
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", sietske.page.url)
    assert found is not None, sietske.page.url
    return found.group()


def open_new_report(colleague: Colleague, words: str, *, screenshot: Look | None = None) -> None:
    """From the queue to the new report with these words in it."""
    colleague.go("zaken/?lijst=new")
    if screenshot:
        screenshot(colleague.page, "queue")
    colleague.find(colleague.page.locator("main th a"), words)


def join_the_call(sietske: Colleague, case: str) -> None:
    """After the call the talk becomes part of the same case, and nobody tells it twice."""
    open_new_report(sietske, "06 12345678")
    sietske.follow("De tekst aanvullen of verbeteren")
    sietske.choose("kind", "incident")
    sietske.choose("known_as", "named")
    sietske.choose("reporting_for", "self")
    sietske.fill(what=SECOND_STORY, name=OTHER_NAME)
    sietske.press("Opslaan")
    open_new_report(sietske, "06 12345678")
    sietske.follow("Bij een zaak voegen")
    sietske.fill(reference=case.lower())
    sietske.press("Bij deze zaak voegen")
    sietske.go(f"zaken/{case}/mensen/")
    expect(sietske.page.locator("main")).to_contain_text(OTHER_NAME)


def confirm_what_was_typed(page: Page, axe: Callable[[Page], None]) -> None:
    """What the griffier typed after the call waits for the person herself; nothing leaves the desk before."""
    page.goto(f"/{HERE}/mijn/")
    axe(page)
    page.get_by_role("link", name="Tekst lezen", exact=True).click()
    expect(page.locator("main")).to_contain_text("Ik stond in de hal")
    axe(page)
    page.get_by_role("button", name=re.compile("klopt")).click()
    expect(page.locator("main")).not_to_contain_text("Klopt de tekst?")


def weigh(sietske: Colleague, case: str, axe: Callable[[Page], None], screenshot: Look) -> None:
    """The facts in the words of the protocol; it proposes, and the griffier puts it to the commissaris."""
    sietske.go(f"zaken/{case}/feiten/vastleggen/")
    axe(sietske.page)
    sietske.choose("crossing", "intimidation", "order_disturbance")
    sietske.choose("targets", "office")
    sietske.choose("channels", "meeting")
    sietske.choose("perpetrator", "group")
    sietske.fill(summary="Een groep sloot de ingang af en riep dat zij weten waar leden wonen.")
    sietske.press("Vastleggen")
    axe(sietske.page)
    screenshot(sietske.page, "proposals")
    sietske.go(f"zaken/{case}/taken/plan/")
    sietske.press("Plan maken")
    axe(sietske.page)
    screenshot(sietske.page, "tasks")
    sietske.go(f"zaken/{case}/")
    axe(sietske.page)
    screenshot(sietske.page, "case")
    sietske.go(f"zaken/{case}/reactie/voorleggen/norm_statement/")
    sietske.page.get_by_role("radio", name=re.compile("Arne")).check(force=True)
    sietske.fill(behaviour=BEHAVIOUR)
    sietske.fill(ground="De groep moet weten waar de grens ligt.")
    sietske.press("Voorleggen")


def decide(arne: Colleague, axe: Callable[[Page], None], screenshot: Look) -> None:
    arne.go("besluiten/")
    axe(arne.page)
    arne.find(arne.page.locator("main .rd-tasks a"), BEHAVIOUR)
    expect(arne.page.locator("main")).not_to_contain_text("Aafke")
    axe(arne.page)
    screenshot(arne.page, "decision")
    arne.page.locator("main").get_by_role("link", name="Besluiten", exact=True).last.click()
    arne.choose("approve", "yes")
    arne.fill(reason="Wij spreken de groep aan, en blijven in gesprek.")
    # The protocol proposes other answers; whoever decides otherwise says why.
    arne.fill(motive="Iedereen zag het gebeuren. Dan hoort de norm ook in het openbaar.")
    arne.press("Besluit vastleggen")


def serve(sietske: Colleague, case: str) -> None:
    sietske.go(f"zaken/{case}/reactie/")
    sietske.page.locator("main .rd-tasks a").first.click()
    sietske.follow("Bekendgemaakt aan de ander")
    sietske.fill(told="In een gesprek met de woordvoerders van de groep.")
    sietske.press("Vastleggen")


def offer_support(sietske: Colleague, case: str) -> None:
    """Offered to everybody of the case; one says yes, the other no, and both are respected."""
    for name, answer in ((NAME, "yes"), (OTHER_NAME, "no")):
        sietske.go(f"zaken/{case}/nazorg/aanbieden/")
        sietske.page.get_by_role("radio", name=re.compile(name)).check(force=True)
        sietske.press("Aanbieden")
        sietske.go(f"zaken/{case}/nazorg/")
        sietske.page.get_by_role("link", name=f"Antwoord vastleggen van {name}").first.click()
        sietske.choose("answer", answer)
        sietske.press("Vastleggen")
    sietske.page.get_by_role("link", name=re.compile("^Kiezen wie de opvang geeft")).first.click()
    sietske.page.get_by_role("radio", name=re.compile("Yara")).check(force=True)
    sietske.press("Kiezen")
    sietske.page.get_by_role("link", name=re.compile("^De gewone gesprekken plannen")).first.click()
    sietske.press("Plannen")


def support(yara: Colleague, axe: Callable[[Page], None], screenshot: Look) -> None:
    """The carer holds the first talks. What was said stays with her."""
    yara.go("nazorg/")
    axe(yara.page)
    yara.find(yara.page.locator("main .rd-card a"), NAME)
    axe(yara.page)
    screenshot(yara.page, "support")
    for _ in range(2):
        yara.follow("Gehouden")
        yara.press("Vastleggen")


def close(sietske: Colleague, case: str, axe: Callable[[Page], None], screenshot: Look) -> None:
    """Both reporters hear what was done; each clock that goes on gets a keeper."""
    for number in range(2):
        sietske.go(f"zaken/{case}/nazorg/terugkoppelen/")
        sietske.page.locator('input[name="report"]').nth(number).check(force=True)
        sietske.choose("way", "mailbox")
        sietske.fill(text="De groep is aangesproken. De commissaris blijft met hen in gesprek.")
        sietske.press("Vastleggen")
    sietske.go(f"zaken/{case}/taken/overige-overslaan/")
    sietske.fill(reason="De groep is weg en de afspraken staan.")
    sietske.press("Alle open taken overslaan")
    sietske.go(f"zaken/{case}/voortgang/")
    sietske.follow("Naar ‘in behandeling’")
    sietske.press("Naar ‘in behandeling’")
    sietske.follow("Naar nazorg")
    sietske.press("Naar nazorg")
    axe(sietske.page)
    sietske.follow("De zaak sluiten")
    axe(sietske.page)
    sietske.choose("outcome", "settled")
    for chosen in sietske.page.locator("main select").all():
        chosen.select_option(index=1)
    sietske.press("Sluiten")
    expect(sietske.page.locator(".rd-identity")).to_contain_text("gesloten")
    sietske.go(f"zaken/{case}/tijdlijn/")
    axe(sietske.page)
    screenshot(sietske.page, "timeline")


def look_back(page: Page, code: str, axe: Callable[[Page], None], screenshot: Look | None) -> None:
    """The reporter comes back with the code, reads what was done, and says how it was."""
    page.goto(f"/{HERE}/melden/verstuurd/")
    page.goto(f"/{HERE}/mijn/")
    if page.get_by_label("Wat is uw code?").count():
        page.get_by_label("Wat is uw code?").fill(code.lower().replace("-", " "))
        page.get_by_role("button", name="Naar mijn melding").click()
    expect(page.locator("main")).to_contain_text("blijft met hen in gesprek")
    axe(page)
    if screenshot:
        screenshot(page, "own-page")
    page.get_by_role("link", name="Vraag beantwoorden").click()
    axe(page)
    page.locator('input[name="score"]').first.check(force=True)
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.locator("main")).not_to_contain_text("Vraag beantwoorden")
