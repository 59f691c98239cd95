"""All content is spelled well and easy to read: short sentences, everyday words. Bounds and reasons: ADR 0019."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

import rugdekking
from rugdekking.kernel import phones
from tests.content import shipped
from tests.content.plain_dutch import Measured, is_sentence, measure, officialese, on_page, prose, spelled, words

LONGEST_SENTENCE = 25
LONGEST_MEAN = 12
HARDEST_LIX = 37
HARDEST_DOUMA = 70
# Of fewer words the measures say little: one long name weighs too much.
ENOUGH_WORDS = 100
TEMPLATES = sorted(Path(rugdekking.__file__).parent.rglob("templates/**/*.html"))
# Numbers are written as 0900-8844 and (070) 373 83 14, as the pages write what an organisation filled in.
OTHER_NUMBERS = re.compile(r"0[89]00(?: - | )\d+|(?<!\()\b0[1-7]\d{1,2}\)? ?- ?\d+[\d ]*")
WORDS = shipped.FOLDER / "words.txt"


@cache
def texts(path: Path) -> list[str]:
    return [text for text in prose(path) if is_sentence(text)]


def with_sentences() -> list[Path]:
    return [path for path in shipped.files() if texts(path)]


def beyond(found: Measured) -> list[str]:
    """Which bounds these texts break, in words for who wrote them."""
    bounds = {
        f"een zin van {found.longest} woorden: {found.longest_sentence}": found.longest > LONGEST_SENTENCE,
        f"gemiddeld {found.mean:.1f} woorden in een zin": found.mean > LONGEST_MEAN,
        f"te veel lange woorden (LIX {found.lix:.0f})": found.lix > HARDEST_LIX,
        f"te moeilijk (leesgemak {found.douma:.0f})": found.douma < HARDEST_DOUMA,
    }
    return [what for what, is_beyond in bounds.items() if is_beyond]


@pytest.mark.parametrize("path", with_sentences(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_is_easy_to_read(path: Path) -> None:
    assert beyond(measure(texts(path))) == []


def test_no_file_speaks_like_an_office() -> None:
    found = {path.stem: officialese(texts(path)) for path in with_sentences()}

    assert {name: terms for name, terms in found.items() if terms} == {}


@pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell is not installed here")
def test_every_word_is_spelled_as_the_dictionary_or_our_own_list_has_it() -> None:
    content = {path.stem: spelled(path) for path in shipped.files()}
    pages = {_place(path): on_page(path) for path in TEMPLATES}
    places = {word: name for name, found in (content | pages).items() for text in found for word in words(text)}
    answer = subprocess.run(
        ["hunspell", "-d", "nl_NL", "-i", "utf-8", "-l"],
        input="\n".join(places),
        capture_output=True,
        text=True,
        check=True,
    )
    own = {line for line in WORDS.read_text().splitlines() if not line.startswith("#")}
    unheard = [word for word in answer.stdout.split() if not any(sign.isdigit() for sign in word)]
    unknown = {word for word in unheard if not {word, word.lower()} & own}

    assert {word: places.get(word) for word in sorted(unknown)} == {}


def test_no_sentence_on_a_page_is_too_long_or_speaks_like_an_office() -> None:
    found = _sentences_by_page()
    longest = {name: measure(parts) for name, parts in found.items()}

    assert {name: one.longest_sentence for name, one in longest.items() if one.longest > LONGEST_SENTENCE} == {}
    assert {name: officialese(parts) for name, parts in found.items() if officialese(parts)} == {}


def test_a_page_with_much_to_read_is_as_easy_as_a_file() -> None:
    """Such as privacy, cookies, accessibility and whom to tell of a weakness."""
    measured = {name: measure(parts) for name, parts in _sentences_by_page().items()}
    long = {name: one for name, one in measured.items() if one.words >= ENOUGH_WORDS}

    assert {"privacy.html", "cookies.html", "accessibility.html"} <= {Path(name).name for name in long}
    assert {name: beyond(one) for name, one in long.items() if beyond(one)} == {}


def _place(template: Path) -> str:
    return "/".join(template.parts[-2:])


@cache
def _sentences_by_page() -> dict[str, list[str]]:
    found = {_place(path): [text for text in on_page(path) if is_sentence(text)] for path in TEMPLATES}
    return {name: parts for name, parts in found.items() if parts}


def test_a_phone_number_is_written_one_way() -> None:
    texts_by_place = {path.stem: " ".join(spelled(path)) for path in shipped.files()}
    other = {name: OTHER_NUMBERS.findall(text) for name, text in texts_by_place.items()}

    assert {name: numbers for name, numbers in other.items() if numbers} == {}


def test_the_pages_and_the_shipped_content_have_the_same_number_of_the_support_team() -> None:
    assert shipped.services().service("support_team").dial == phones.SUPPORT_TEAM
    assert [path for path in TEMPLATES if "3738314" in re.sub(r"\W", "", path.read_text())] == []


def test_the_measures_tell_an_office_from_a_neighbour() -> None:
    office = (
        "Teneinde de ontvankelijkheid van het ingediende bezwaarschrift te kunnen beoordelen, dient te worden "
        "zorggedragen voor het onverwijld overleggen van de bescheiden welke ingevolge de vigerende regelgeving "
        "noodzakelijk worden geacht."
    )
    neighbour = "Wij lezen uw brief. Daarna bellen wij u. Hebt u vragen? Bel ons gerust."

    assert len(beyond(measure([office]))) == 4
    assert officialese([office]) == ["Teneinde", "dient te", "onverwijld", "ingevolge", "vigerende"]
    assert (beyond(measure([neighbour])), officialese([neighbour])) == ([], [])
