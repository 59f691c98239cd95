"""A new report: reading it, taking it on, stepping aside, and files that are only ever saved."""

import pytest
from msgspec.structs import replace

from rugdekking.cases.queries import case_of
from rugdekking.inspection.scanning import NO_SCANNER
from rugdekking.reports import operations as reports
from rugdekking.reports.queries import Mine, looks
from tests import make
from tests.cases.props import colleague, opened
from tests.inspection.props import AUTHOR, docx, jpeg, repacked
from tests.reports.props import STORY, filed, stored
from tests.web.office.browsing import Browser, browser, first_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def _no_scanner(settings: object) -> None:
    """An administrator said that files may be opened without one."""
    settings.SCANNER = NO_SCANNER  # type: ignore[attr-defined]


def page_of_file(greet: Browser, own: Mine) -> str:
    """Where the one file of a report is looked at."""
    piece = first_id(greet.html(f"zaken/melding/{own.report.reference}/"), r"/bestanden/{}/")
    return f"zaken/melding/{own.report.reference}/bestanden/{piece}/"


def test_reading_a_report_shows_the_story_and_is_seen_by_the_reporter(cast: make.Cast) -> None:
    own = filed(cast)

    page = browser(cast.greet).open(f"zaken/melding/{own.report.reference}/")

    assert STORY.what in page
    assert STORY.me.name in page
    assert [look.role for look in looks(own.report)] == ["case_manager"]


def test_who_says_not_to_be_safe_stands_out(cast: make.Cast) -> None:
    own = filed(cast, replace(STORY, safe_now=False))

    page = browser(cast.greet).open(f"zaken/melding/{own.report.reference}/")

    assert "Deze persoon zegt nu niet veilig te zijn" in page
    assert "112" in page


def test_a_message_that_came_meanwhile_is_there(cast: make.Cast) -> None:
    own = filed(cast)
    reports.post_message(own.report, ring=own.ring, text="Hij belde nog eens.", at=make.MIDDAY)

    assert "Hij belde nog eens." in browser(cast.greet).open(f"zaken/melding/{own.report.reference}/")


def test_taking_a_report_on_opens_a_case(cast: make.Cast) -> None:
    own = filed(cast)

    page = browser(cast.greet).send(f"zaken/melding/{own.report.reference}/oppakken/")

    case = case_of(own.report.pk)
    assert case is not None
    assert f"Zaak {case.reference}" in page
    assert "U behandelt deze zaak nu" in page
    assert "Neem persoonlijk contact op met de melder" in page


def test_of_two_who_take_it_on_the_second_is_told(cast: make.Cast) -> None:
    own = filed(cast)
    gijs = browser(colleague(cast))
    path = f"zaken/melding/{own.report.reference}/oppakken/"
    assert "oppakken" in gijs.open(path)

    browser(cast.greet).send(path)

    # The case is Greet's: for Gijs it is as no report.
    gijs.finds_nothing(path)


def test_the_coordinator_who_was_too_late_reads_why(cast: make.Cast) -> None:
    own = filed(cast)
    path = f"zaken/melding/{own.report.reference}/oppakken/"
    browser(cast.greet).send(path)

    page = browser(cast.cor).refused(path)

    assert "intussen" in page


def test_who_steps_aside_finds_nothing_afterwards(cast: make.Cast) -> None:
    own = filed(cast)
    greet = browser(cast.greet)

    page = greet.send(f"zaken/melding/{own.report.reference}/opzij/")

    assert "U bent niet meer bij die melding betrokken" in page
    assert "Nieuw 0" in page
    greet.finds_nothing(f"zaken/melding/{own.report.reference}/")
    assert STORY.what in browser(cast.cor).open(f"zaken/melding/{own.report.reference}/")


def test_a_report_of_the_same_event_joins_a_case(cast: make.Cast) -> None:
    case = opened(cast).case
    second = filed(cast, replace(STORY, what="Ik stond erbij."))

    typed = case.reference.lower().replace("-", " ")
    page = browser(cast.greet).send(f"zaken/melding/{second.report.reference}/bij-een-zaak/", reference=typed)

    assert f"Zaak {case.reference}" in page
    assert "Ik stond erbij." in page


def test_joining_a_case_of_somebody_else_is_joining_no_case(cast: make.Cast) -> None:
    theirs = opened(cast, by=colleague(cast)).case
    own = filed(cast)
    path = f"zaken/melding/{own.report.reference}/bij-een-zaak/"
    greet = browser(cast.greet)

    for reference in (theirs.reference, "AAAA-AAAA"):
        page = greet.refused(path, reference=reference)
        assert "U behandelt geen zaak met dit kenmerk" in page
        assert reference in page


def test_the_original_of_a_file_is_saved_after_a_warning_and_never_shown(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(b"een foto van de deur", "dé deur.jpg")])
    greet = browser(cast.greet)
    address = page_of_file(greet, own) + "origineel/"
    assert "nog niet gecontroleerd" in greet.open(address)

    answer = greet.client.post(greet.home + address)

    assert b"".join(answer.streaming_content) == b"een foto van de deur"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("_no_scanner")
def test_opening_a_photo_shows_a_small_picture_and_gives_a_copy_without_details(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])
    greet = browser(cast.greet)
    address = page_of_file(greet, own)

    page = greet.open(address)

    assert "gecontroleerd" in page
    assert "geen virusscanner" in page
    shown = greet.client.get(f"{greet.home}{address}voorbeeld.jpg")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert AUTHOR.encode() not in shown.content
    saved = greet.client.get(f"{greet.home}{address}kopie/")
    assert saved.headers["Content-Disposition"] == 'attachment; filename="deur.jpg"'
    assert AUTHOR.encode() not in b"".join(saved.streaming_content)


@pytest.mark.usefixtures("_no_scanner")
def test_a_saved_chat_is_read_on_its_page_as_plain_text(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(b"21:40 Hij: <b>wacht maar</b>", "chat.txt")])
    greet = browser(cast.greet)

    page = greet.html(page_of_file(greet, own))

    assert "21:40 Hij: &lt;b&gt;wacht maar&lt;/b&gt;" in page
    assert "In gewone tekst zit niets verborgen" in page


def test_without_an_answer_of_the_scanner_a_file_is_kept_and_not_shown(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(jpeg(), "deur.jpg")])
    greet = browser(cast.greet)
    address = page_of_file(greet, own)

    page = greet.open(address)

    assert "Nog niet gecontroleerd" in page
    assert "veilig bewaard" in page
    greet.finds_nothing(f"{address}voorbeeld.jpg")
    greet.finds_nothing(f"{address}kopie/")


@pytest.mark.usefixtures("_no_scanner")
def test_a_document_with_a_macro_is_set_apart_with_a_sentence(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(repacked(docx(), **{"word/vbaProject.bin": b"x"}), "brief.docx")])
    greet = browser(cast.greet)
    address = page_of_file(greet, own)

    page = greet.open(address)

    assert "Open dit bestand niet" in page
    assert "een macro" in page
    assert "apart gezet" in greet.open(f"zaken/melding/{own.report.reference}/")
    greet.finds_nothing(f"{address}kopie/")
    assert "Dubbelklik er niet op" in greet.open(f"{address}origineel/")


def test_a_file_of_another_report_is_no_file(cast: make.Cast) -> None:
    theirs = filed(cast, attached=[stored()])
    own = filed(cast)
    greet = browser(cast.greet)
    piece = page_of_file(greet, theirs).rstrip("/").rpartition("/")[2]

    for part in ("", "voorbeeld.jpg", "kopie/", "origineel/"):
        greet.finds_nothing(f"zaken/melding/{own.report.reference}/bestanden/{piece}/{part}")
