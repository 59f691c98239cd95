"""What holds on every page of the editor: plain Dutch, u, and no script in the page."""

import gettext
import re
from pathlib import Path

import pytest
import wagtail
from django.http import HttpResponse

from rugdekking.web.editing import urls
from tests.web.editing.props import at_work, editors
from tests.web.editing.walk import every_page

# The pages are made once, by one process.
together = pytest.mark.xdist_group("every page of the editor")
OURS = Path(urls.__file__).parent / "locale"
THEIRS = Path(wagtail.__file__).parent
ENGLISH = """
    about actions after all and are at back bold by cancel changes close created current edit edited expiry for from
    go has have history hour italic last latest live logout minute minutes move none not on page pages preview private
    publish published review save saved scheduled search seconds select selected settings show sort submit submitted
    the this title toggle unlocked update updated user view visible with yes you your ago
"""
# Dutch, but of who makes sites.
TECHNICAL = """
    slug slugs url urls workflow workflows snippet snippets schema schema's dashboard minimap revisie revisies object
    validatie validatiefouten permissie permissies publicatie-permissies bewerkingsrechten alias kruimelpad bulk
    footer initiële onderliggende pagina-logboekvermeldingen historie
"""
TOO_CLOSE = "je jij jou jouw jullie"
REFUSED = {*ENGLISH.split(), *TECHNICAL.split(), *TOO_CLOSE.split()}

_TAG = r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_NEVER_SHOWN = re.compile(
    r"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<a[^>]*/usage/.*?</a>|<div data-side-panel-toggle-counter.*?</div>",
    re.DOTALL,
)
_SPOKEN = re.compile(r'\s(?:aria-label|title|placeholder|alt|data-w-tooltip-content-value)="([^"]*)"')


def words_of(html: str) -> set[str]:
    """What somebody reads or hears, also in what opens later."""
    seen = _NEVER_SHOWN.sub(" ", html)
    return set(re.findall(r"[\w'-]+", " ".join([re.sub(_TAG, " ", seen), *_SPOKEN.findall(seen)]).lower()))


@together
@pytest.mark.django_db
def test_no_page_of_the_editor_speaks_english_or_of_how_it_was_built() -> None:
    wrong = {place: sorted(words_of(page.text) & REFUSED) for place, page in every_page()}

    assert {place: words for place, words in wrong.items() if words} == {}


@together
@pytest.mark.django_db
def test_no_page_of_the_editor_holds_a_script_or_may_run_one_that_somebody_put_in_it() -> None:
    assert len(every_page()) > 25
    assert {place: fault for place, page in every_page() if (fault := _could_run(page))} == {}
    waiting = " ".join(dict(every_page())["asked back"].text.split())
    assert re.search(r'type="datetime-local" name="go_live_at" value="[0-9-]+T[0-9:]+"', waiting)


def _could_run(page: HttpResponse) -> str:
    if page.status_code != 200:
        return f"answers {page.status_code}"
    if "'unsafe-inline'" in page.headers["Content-Security-Policy"].split("script-src")[1].split(";")[0]:
        return "any script may run"
    found = re.search(r"<script(?![^>]*(src=|/json))|\son[a-z]+=|javascript:", page.text)
    return found.group() if found else ""


@pytest.mark.django_db
def test_what_its_scripts_write_has_our_words_too() -> None:
    words = at_work(editors().saskia).get("/redactie/jsi18n/").text

    assert '"Toggle sidebar": "Toon of verberg het menu"' in words
    assert '"Collapse all": "Alles samenvouwen"' in words


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_our_words_stand_in_the_place_of_words_that_wagtail_has(name: str) -> None:
    """A word that a later version calls otherwise would come back in its own Dutch, without anybody noticing."""
    theirs = [one for one in (THEIRS / "locale", THEIRS / "admin/locale") if _compiled(one, name).exists()]

    assert _catalog(OURS, name).keys() - {key for one in theirs for key in _catalog(one, name)} == set()


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_what_is_compiled_says_what_is_written(name: str) -> None:
    written = _compiled(OURS, name).with_suffix(".po").read_text(encoding="utf-8").replace('\\"', '"')
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', written, re.MULTILINE)

    compiled = {key: word for key, word in _catalog(OURS, name).items() if key and isinstance(key, str)}

    assert compiled == dict(pairs)


def _compiled(folder: Path, name: str) -> Path:
    return folder / "nl/LC_MESSAGES" / f"{name}.mo"


def _catalog(folder: Path, name: str) -> dict[object, str]:
    with _compiled(folder, name).open("rb") as file:
        found: dict[object, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return found
