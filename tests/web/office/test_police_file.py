"""The pages of the file for the police: quick to fill, honest about what it would tell, and saved as files."""

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from rugdekking.kernel.time import add_months, day_of
from rugdekking.police.file import operations as file
from rugdekking.police.file.scripts import AGREED, TITLES, on_paper
from rugdekking.police.file.sheets import Account
from rugdekking.police.models import Dossier
from rugdekking.police.operations import answer_questions, record_wish
from rugdekking.police.sheets import Answers, Wish
from rugdekking.rendering.documents import pdf
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.make import MIDDAY
from tests.police.file_props import agreed, line, opened_file, written
from tests.rendering.reading import text_of
from tests.reports.props import mine, ring_of
from tests.web.at_work import unlocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def address(dossier: Dossier, page: str = "") -> str:
    slug = dossier.organisation.slug
    return f"/werk/{slug}/zaken/{dossier.case.reference}/politie/{dossier.pk}/{page}"


def test_a_contact_goes_into_the_logbook_in_one_line_and_the_next_begins_alike(cast: make.Cast) -> None:
    dossier, greet = opened_file(cast), unlocked(cast.greet)
    for number in range(20):
        file.add_line(dossier, line(f"Eerder {number}", days_ago=number + 2), ring=cast.greet, at=MIDDAY)
    told = {"text": "Stond voor de deur", "day": day_of(MIDDAY).isoformat(), "time": "", "channel": "home"}

    shown = greet.post(address(dossier, "logboek/"), told, follow=True).content.decode()

    assert "21 contacten" in shown
    assert "Stond voor de deur" in shown
    assert '<option value="home" selected>' in shown
    assert "Eerder 19" not in shown
    assert "Eerder 19" in greet.get(address(dossier, "logboek/?vanaf=20")).content.decode()


def test_the_check_tells_what_is_missing_and_what_stays_out_and_gives_two_files(cast: make.Cast) -> None:
    dossier, greet = agreed(written(opened_file(cast), cast), cast), unlocked(cast.greet)

    check = greet.get(address(dossier, "overdragen/")).content.decode()
    refused = greet.post(address(dossier, "overdragen/"), {"recipient": "Politie", "way": "notification"})
    made = greet.post(address(dossier, "overdragen/"), {"recipient": "Politie", "way": "complaint"})

    assert "Er gaat geen bewijs mee" in check
    assert "Zet het woonadres erin" in check
    assert "Die wens gaat voor" in refused.content.decode()
    assert made.status_code == 302
    for name, kind in (("dossier.pdf", "application/pdf"), ("dossier.zip", "application/zip")):
        saved = greet.get(f"{made['Location']}{name}")
        assert saved["Content-Type"] == kind
        assert saved["Content-Disposition"].startswith("attachment")


def test_an_address_in_the_answers_asks_for_a_choice_and_is_not_read_aloud(cast: make.Cast) -> None:
    dossier, greet = agreed(written(opened_file(cast), cast), cast), unlocked(cast.greet)
    file.write_account(dossier, Account(what="Hij stond bij Kerklaan 12."), ring=cast.greet, at=MIDDAY)
    told = {"recipient": "Politie", "way": "complaint"}

    check = greet.get(address(dossier, "overdragen/")).content.decode()
    refused = greet.post(address(dossier, "overdragen/"), told)
    seen = greet.post(address(dossier, "overdragen/"), {**told, "preview": "yes"})
    made = greet.post(address(dossier, "overdragen/"), {**told, "although": "on"}, follow=True)
    aloud = greet.get(address(dossier, "spiekblad/telefoon/")).content.decode()

    assert "Toch meegeven" in check
    assert "Verbeter dat eerst" in refused.content.decode()
    assert seen["Content-Type"] == "application/pdf"
    assert "dit staat er wel in: Het woonadres" in made.content.decode()
    assert "Kerklaan" not in aloud


def test_after_the_person_let_nothing_go_the_case_the_file_and_what_was_made_say_so_first(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, greet = agreed(written(opened_file(cast, code=code), cast), cast), unlocked(cast.greet)
    made = greet.post(address(dossier, "overdragen/"), {"recipient": "Politie", "way": "complaint"})["Location"]
    record_wish(dossier, wish=Wish(way="nothing_now"), ring=ring_of(cast, code), at=MIDDAY)

    pages = [address(dossier).partition("politie/")[0], address(dossier), address(dossier, "keuze/"), made]
    shown = [greet.get(page).content.decode() for page in pages]

    assert all("De betrokkene trok het ja in op" in page for page in shown)
    assert all("Mag nu" not in page for page in shown)
    assert "mag niet worden overgedragen" in shown[3]
    assert greet.get(f"{made}dossier.pdf").status_code == 302


@pytest.mark.parametrize("which", sorted(TITLES.keys() - {AGREED}))
def test_what_to_say_fits_on_one_page_and_says_what_is_known(cast: make.Cast, which: str) -> None:
    dossier = agreed(written(opened_file(cast), cast), cast)

    made = pdf(on_paper(which, dossier, cast.greet, at=MIDDAY))

    assert len(pikepdf.open(BytesIO(made)).pages) == 1
    assert "Raadslid" in text_of(made)
    assert "eenaangifte" in text_of(made)
    assert not re.search(r"[{}]", text_of(made))


def test_only_the_person_of_the_file_finds_it_on_their_own_page(cast: make.Cast, client: Client) -> None:
    code = AccessCode.new()
    dossier = written(opened_file(cast, code=code), cast)
    slug, reference = dossier.organisation.slug, mine(cast, code).report.reference
    client.post(f"/{slug}/mijn/", {"toegangscode": code.text})

    own = client.get(f"/{slug}/mijn/{reference}/dossier/").content.decode()
    saved = client.post(f"/{slug}/mijn/{reference}/dossier/verbeteren/", {"what": "Zo was het."})

    assert "Het meldpunt schreef dit op" in own
    assert saved.status_code == 303
    assert "U hebt dit nagelezen" in client.get(f"/{slug}/mijn/{reference}/dossier/").content.decode()


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (-30, "Een van de feiten kan verjaard zijn"),
        (60, "verjaart binnenkort"),
        (600, "Verjaring: een van de mogelijke feiten"),
    ],
)
def test_limitation_is_warned_of_and_told_kindly_when_it_is_over(cast: make.Cast, left: int, words: str) -> None:
    dossier, greet = opened_file(cast), unlocked(cast.greet)
    happened = add_months(timezone.localdate() + timedelta(days=left), -6 * 12)
    answers = Answers(also=("home_trespass",), happened_on=happened)
    answer_questions(dossier, answers=answers, ring=cast.greet, at=MIDDAY)

    assert words in greet.get(address(dossier, "termijnen/")).content.decode()
