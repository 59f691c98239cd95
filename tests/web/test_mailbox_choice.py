"""Choosing on one's own page: the ways, one's own wish, and the day until which a complaint can be made."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier, Part
from rugdekking.police.queries import dossiers_of, sheet
from rugdekking.police.sheets import Answers, Wish
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.measures.props import weighed
from tests.police.props import filed_for
from tests.reports.props import mine
from tests.web.test_mailbox import enter, home, text_of

NOW = timezone.now()


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def begun(cast: make.Cast, code: AccessCode) -> tuple[Dossier, str]:
    case = weighed(cast, code=code, at=NOW)
    filed_for(case, cast, at=NOW)
    return dossiers_of(case)[0], f"{home(cast)}{mine(cast, code).report.reference}/"


def test_the_person_reads_the_ways_and_chooses_and_may_choose_again(cast: make.Cast) -> None:
    code = make.code()
    dossier, path = begun(cast, code)
    visitor = enter(cast, code)
    assert "Lezen en kiezen" in text_of(visitor.get(path))
    shown = text_of(visitor.get(f"{path}keuze/"))
    for words in ("U kiest zelf", "Melding bij de politie", "Wat het oplevert", "Ik weet het nog niet"):
        assert words in shown

    two = {"ways": ["complaint", "takedown"], "filer": "person", "remark": "Ik ben boos."}
    asked = text_of(visitor.post(f"{path}keuze/", two))
    assert "Wat staat voor u voorop?" in asked
    assert sheet(dossier, Part.WISH, Wish, ring=cast.greet) is None
    visitor.post(f"{path}keuze/", {**two, "first": "takedown"})
    shown = text_of(visitor.get(f"{path}keuze/"))
    for words in (
        "(dit staat voorop)",
        "Wie naar de politie gaat: uzelf",
        "vragen wij u op de pagina van uw melding nog",
    ):
        assert words in shown
    visitor.post(f"{path}keuze/", {"ways": "nothing_now", "filer": "", "remark": ""})

    assert sheet(dossier, Part.WISH, Wish, ring=cast.greet) == Wish(way="nothing_now")
    shown = text_of(visitor.get(f"{path}keuze/"))
    assert "Wij hebben het gekregen" in shown
    assert "Er gaat nu niets naar de politie" in shown
    assert "Wat u eerder koos" in shown


def test_the_day_until_which_a_complaint_can_be_made_shows(cast: make.Cast) -> None:
    code = make.code()
    dossier, path = begun(cast, code)
    police.answer_questions(dossier, answers=Answers(also=("stalking",)), ring=cast.greet, at=NOW)

    assert "Misschien is een klacht nodig" in text_of(enter(cast, code).get(f"{path}keuze/"))


def test_a_day_that_passed_is_told_without_blame_and_with_what_is_still_possible(cast: make.Cast) -> None:
    code = make.code()
    dossier, path = begun(cast, code)
    police.answer_questions(dossier, answers=Answers(also=("stalking",)), ring=cast.greet, at=NOW)
    past = {"started_at": NOW - timedelta(days=99), "due_at": NOW - timedelta(days=1)}
    Clock.objects.filter(kind=ClockKind.COMPLAINT_TERM).update(**past)

    shown = text_of(enter(cast, code).get(f"{path}keuze/"))

    assert "is niet uw fout" in shown
    assert "Een melding kan altijd nog." in shown


def test_without_a_file_there_is_nothing_to_choose_yet(cast: make.Cast) -> None:
    code = make.code()
    weighed(cast, code=code, at=NOW)
    path = f"{home(cast)}{mine(cast, code).report.reference}/"
    visitor = enter(cast, code)

    assert visitor.get(f"{path}keuze/").status_code == 404
    assert "Lezen en kiezen" not in text_of(visitor.get(path))
