"""A new report: reading it, taking it on, stepping aside, and files that are only ever saved."""

import pytest
from msgspec.structs import replace

from rugdekking.cases.queries import case_of
from rugdekking.reports import operations as reports
from rugdekking.reports.queries import looks
from rugdekking.reports.story import KeepOut
from tests import make
from tests.cases.props import colleague, opened
from tests.reports.props import STORY, filed, stored
from tests.web.office.browsing import browser

pytestmark = pytest.mark.django_db


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


def test_a_file_is_saved_and_never_shown(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored(b"een foto van de deur", "dé deur.jpg")])
    greet = browser(cast.greet)
    page = greet.html(f"zaken/melding/{own.report.reference}/")
    address = page.partition("/bestanden/")[2].partition('"')[0]

    answer = greet.client.get(f"{greet.home}zaken/melding/{own.report.reference}/bestanden/{address}")

    assert b"".join(answer.streaming_content) == b"een foto van de deur"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_of_another_report_is_no_file(cast: make.Cast) -> None:
    theirs = filed(cast, attached=[stored()])
    own = filed(cast)
    greet = browser(cast.greet)
    page = greet.html(f"zaken/melding/{theirs.report.reference}/")
    piece = page.partition("/bestanden/")[2].partition("/")[0]

    greet.finds_nothing(f"zaken/melding/{own.report.reference}/bestanden/{piece}/")


def test_who_must_not_know_gets_the_answer_of_no_report(cast: make.Cast) -> None:
    hidden = filed(cast, replace(STORY, keep_out=KeepOut(members=(cast.cor.membership.pk,)))).report
    cor = browser(cast.cor)

    answers = {cor.finds_nothing(f"zaken/melding/{reference}/") for reference in (hidden.reference, "AAAA-AAAA")}

    assert len(answers) == 1


def test_a_report_in_a_case_leads_to_the_case_for_who_may_see_it(cast: make.Cast) -> None:
    held = opened(cast)

    answer = browser(cast.greet).client.get(
        f"/werk/{cast.desk.organisation.slug}/zaken/melding/{held.report.reference}/"
    )

    assert answer.headers["location"].endswith(f"/zaken/{held.case.reference}/")
    browser(colleague(cast)).finds_nothing(f"zaken/melding/{held.report.reference}/")
