"""Writing a letter through the pages: filled in, looked over, made, saved, sent."""

from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from rugdekking.content.schema import Slot
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters.slots import BLANKS
from rugdekking.measures.models import Letter
from rugdekking.web.office.case.answer_forms import HearForm, PutForm, SkipHearingForm
from rugdekking.web.office.measure.forms import DecideChangeForm, JudgeForm, WishForm
from rugdekking.web.office.own.decisions import DecideForm
from tests import make
from tests.measures.letter_props import draft, written
from tests.measures.props import BEHAVIOUR, banned, decided, put, weighed
from tests.perpetrators.props import recorded
from tests.rendering.reading import text_of
from tests.web.office.browsing import browser, first_id

pytestmark = pytest.mark.django_db
WHO = {"recipient": "De heer J. de Boer\nDorpsstraat 1", "salutation": "Geachte heer De Boer,"}


def typed(cast: make.Cast, answer: object, **other: object) -> dict[str, object]:
    whole = draft(answer, cast)  # type: ignore[arg-type]
    values = {slot.value: value for slot, value in whole.values.items()}
    return {**values, **WHO, "signature": whole.signature, **other}


def test_a_letter_is_looked_over_made_saved_and_sent(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    greet = browser(cast.greet)
    here = f"zaken/{answer.case.reference}/reactie/{answer.pk}/brieven/"
    assert "Schriftelijke waarschuwing" in greet.open(here)
    begun = greet.open(f"{here}maken/warning/")
    assert BEHAVIOUR in begun

    looked = greet.client.post(f"{greet.home}{here}maken/warning/", typed(cast, answer, bekijk="ja"))
    assert "Lees de brief na" in looked.content.decode()
    assert "Op 10 maart 2026 gebeurde het volgende." in looked.content.decode()
    assert not Letter.objects.exists()

    page = greet.send(f"{here}maken/warning/", **typed(cast, answer))
    assert "De brief is gemaakt" in page
    assert "Gemaakt door Greet" in page
    letter = first_id(greet.html(here), "brieven/{}/")
    for form in ("pdf", "docx"):
        answered = greet.client.get(f"{greet.home}{here}{letter}/bestand.{form}")
        assert answered.headers["Content-Disposition"] == f'attachment; filename="brief.{form}"'
        assert answered.headers["Cache-Control"].startswith("no-store")
        shown = text_of(answered.content) if form == "pdf" else in_word(answered.content)
        assert "GeachteheerDeBoer" in "".join(shown.split())

    page = greet.send(f"{here}{letter}/verstuurd/", on=day_of(timezone.now()), told="Per post.")
    assert "Verstuurd op" in page
    answer.refresh_from_db()
    assert answer.state == "served"


def in_word(content: bytes) -> str:
    return "".join(one.text for one in Document(BytesIO(content)).paragraphs)


def test_a_letter_with_an_empty_part_comes_back_with_what_was_typed(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast)
    here = f"zaken/{answer.case.reference}/reactie/{answer.pk}/brieven/maken/warning/"

    page = browser(cast.greet).refused(here, **typed(cast, answer, bezwaar="", gedrag="Precies dit gebeurde."))

    assert "wat de ander hiertegen kan doen" in page
    assert "Precies dit gebeurde." in page


def test_no_letter_of_a_decision_is_offered_before_the_decision(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)
    greet = browser(cast.greet)
    here = f"zaken/{answer.case.reference}/reactie/{answer.pk}/brieven/"

    assert "Schriftelijke waarschuwing" not in greet.open(here).partition("Een brief maken")[2]
    greet.finds_nothing(f"{here}maken/warning/")


def test_a_letter_of_another_answer_is_not_found(cast: make.Cast) -> None:
    one, other = decided(weighed(cast), cast), decided(weighed(cast), cast)
    letter = written(one, cast)
    greet = browser(cast.greet)

    here = f"zaken/{other.case.reference}/reactie/{other.pk}/brieven/{letter.pk}/"

    greet.finds_nothing(here)
    greet.finds_nothing(f"{here}bestand.pdf")
    greet.finds_nothing(f"zaken/{one.case.reference}/reactie/{one.pk}/brieven/{letter.pk}/bestand.exe")


def test_who_looks_after_a_measure_when_its_case_is_closed_makes_letters_too(cast: make.Cast) -> None:
    answer = banned(cast)
    page = browser(cast.greet)
    here = f"maatregelen/{answer.pk}/brieven/"
    assert "Bericht aan de melder" in page.open(here)

    values = {slot.value: value for slot, value in draft(answer, cast, "reporter_confirmation").values.items()}
    said = page.send(f"{here}maken/reporter_confirmation/", **values, **WHO, signature="Greet")

    assert "De brief is gemaakt" in said
    assert answer.case.reference not in said.partition("Kenmerk")[0]
    browser(cast.cor).finds_nothing(here)


def test_whoever_writes_what_the_other_side_will_read_is_told_so() -> None:
    written_for_the_other_side = (
        DecideForm.base_fields["reason"],
        DecideChangeForm.base_fields["reason"],
        JudgeForm.base_fields["reason"],
        PutForm.base_fields["ground"],
        HearForm.base_fields["view"],
        SkipHearingForm.base_fields["reason"],
        WishForm.base_fields["view"],
    )

    assert all("Noem dus geen melder" in field.help_text for field in written_for_the_other_side)
    assert all("Noem geen melder" in BLANKS[slot].help_text for slot in (Slot.REASON, Slot.VIEW, Slot.GROUND))


def test_who_was_written_down_gets_a_letter_and_one_that_did_not_go_out_is_thrown_away(cast: make.Cast) -> None:
    row = recorded(weighed(cast), cast, at=timezone.now())
    greet = browser(cast.greet)
    here = f"zaken/{row.case.reference}/veroorzaker/"
    letters = f"{here}{row.pk}/brieven/"
    assert f"{row.pk}/brieven/" in greet.html(here)
    begun = greet.open(f"{letters}maken/")
    assert "Uw telefoonnummer: 06-1234 5678" in begun
    values = {
        "dag": row.recorded_on,
        "gedrag": "Een dreigbrief.",
        "contact": "Bel 14 020.",
        "privacy": "fg@gemeente.nl",
    }
    kept = {
        "eind": row.until,
        "gegevens": "Uw naam",
        "waarvoor": "Veilig werken",
        "grond": "Wet",
        "bezwaar": "Vraag.",
    }

    for _ in range(2):
        assert "De brief is gemaakt" in greet.send(f"{letters}maken/", **WHO, **values, **kept, signature="G")
    gone, sent = (first_id(part, "brieven/{}/") for part in greet.html(letters).split("rd-tasks__item")[1:3])
    assert "De brief is weggegooid" in greet.send(f"{letters}{gone}/weggooien/")
    assert "Verstuurd op" in greet.send(f"{letters}{sent}/verstuurd/", on=day_of(timezone.now()), told="Per post.")

    row.refresh_from_db()
    assert row.informed_on == day_of(timezone.now())
    assert "weggooien" not in greet.html(f"{letters}{sent}/")
