"""The check before anything goes out, and what a file begins with. Nothing here needs a database."""

import pytest
from msgspec.structs import replace

from rugdekking.police.file.checking import Known, missing, traces
from rugdekking.police.file.composing import plain
from rugdekking.police.file.prefill import account_from, details_from
from rugdekking.police.file.sheets import Account, Shield
from rugdekking.reports.story import Moment, Perpetrator, Story, When, Who
from tests.police.file_props import ACCOUNT, DETAILS, line

WHOLE = Known(
    account=ACCOUNT,
    details=DETAILS,
    log=[line()],
    online=[],
    costs=[],
    files=["Schermafdruk 1.jpg", "Schermafdruk 2.jpg"],
    others=[],
    unseen=[],
    unlooked=[],
    placed=[],
    confirmed=True,
    needs_complaint=True,
    employer_files=False,
    complains=True,
)


def known(**other: object) -> Known:
    return Known(**{name: other.get(name, getattr(WHOLE, name)) for name in Known.__slots__})


def test_a_whole_file_misses_nothing() -> None:
    assert missing(WHOLE) == []
    assert traces(WHOLE) == []


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"account": replace(ACCOUNT, with_what=" ")}, "Waarmee"),
        ({"details": replace(DETAILS, office="")}, "functie"),
        ({"details": replace(DETAILS, complaint=False)}, "verzoek om te vervolgen"),
        ({"details": replace(DETAILS, shield=Shield.OWN, home_address="")}, "eigen adres"),
        ({"employer_files": True}, "geen klacht"),
        ({"details": replace(DETAILS, name="")}, "Onder nummer"),
        ({"files": []}, "geen bewijs"),
        ({"confirmed": False}, "nog niet nagelezen"),
    ],
)
def test_the_check_says_what_the_police_will_ask(other: dict[str, object], words: str) -> None:
    (said,) = missing(known(**other))

    assert words in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hij kent mijn huis, 1234 AB Waterlaar.", "Een postcode"),
        ("Hij belde op 06-12345678.", "Een telefoonnummer"),
        ("Mail naar sanne@voorbeeld.nl", "Een e-mailadres"),
        ("Bij de kerklaan  12, waterlaar dus", "Het woonadres"),
        ("Hij reed langzaam door de Kerklaan.", "De straat van het woonadres"),
    ],
)
def test_the_check_finds_what_leads_to_somebodys_home(text: str, words: str) -> None:
    (said,) = traces(known(account=replace(ACCOUNT, what=text)))

    assert said.startswith(words)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"files": ["Kerklaan_12-gevel.jpg"]}, "Het woonadres staat ook bij het bewijs"),
        ({"costs": ["Slot voor Kerklaan 12, Waterlaar"]}, "Het woonadres staat ook bij de kosten"),
        ({"log": [line("Hij vroeg naar de Regenboogschool.")]}, "Een naam uit het gezin staat ook in het logboek"),
        ({"others": ["Ria Bakker"], "online": ["Ook over Ria Bakker"]}, "De naam van een andere melder"),
        (
            {"details": replace(DETAILS, shield=Shield.NUMBER), "files": ["mail aan Sanne.eml"]},
            "De naam van de betrokkene staat ook bij het bewijs",
        ),
    ],
)
def test_the_check_finds_what_is_kept_back_and_yet_stands_somewhere(other: dict[str, object], words: str) -> None:
    (said,) = traces(known(**other))

    assert said.startswith(words)


def test_the_check_names_the_files_that_nobody_checked_or_looked_at_and_that_tell_a_place() -> None:
    unseen, unlooked = missing(known(unseen=["brief.pdf"], unlooked=["foto.jpg"]))
    (placed,) = traces(known(placed=["thuis.jpg"]))

    assert unseen.startswith("Nog niet gecontroleerd: brief.pdf")
    assert unlooked.startswith("Nog door niemand van het steunpunt bekeken: foto.jpg")
    assert "‘thuis.jpg’ vertelt waar het is gemaakt" in placed


def test_a_year_and_an_amount_are_no_address() -> None:
    assert traces(known(account=replace(ACCOUNT, what="In 2026 bood hij 1500 EURO, of 2000 euro."))) == []


def test_the_moment_and_the_words_of_a_report_come_along() -> None:
    story = Story(
        what="Hij riep.",
        when=When(moment=Moment.PERIOD, day="2026-02-01", until="2026-03-09", words="meestal ’s avonds"),
        who=Who(kind=Perpetrator.ACCOUNT),
        others="Ria\n\nHenk ",
    )

    account, details = account_from(story), details_from(story, name="", office="Raadslid", witnesses=["Buurman"])

    assert account.when == "1 februari 2026 tot 9 maart 2026\n\nmeestal ’s avonds"
    assert account.who == "Een account op internet."
    assert details.witnesses == ("Buurman", "Ria", "Henk")


def test_somebody_without_a_report_begins_with_the_facts() -> None:
    assert account_from(None, summary="Vastgelegd.") == Account(what="Vastgelegd.")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Schermafdruk 1 (kopie).JPG", "Schermafdruk-1-kopie.JPG"),
        ("café ☕.pdf", "cafe.pdf"),
        ("..", "bestand"),
        ("-rf.txt", "rf.txt"),
        ("a" * 200 + ".mp4", "a" * 60 + ".mp4"),
    ],
)
def test_names_of_files_unpack_everywhere(name: str, safe: str) -> None:
    assert plain(name) == safe
