"""Which help is read, as the coordinator and an editor see it."""

import re
from datetime import timedelta

from django.utils import timezone

from rugdekking.kernel.time import day_of
from rugdekking.knowledge.operations import open_for
from rugdekking.organisations.roles import Role
from rugdekking.visits.models import Act
from rugdekking.visits.operations import write_down
from tests import make
from tests.knowledge.props import a_document, an_article, published
from tests.web.office.browsing import browser


def test_pages_are_listed_by_how_often_they_were_read_and_small_numbers_are_hidden(cast: make.Cast) -> None:
    published("for_clerks")
    organisation = cast.desk.organisation
    home = open_for(organisation, at=make.MIDDAY)
    for slug in ("gelezen", "amper", "nooit"):
        an_article(home, slug=slug, title=f"Pagina {slug}", live=True)
    last_month = day_of(timezone.now()).replace(day=1) - timedelta(days=3)
    write_down(
        (organisation.pk, page, Act.READ, last_month, times) for page, times in (("amper", 7), ("gelezen", 47))
    )

    page = browser(cast.cor).open("gelezen/")

    assert "Pagina gelezen minder dan 10 40 minder dan 10" in page
    often, few, seldom = page.partition("Minder dan 10 keer gelezen")
    assert few
    assert seldom.index("Pagina amper") < seldom.index("Pagina nooit")
    assert "Pagina amper" not in often
    assert "47" not in page
    assert "Bij Voor uw raad staat een bericht klaar voor alle leden" in page


def test_nobody_learns_whether_a_page_was_read_at_all_when_that_was_less_than_ten_times(cast: make.Cast) -> None:
    organisation = cast.desk.organisation
    home = open_for(organisation, at=make.MIDDAY)
    for slug in ("amper", "nooit"):
        an_article(home, slug=slug, title=f"Pagina {slug}", live=True)
    last_month = day_of(timezone.now()).replace(day=1) - timedelta(days=3)
    write_down((organisation.pk, page, Act.READ, last_month, 9) for page in ("amper", "weggehaald"))

    page = browser(cast.cor).open("gelezen/")

    assert "Nog niets is in één periode tien keer of vaker gelezen. Minder dan 10 keer gelezen" in page
    assert "Pagina amper Pagina nooit" in page
    assert "weggehaald" not in page


def test_what_was_fetched_is_listed_beside_what_was_read(cast: make.Cast) -> None:
    organisation = cast.desk.organisation
    a_document(open_for(organisation, at=make.MIDDAY), slug="blad", title="Een blad", live=True)
    last_month = day_of(timezone.now()).replace(day=1) - timedelta(days=3)
    write_down((organisation.pk, page, Act.FETCHED, last_month, 24) for page in ("blad", "presentatie"))

    files = browser(cast.cor).open("gelezen/").partition("Bestanden")[2]

    few = "minder dan 10"
    assert re.findall(f"(Een blad|De presentatie) {few} (.*?) {few}", files) == [
        ("De presentatie", "20"),
        ("Een blad", "20"),
    ]


def test_an_editor_sees_it_and_somebody_without_that_task_does_not(cast: make.Cast) -> None:
    editor = make.newcomer(cast.desk, Role.EDITOR, name="Saskia", title="redacteur")

    assert "Gelezen hulp" in browser(editor).open("gelezen/")
    browser(cast.greet).finds_nothing("gelezen/")
