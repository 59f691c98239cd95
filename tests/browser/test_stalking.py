"""Stalking: forty small contacts that together are one offence, to a file that the police can use.

Somebody tells on a phone that a man keeps coming back. They want to file; stalking needs a complaint, so a term runs.
Each contact goes into the logbook, by the desk and on the phone. The person says yes and corrects the answers. Then
the desk looks over what the file would tell, hands it over, and both files are inspected with public tools.
"""

import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
from playwright.sync_api import Page, expect

from rugdekking.kernel.time import AMSTERDAM
from tests.browser.at_the_office import Colleague
from tests.browser.conftest import DESKTOP, PHONE, NewPage
from tests.browser.test_counter import HERE, at_work, tell, weighed
from tests.rendering.reading import text_of

STORY = "Een man stuurt mij elke dag berichten en staat steeds weer voor mijn huis."
HOME = "Kerklaan 12, Noordmeer"
FORTY = 40
EVIDENCE = b"Ik zie dat je licht brandt."
Look = Callable[[Page, str], None]


def test_forty_contacts_become_a_file_that_the_police_can_use(
    new_page: NewPage, axe: Callable[[Page], None], screenshot: Look, tmp_path: Path
) -> None:
    phone = new_page(PHONE)
    tell(phone, STORY)
    greet = at_work(new_page, "greet")
    case = weighed(greet, STORY, "stalking")
    choose_to_file(greet, case)
    write_file(greet, screenshot)
    log_forty(greet, axe, screenshot)
    on_the_phone(phone, axe, screenshot)
    paper, archive = hand_over(greet, axe, screenshot)
    inspect_paper(paper, tmp_path)
    inspect_archive(archive, new_page(DESKTOP), tmp_path)
    assert (tmp_path / "bewijs/01-bericht.txt").read_bytes() == EVIDENCE
    phone.goto(f"/{HERE}/mijn/")
    expect(phone.locator("main")).to_contain_text("Dossier lezen of aanvullen")
    phone.get_by_role("link", name="Dossier lezen of aanvullen").click()
    expect(phone.locator("main")).to_contain_text("voor politie Noordmeer, wijkagent")


def choose_to_file(greet: Colleague, case: str) -> None:
    """Opens the file, writes down the wish, asks for the yes, and answers what makes the term run."""
    greet.go(f"zaken/{case}/politie/")
    greet.follow("Politiedossier openen")
    greet.page.locator('input[name="person"]').first.check(force=True)
    greet.press("Openen")
    greet.page.locator("main .rd-card a").first.click()
    dossier = greet.page.url
    greet.page.goto(f"{dossier}keuze/wens/")
    greet.choose("ways", "complaint")
    greet.choose("filer", "person")
    greet.press("Vastleggen")
    greet.page.goto(f"{dossier}keuze/vragen/")
    greet.press("De vraag op de eigen pagina zetten")
    greet.page.goto(f"{dossier}mogelijke-feiten/vragen/")
    greet.press("Opslaan")
    expect(greet.page.locator("main")).to_contain_text("elaging")
    greet.page.goto(f"{dossier}termijnen/")
    expect(greet.page.locator("main")).to_contain_text("lacht")
    greet.page.goto(dossier)


def write_file(greet: Colleague, screenshot: Look) -> None:
    """Answers what the report did not tell. Leaves Greet at the file."""
    greet.page.get_by_role("link", name="Dossier", exact=True).click()
    expect(greet.page.locator("main")).to_contain_text(STORY)
    screenshot(greet.page, "police-file")
    greet.page.locator('main a[href$="/zeven-vragen/"]').first.click()
    greet.fill(who="Een man van een jaar of veertig, account ‘dijkwacht’.", why="Het besluit over de dijk.")
    greet.press("Opslaan")
    greet.page.locator('main a[href$="/gegevens/"]').first.click()
    greet.choose("shield", "desk")
    greet.fill(office="Lid van het algemeen bestuur", home_address=HOME, family="Mijn dochter van negen")
    greet.page.locator('input[name="complaint"]').check(force=True)
    greet.press("Opslaan")


def log_forty(greet: Colleague, axe: Callable[[Page], None], screenshot: Look) -> None:
    """One contact as people type it, the others as the page sends them."""
    yesterday = (datetime.now(AMSTERDAM).date() - timedelta(days=1)).isoformat()
    greet.follow("Logboek")
    greet.fill(text="Bericht 40: ik zie dat je licht brandt.", day=yesterday, time="21:15")
    greet.page.locator('select[name="channel"]').select_option("direct_message")
    greet.press("In het logboek")
    axe(greet.page)
    token = greet.page.locator('input[name="csrfmiddlewaretoken"]').last.input_value()
    for number in range(2, FORTY):
        day = (date(2026, 3, 1) - timedelta(days=number)).isoformat()
        told = {"text": f"Bericht {number}: ik kom terug.", "day": day, "time": "", "channel": "direct_message"}
        sent = greet.page.request.post(
            greet.page.url,
            form={**told, "csrfmiddlewaretoken": token},
            headers={"Referer": greet.page.url},
            max_redirects=0,
        )
        assert sent.status == 302
    greet.page.reload()
    expect(greet.page.get_by_role("heading", level=2).first).to_have_text("39 contacten")
    screenshot(greet.page, "police-log")
    greet.follow("Volgende")
    expect(greet.page.locator("main")).to_contain_text("Bericht 39")


def on_the_phone(phone: Page, axe: Callable[[Page], None], screenshot: Look) -> None:
    """Says yes, writes down the fortieth contact, reads the answers over and corrects one."""
    phone.goto(f"/{HERE}/mijn/")
    phone.get_by_role("button", name="Ja, dat is goed").click()
    phone.get_by_role("link", name="Dossier lezen of aanvullen").click()
    screenshot(phone, "police-own")
    phone.get_by_role("link", name="Contact opschrijven").click()
    phone.locator('[name="text"]').fill("Bericht 1: hij stond weer voor de deur.")
    phone.get_by_role("button", name="In het logboek").click()
    expect(phone.locator("main")).to_contain_text("Bericht 1: hij stond weer voor de deur.")
    axe(phone)
    screenshot(phone, "police-own-log")
    phone.goto(f"/{HERE}/mijn/")
    phone.get_by_role("link", name="Bestand toevoegen").click()
    phone.get_by_label("Kies een of meer bestanden").set_input_files(
        {"name": "bericht.txt", "mimeType": "text/plain", "buffer": EVIDENCE}
    )
    phone.get_by_role("button", name="Toevoegen").click()
    expect(phone.get_by_role("link", name="bericht.txt", exact=True)).to_be_visible()
    phone.goto(f"/{HERE}/mijn/")
    phone.get_by_role("link", name="Dossier lezen of aanvullen").click()
    phone.get_by_role("link", name="Lezen en verbeteren").click()
    phone.locator('[name="where"]').fill("Bij mijn woning en in mijn berichten.")
    phone.locator('[name="with_what"]').fill("Een telefoon en een grijze auto.")
    phone.locator("main").get_by_role("button", name="Opslaan").click()
    expect(phone.locator("main")).to_contain_text("U hebt dit nagelezen.")


def hand_over(greet: Colleague, axe: Callable[[Page], None], screenshot: Look) -> tuple[bytes, bytes]:
    greet.follow("Nakijken en overdragen")
    axe(greet.page)
    screenshot(greet.page, "police-check")
    greet.fill(recipient="politie Noordmeer, wijkagent")
    greet.choose("way", "complaint")
    greet.press("PDF en ZIP maken")
    screenshot(greet.page, "police-handed")
    return saved(greet, "PDF opslaan"), saved(greet, "ZIP met bewijs opslaan")


def saved(greet: Colleague, link: str) -> bytes:
    with greet.page.expect_download() as download:
        greet.follow(link)
    return download.value.path().read_bytes()


def inspect_paper(paper: bytes, folder: Path) -> None:
    (folder / "los.pdf").write_bytes(paper)
    assert [one.message for one in pdfua.validate(str(folder / "los.pdf")).findings] == []
    text = text_of(paper)
    assert all(f"Bericht{number}:" in text for number in range(1, FORTY + 1))
    for words in ("Een telefoon en een grijze auto.", "Termijn voor de klacht: tot en met", "VPT-code"):
        assert "".join(words.split()) in text, words
    for hidden in (HOME, "Mijn dochter"):
        assert "".join(hidden.split()) not in text
    assert len(pikepdf.open(BytesIO(paper)).pages) >= 3


def inspect_archive(archive: bytes, visitor: Page, folder: Path, *, here: str = HERE) -> None:
    """The manifest and the signature, with the key that anybody reads on the public page."""
    zipfile.ZipFile(BytesIO(archive)).extractall(folder)
    sums = subprocess.run(["sha256sum", "-c", "manifest.sha256"], cwd=folder, capture_output=True, check=False)
    assert sums.returncode == 0, sums.stdout
    visitor.goto(f"/{here}/handtekening/")
    key = visitor.locator("main code").first.inner_text()
    command = ["minisign", "-Vm", "manifest.sha256", "-P", key]
    verified = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert verified.returncode == 0, verified.stderr
