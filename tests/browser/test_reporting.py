"""Reaching a person and reporting on a phone, with and without script; axe looks at every page in every state."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.accessibility import assert_whole
from tests.browser.conftest import PHONE, NewPage

TOWN = "/noordmeer/"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}")
PHOTO = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0" + b"beeld" * 1000}
EMPTY = {"name": "leeg.png", "mimeType": "image/png", "buffer": b""}
PROGRAM = {"name": "bijlage.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}

Look = Callable[[str], None]


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def visitor(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    return new_page(PHONE, script=request.param)


@pytest.fixture
def look(visitor: Page, axe: Callable[[Page], None], screenshot: Callable[[Page, str], None]) -> Look:
    """Looks at the page that is open: its heading, axe, nothing beside the screen."""
    has_script = not visitor.evaluate("matchMedia('(scripting: none)').matches")

    def at(heading: str) -> None:
        expect(visitor.get_by_role("heading", level=1)).to_contain_text(heading)
        # The pages are the same without script, so axe looks at each of them once.
        if has_script:
            axe(visitor)
        assert_whole(visitor)
        screenshot(visitor, re.sub(r"\W+", "-", visitor.title().split(" – ")[0].lower()))

    return at


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def choose(page: Page, label: str) -> None:
    page.locator("label").filter(has_text=label).first.click()


def code_on(page: Page) -> str:
    found = CODE.search(page.locator("#toegangscode").inner_text().replace("\n", ""))
    assert found
    return found[0]


def test_the_whole_path_on_a_phone(visitor: Page, look: Look) -> None:
    visitor.goto(TOWN)
    look("U staat er niet alleen voor")
    visitor.get_by_role("link", name="Stap voor stap melden").click()
    look("Bent u nu veilig?")
    code = code_on(visitor)
    choose(visitor, "Nee, ik ben nu niet veilig")
    press(visitor, "Verder")
    look("Wat is er gebeurd?")
    press(visitor, "Verder")
    expect(visitor.locator("#fouten")).to_be_focused()
    look("Wat is er gebeurd?")
    visitor.get_by_label("Wat is er gebeurd?").fill("Er stond een tractor voor de ingang. 🚜")
    visitor.get_by_text("Komt u er niet uit?").click()
    visitor.get_by_label("Wat is er letterlijk gezegd").fill("We weten waar je woont")
    look("Wat is er gebeurd?")
    press(visitor, "Verder")
    choose(visitor, "Ik weet de dag")
    visitor.get_by_label("Dag", exact=True).first.fill("32")
    press(visitor, "Verder")
    look("Wanneer was het?")
    for label, part in (("Dag", "3"), ("Maand", "11"), ("Jaar", "2025")):
        visitor.get_by_label(label, exact=True).first.fill(part)
    press(visitor, "Verder")
    for heading, answer in (
        ("Waar of hoe gebeurde het?", "Bij een vergadering"),
        ("Wie deed het?", "Een groep"),
        ("Op wie was het gericht?", "Op mij als persoon"),
        ("Wie bent u?", "Alleen het meldpunt mag het weten"),
        ("Voor wie meldt u dit?", "Voor iemand anders"),
        ("Wie mag dit niet weten?", ""),
        ("Wat wilt u dat wij doen?", "Advies"),
        ("Hoe kunnen wij u bereiken?", "Bel mij"),
    ):
        look(heading)
        if answer:
            choose(visitor, answer)
        press(visitor, "Verder")
    look("Hoe kunnen wij u bereiken?")
    visitor.get_by_label("Telefoonnummer").fill("06 12 34 56 78")
    press(visitor, "Verder")
    look("Wilt u iets meesturen?")
    visitor.get_by_label("Wilt u iets meesturen?").set_input_files([PHOTO, EMPTY, PROGRAM])
    press(visitor, "Verder")
    look("Wilt u iets meesturen?")
    expect(visitor.get_by_text("foto.jpg (5 kB)")).to_be_visible()
    press(visitor, "Verder")
    look("Klopt alles?")
    visitor.get_by_role("link", name="Code afdrukken").click()
    look("Uw code")
    visitor.goto(f"{TOWN}melden/controle/")
    visitor.get_by_role("link", name=re.compile("Wijzigen.*Wat wilt u dat wij doen")).click()
    choose(visitor, "Actie")
    press(visitor, "Verder")
    press(visitor, "Ik heb mijn code bewaard")
    look("Klopt alles?")
    assert code not in visitor.content()
    press(visitor, "Melding versturen")
    look("Uw melding is verstuurd")
    assert code_on(visitor) == code
    visitor.go_back()
    visitor.wait_for_load_state()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Uw melding is verstuurd")


def test_a_short_report_and_a_second_one_under_a_new_code(visitor: Page, look: Look) -> None:
    visitor.goto(f"{TOWN}melden/kort/")
    look("Kort melden")
    press(visitor, "Melding versturen")
    look("Kort melden")
    visitor.get_by_label("Wat is er gebeurd?").fill("Iemand riep iets.")
    visitor.get_by_text("Is er iemand van het meldpunt die dit niet mag weten?").click()
    look("Kort melden")
    press(visitor, "Eerst nakijken of meer vertellen")
    look("Klopt alles?")
    press(visitor, "Melding versturen")
    look("Uw melding is verstuurd")
    code = code_on(visitor)
    visitor.goto(f"{TOWN}melden/kort/")
    look("Wilt u dezelfde code houden?")
    press(visitor, "Nieuwe code")
    look("Kort melden")
    assert code_on(visitor) != code
    visitor.get_by_label("Wat is er gebeurd?").fill("En nog iets.")
    press(visitor, "Melding versturen")
    look("Uw melding is verstuurd")


def test_call_me_and_a_feeling(visitor: Page, look: Look) -> None:
    visitor.goto(f"{TOWN}bel-mij/")
    look("Bel mij")
    press(visitor, "Vraag om gebeld te worden")
    look("Bel mij")
    visitor.get_by_label("Op welk nummer").fill("0612345678")
    press(visitor, "Vraag om gebeld te worden")
    look("Wij bellen u")
    press(visitor, "Ik heb mijn code bewaard, afsluiten")
    look("U staat er niet alleen voor")
    visitor.goto(f"{TOWN}onveilig-gevoel/")
    visitor.get_by_label("Wat maakt dat u zich niet veilig voelt?").fill("Steeds dezelfde auto.")
    look("Ik voel me niet veilig")
    press(visitor, "Versturen")
    look("Uw bericht is verstuurd")


def test_a_draft_survives_a_closed_browser(new_page: NewPage) -> None:
    first = new_page(PHONE)
    first.goto(f"{TOWN}melden/wat/")
    first.get_by_label("Wat is er gebeurd?").fill("Vanavond schrijf ik verder.")
    press(first, "Verder")
    code = code_on(first)
    first.context.clear_cookies()

    later = new_page(PHONE, script=False)
    later.goto(TOWN)
    later.get_by_role("link", name="Verder met mijn code").click()
    later.get_by_label("Wat is uw code?").fill(code.lower().replace("-", " "))
    later.locator("main form button").first.click()

    expect(later.get_by_text("Vanavond schrijf ik verder.")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("", "Bij welke organisatie hoort u?"),
        ("noordmeer/privacy/", "Privacy"),
        ("noordmeer/cookies/", "Cookies"),
        ("noordmeer/contact/", "Contact"),
        ("noordmeer/toegankelijkheid/", "Toegankelijkheid"),
        ("noordmeer/kwetsbaarheid-melden/", "Een zwakke plek"),
        ("noordmeer/over/", "Over deze site"),
        ("noordmeer/wie-leest-mee/", "Wie leest er mee?"),
        ("over/", "Over deze site"),
    ],
)
def test_the_pages_that_tell_can_be_read_by_everybody(
    phone: Page, axe: Callable[[Page], None], name: str, heading: str
) -> None:
    phone.goto(f"/{name}")

    expect(phone.get_by_role("heading", level=1)).to_contain_text(heading)
    axe(phone)


def test_a_file_of_300_mb_is_refused_before_a_byte_of_it_is_sent(phone: Page, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    phone.goto(f"{TOWN}melden/bestanden/")
    phone.get_by_label("Wilt u iets meesturen?").set_input_files(film)

    press(phone, "Verder")

    expect(phone.get_by_role("alert")).to_contain_text("Een bestand mag 200 MB zijn.")


def test_the_first_page_of_a_report_is_light(phone: Page) -> None:
    fetched: list[Request] = []

    def note(request: Request) -> None:
        fetched.append(request)

    phone.on("requestfinished", note)

    phone.goto(f"{TOWN}melden/kort/", wait_until="networkidle")

    real = [request.sizes() for request in fetched if not request.url.startswith("data:")]
    assert len(real) <= 3
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in real) <= 30_000
