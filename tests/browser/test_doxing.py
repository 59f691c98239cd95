"""Two cases to a file for the police: an address of a board member online, and a bribe offered to an official.

Of the first neither the home nor the family reaches the police, and the platform is asked to remove the message. Of
the second the route of ondermijning is gone along, and what the police said is read on the own page.
"""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfua
from playwright.sync_api import Page, expect

from tests.browser.at_the_office import Colleague
from tests.browser.conftest import DESKTOP, PHONE, NewPage
from tests.browser.test_counter import HERE, at_work, tell, weighed
from tests.browser.test_stalking import inspect_archive, saved
from tests.rendering.reading import text_of

DOXING = "Op X staat mijn adres, met een foto van mijn oprit en de tekst: ga maar eens langs."
BRIBE = "Een aannemer bood mij een reis aan als ik de vergunning voor de kade snel regel."
WATER_BOARD = "vlierland"
HOME = "Dijkweg 3, Waterlaar"
FAMILY = "Mijn zoon Jesse van elf"
POST = "https://voorbeeld.nl/bericht/31"
Look = Callable[[Page, str], None]


def test_the_address_of_a_water_board_member_is_shielded_from_message_to_file(
    new_page: NewPage, axe: Callable[[Page], None], screenshot: Look, tmp_path: Path
) -> None:
    tell(new_page(PHONE), DOXING, here=WATER_BOARD)
    marit = at_work(new_page, "marit", here=WATER_BOARD)
    case = weighed(marit, DOXING, "doxing")
    file = opened(marit, case, "complaint", "platform")
    keep_and_ask_to_remove(marit, file, axe, screenshot)
    marit.go(f"{file}gegevens/")
    marit.choose("shield", "desk")
    marit.fill(office="Lid van het dagelijks bestuur van het waterschap", home_address=HOME, family=FAMILY)
    marit.press("Opslaan")

    paper, archive = handed_over(marit, file, way="complaint")

    inspected(paper, archive, new_page(DESKTOP), tmp_path, hidden=(HOME, FAMILY), here=WATER_BOARD)
    assert "Lidvanhetdagelijksbestuurvanhetwaterschap" in text_of(paper)
    assert "WaterschapVlierland,Dijkhuis3,4190ZZVlierland(domicilie)" in text_of(paper)


def test_a_bribe_is_not_decided_alone_and_the_person_reads_what_the_police_said(
    new_page: NewPage, axe: Callable[[Page], None], screenshot: Look, tmp_path: Path
) -> None:
    phone = new_page(PHONE)
    tell(phone, BRIBE)
    greet = at_work(new_page, "greet")
    file = opened(greet, weighed(greet, BRIBE, "bribery"), "police")
    along_the_route(greet, file, axe, screenshot)

    paper, archive = handed_over(greet, file, way="notification")
    inspected(paper, archive, new_page(DESKTOP), tmp_path, hidden=(), here=HERE)

    greet.go(f"{file}volgen/nieuws/")
    greet.choose("kind", "investigation")
    greet.press("Opslaan")
    greet.follow("Vertellen met een bericht")
    greet.press("Bericht versturen")
    greet.follow("Afspraken in de gaten houden")
    greet.choose("codes", "vpt_code", "contact_person")
    greet.press("In de gaten houden")
    screenshot(greet.page, "police-follow")
    phone.goto(f"/{HERE}/mijn/")
    phone.get_by_role("link", name="Dossier lezen of aanvullen").click()
    expect(phone.locator("main")).to_contain_text("Het onderzoek loopt")
    expect(phone.locator("main")).to_contain_text("De zaak krijgt de VPT-code")
    axe(phone)
    screenshot(phone, "police-news")


def opened(greet: Colleague, case: str, *steps: str) -> str:
    """Writes down a yes for each step and what the person wants, opens the file. Gives where its pages stand."""
    for step in steps:
        greet.go(f"zaken/{case}/toestemming/")
        greet.follow("vastleggen")
        greet.choose("step", step)
        greet.choose("given", "yes")
        greet.fill(note="Besproken aan de telefoon.")
        greet.press("Vastleggen")
    greet.go(f"zaken/{case}/politie/beginnen/")
    greet.page.locator('input[name="person"]').first.check(force=True)
    greet.press("Openen")
    address = greet.page.locator("main .rd-card a").first.get_attribute("href") or ""
    return address.partition(f"/werk/{greet.slug}/")[2]


def keep_and_ask_to_remove(greet: Colleague, file: str, axe: Callable[[Page], None], screenshot: Look) -> None:
    greet.go(f"{file}online/toevoegen/")
    greet.choose("kind", "social_media")
    greet.fill(platform="X", account="@dijkwacht", address=POST, what="Het adres en een foto van de oprit.")
    greet.choose("kept", "address", "screenshot", "account", "conversation")
    greet.press("Opslaan")
    greet.follow("Verzoek om het weg te halen schrijven")
    greet.fill(waarom_verboden="Dit is doxing: strafbaar sinds 1 januari 2024.", contact="Waterschap Vlierland")
    greet.press("Brief bekijken")
    greet.press("Brief maken")
    letter = saved(greet, "Opslaan als PDF")
    assert "artikel16" in text_of(letter)
    greet.follow("De brief is verstuurd")
    greet.press("Vastleggen")
    expect(greet.page.locator("main")).to_contain_text("gemeld bij het platform")
    axe(greet.page)
    screenshot(greet.page, "police-online")


def along_the_route(greet: Colleague, file: str, axe: Callable[[Page], None], screenshot: Look) -> None:
    greet.go(f"{file}stappen/ondermijning/beginnen/")
    greet.press("Beginnen")
    greet.go(f"{file}stappen/ondermijning/stap/gift_register/")
    greet.fill(note="De reis staat in het register, geweigerd.")
    greet.press("Gedaan")
    greet.follow("De vragen beantwoorden")
    greet.choose("vraag_1", "yes")
    greet.choose("vraag_2", "unknown")
    greet.press("Opslaan")
    expect(greet.page.locator("main")).to_contain_text("Vraag een jurist om mee te kijken.")
    axe(greet.page)
    screenshot(greet.page, "police-subversion")


def handed_over(greet: Colleague, file: str, *, way: str) -> tuple[bytes, bytes]:
    greet.go(f"{file}keuze/wens/")
    greet.choose("ways", way)
    greet.choose("filer", "person")
    greet.press("Vastleggen")
    greet.go(f"{file}overdragen/")
    greet.fill(recipient="politie, wijkagent")
    greet.choose("way", way)
    greet.press("PDF en ZIP maken")
    return saved(greet, "PDF opslaan"), saved(greet, "ZIP met bewijs opslaan")


def inspected(
    paper: bytes, archive: bytes, visitor: Page, folder: Path, *, hidden: tuple[str, ...], here: str
) -> None:
    """A whole PDF, a ZIP that verifies, and nowhere in them what was to stay hidden."""
    (folder / "los.pdf").write_bytes(paper)
    assert [one.message for one in pdfua.validate(str(folder / "los.pdf")).findings] == []
    inspect_archive(archive, visitor, folder, here=here)
    texts = [text_of(paper)]
    with zipfile.ZipFile(BytesIO(archive)) as packed:
        for name in packed.namelist():
            read = packed.read(name)
            texts.append(text_of(read) if name.endswith(".pdf") else "".join(read.decode(errors="ignore").split()))
    assert not any("".join(words.split()) in text for words in hidden for text in texts)
