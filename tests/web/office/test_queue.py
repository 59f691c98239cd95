"""The work queue: what waits, for whom, and what a locked screen shows of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from rugdekking.cases import operations as cases
from rugdekking.cases.operations import ToReporter
from rugdekking.cases.paper import reference_of
from rugdekking.organisations.roles import Role
from rugdekking.reports.story import KeepOut
from tests import make
from tests.cases.props import opened
from tests.measures.letter_props import informing, written
from tests.measures.props import put, weighed
from tests.perpetrators.props import recorded, unknown_to
from tests.reports.props import STORY, filed
from tests.web.office.browsing import browser, locked_browser

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
MOST_BYTES = 60_000


def test_a_new_report_waits_in_the_first_list_with_alarms_on_top(cast: make.Cast) -> None:
    calm = filed(cast).report
    alarm = filed(cast, replace(STORY, safe_now=False)).report

    page = browser(cast.greet).open("zaken/")

    assert "Nieuw 2" in page
    assert page.index(alarm.reference) < page.index(calm.reference)
    assert "Nu niet veilig" in page


def test_each_case_stands_in_the_lists_where_it_belongs(cast: make.Cast) -> None:
    late = opened(cast)
    waiting = opened(cast)
    asks = ToReporter(waiting.report, "Klopt de dag?", asks=True)
    cases.write_to_reporter(waiting.case, letter=asks, ring=cast.greet, at=make.MIDDAY)
    greet = browser(cast.greet)

    assert waiting.case.reference in greet.open("zaken/?lijst=waiting")
    assert late.case.reference not in greet.open("zaken/?lijst=waiting")
    assert "over tijd" in greet.open("zaken/?lijst=overdue")
    assert "Greet" in greet.open("zaken/?lijst=mine")
    assert "U behandelt nu geen zaak" in browser(cast.cor).open("zaken/?lijst=mine")


def test_a_locked_screen_shows_the_queue_and_no_word_of_what_was_told(cast: make.Cast) -> None:
    case = weighed(cast)
    new = filed(cast).report

    greet = locked_browser(cast.greet)

    assert new.reference in greet.open("zaken/")
    assert case.reference in greet.open("zaken/?lijst=all")
    for path in (f"zaken/{case.reference}/", f"zaken/melding/{new.reference}/"):
        answer = greet.client.get(greet.home + path)
        assert answer.headers["location"].startswith("/account/kluis/?next=")


def test_who_must_not_know_finds_neither_row_nor_count(cast: make.Cast) -> None:
    hidden = filed(cast, replace(STORY, keep_out=KeepOut(members=(cast.cor.membership.pk,)))).report

    page = browser(cast.cor).open("zaken/")

    assert "Nieuw 0" in page
    assert hidden.reference not in page
    assert hidden.reference in browser(cast.greet).open("zaken/")


def test_an_empty_list_says_what_one_could_do(cast: make.Cast) -> None:
    page = browser(cast.greet).open("zaken/")

    assert "Er wacht geen nieuwe melding" in page
    assert "Een melding opnemen voor iemand" in page


def test_a_newcomer_reads_who_can_let_them_in(cast: make.Cast) -> None:
    filed(cast)
    niels = make.newcomer(cast.desk, Role.CASE_MANAGER, name="Niels")

    page = browser(niels).open("zaken/")

    assert "U kunt nog geen meldingen openen" in page
    assert "Greet" in page
    assert "Nieuw 0" in page


def test_a_list_goes_on_page_by_page(cast: make.Cast) -> None:
    references = {filed(cast).report.reference for _ in range(27)}
    greet = browser(cast.greet)

    first = greet.html("zaken/")
    address = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = greet.client.get(address).content.decode()

    seen = {one for one in references if one in first}
    rest = {one for one in references if one in second}
    assert len(seen) == 25
    assert rest == references - seen
    assert "Naar het begin van de lijst" in second


def test_a_full_page_costs_at_most_twelve_queries_and_sixty_kilobytes(cast: make.Cast) -> None:
    for _ in range(26):
        opened(cast)
    for who in (cast.greet, cast.cor):
        at_work = browser(who)
        for which in ("new", "mine", "due", "overdue", "waiting", "all"):
            with CaptureQueriesContext(connection) as queries:
                page = at_work.html(f"zaken/?lijst={which}")
            assert len(queries) <= MOST_QUERIES, which
            assert len(page) <= MOST_BYTES


@pytest.mark.parametrize("name", ["bas", "nora", "tim", "ada"])
def test_who_reads_no_reports_has_no_queue(cast: make.Cast, name: str) -> None:
    browser(getattr(cast, name)).finds_nothing("zaken/")


def test_somebody_of_another_organisation_finds_nothing(cast: make.Cast) -> None:
    neighbour = make.cast()
    stranger = browser(neighbour.greet)

    answer = stranger.client.get(f"/werk/{cast.desk.organisation.slug}/zaken/")

    assert answer.status_code == 404


def test_whoever_calls_with_a_reference_is_found_by_case_report_and_letter(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = put(case, cast)
    letter = written(answer, cast, "hearing_invitation")
    notice = informing(recorded(case, cast), cast)
    new = filed(cast).report
    greet = browser(cast.greet)

    assert case.reference in greet.send("zaken/zoeken/", called=case.reference.lower().replace("-", " "))
    assert new.reference in greet.send("zaken/zoeken/", called=new.reference)
    assert "Uitnodiging" in greet.send("zaken/zoeken/", called=reference_of(letter.pk))
    assert "Wat wij over u hebben vastgelegd" in greet.send("zaken/zoeken/", called=reference_of(notice.pk).lower())


def test_who_may_not_know_of_a_case_finds_neither_it_nor_its_letters_by_their_reference(cast: make.Cast) -> None:
    case = weighed(cast, story=unknown_to(cast.cor))
    letter = written(put(case, cast), cast, "hearing_invitation")
    cor = browser(cast.cor)

    for reference in (case.reference, reference_of(letter.pk), "B-0000-0000", "Jan de Vries"):
        shown = cor.send("zaken/zoeken/", called=reference)
        assert "Er is hier geen zaak, melding of brief" in shown
        assert "Jan" not in shown
