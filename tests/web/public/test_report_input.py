"""Whatever people type arrives as they typed it, and harms nobody."""

import pytest

from rugdekking.reports.models import Draft, Report
from tests import make
from tests.web.public.reporting import Reporter, told

TEXTS = {
    "emoji": "Ze zwaaiden met 🔪 en riepen 👩‍👩‍👧‍👦",
    "right to left": "قالوا إنهم يعرفون أين أسكن",
    "direction marks": "gewoon \u202egnidierd\u202c",
    "html": '<script>alert(1)</script><b>vet</b> & "aanhalingen"',
    "formula": '=HYPERLINK("http://kwaad.example","klik")',
    "template": "{{ settings.SECRET_KEY }} {% debug %}",
    "letters under letters": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "many lines": "eerste\n\n\ttweede",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_arrives_as_it_was_typed(cast: make.Cast, reporter: Reporter, text: str) -> None:
    reporter.fills_in("melden/kort/", what=text)
    assert "<script>alert" not in reporter.html

    reporter.sends("melden/versturen/")

    assert told(cast).what.replace("\r\n", "\n") == text


def test_a_null_character_gets_a_sentence_and_the_text_stays(reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="tekst\x00met niets")

    assert reporter.page.status_code == 200
    assert not Report.objects.exists()
    assert not Draft.objects.exists()


def test_a_long_story_is_taken(cast: make.Cast, reporter: Reporter) -> None:
    reporter.fills_in("melden/kort/", what="a" * 20_000)
    reporter.sends("melden/versturen/")

    assert len(told(cast).what) == 20_000


def test_a_story_that_is_too_long_comes_back_whole_with_advice(reporter: Reporter) -> None:
    text = reporter.fills_in("melden/kort/", what="b" * 20_001)

    assert "Dit is langer dan wij in één keer kunnen bewaren" in text
    assert "b" * 20_001 in reporter.html


def test_megabytes_of_text_are_refused_before_they_are_read(reporter: Reporter) -> None:
    text = reporter.fills_in("melden/kort/", what="c" * 3_000_000)

    assert reporter.page.status_code == 413
    assert "Deze tekst is te lang" in text


@pytest.mark.parametrize(
    ("step", "answers"),
    [
        ("waar", {"channel": "de maan"}),
        ("veilig", {"safe": "misschien"}),
        ("gericht", {"targets": ["de koning"]}),
        ("niet-weten", {"out_members": ["geen nummer"]}),
        ("uzelf", {"office": "keizer"}),
    ],
)
def test_an_answer_that_was_not_offered_is_asked_again(
    reporter: Reporter, step: str, answers: dict[str, object]
) -> None:
    reporter.fills_in(f"melden/{step}/", **answers)

    assert reporter.page.status_code == 200
    assert "Fout:" in reporter.html
    assert not Draft.objects.exists()
