"""A measure with a term in the pages: put, decided, running, looked at again, changed, objected to and lifted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer, Change, ChangeKind, Objection
from rugdekking.organisations.roles import Role
from tests import make
from tests.measures.props import (
    BASIC_SERVICES,
    BEHAVIOUR,
    GROUND,
    REMEDY,
    SCOPE,
    THREAT,
    agreed,
    asked_to,
    banned,
    heard,
    served,
    weighed,
)
from tests.reports.props import STORY
from tests.web.office.browsing import browser

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = day_of(NOW)


@pytest.fixture
def loes(cast: make.Cast) -> StaffRing:
    return make.newcomer(cast.desk, Role.DECIDER, name="Loes", title="wethouder")


def asked(cast: make.Cast, **other: str) -> dict[str, str]:
    return {
        "decider": str(cast.bas.membership.pk),
        "behaviour": BEHAVIOUR,
        "ground": GROUND,
        "remedy": "complaint",
        "remedy_text": REMEDY,
        "length": "6",
        "scope": SCOPE,
        "basic_services": BASIC_SERVICES,
        **other,
    }


def test_a_ban_is_put_decided_shorter_and_runs(cast: make.Cast) -> None:
    case = weighed(cast, THREAT, at=NOW)
    greet, bas = browser(cast.greet), browser(cast.bas)
    here = f"zaken/{case.reference}/reactie/"
    assert "gewoonlijk 3 maanden" in greet.open(f"{here}voorleggen/building_ban/")
    assert "Schrijf wat er mogelijk blijft" in greet.refused(
        f"{here}voorleggen/building_ban/", **asked(cast, basic_services="")
    )

    greet.send(f"{here}voorleggen/building_ban/", **asked(cast))
    answer = Answer.objects.get()
    greet.send(f"{here}{answer.pk}/horen/", view="Hij was boos.", on=TODAY)
    reading = bas.open(f"besluiten/{answer.pk}/")
    assert SCOPE in reading
    assert "6 maanden" in reading
    said = {"approve": "yes", "reason": "Korter is genoeg.", "motive": "Eerste keer.", "begins_on": TODAY}
    assert "12 maanden" not in bas.html(f"besluiten/{answer.pk}/besluit/")
    bas.send(f"besluiten/{answer.pk}/besluit/", **said, length="3")
    page = greet.send(f"{here}{answer.pk}/bekendmaken/", told="Met een brief.", on=TODAY)

    assert "Opnieuw bekijken uiterlijk" in page
    answer.refresh_from_db()
    assert (answer.state, answer.length, answer.begins_on) == ("running", 3, TODAY)


def test_a_warning_asks_for_no_length_and_no_place(cast: make.Cast) -> None:
    case = weighed(cast, THREAT)

    page = browser(cast.greet).html(f"zaken/{case.reference}/reactie/voorleggen/written_warning/")

    assert 'name="length"' not in page
    assert 'name="scope"' not in page


def test_a_ban_is_looked_at_again_and_stays(cast: make.Cast) -> None:
    answer = banned(cast, at=NOW)
    greet, path = browser(cast.greet), f"maatregelen/{answer.pk}/bekijken/"

    assert "Kies wie over de verandering beslist" in greet.refused(path, on=TODAY, outcome="lift", reason="Goed.")
    page = greet.send(path, on=TODAY, outcome="continue", reason="Hij belt nog elke week.")

    assert "de maatregel blijft zoals zij is" in page
    assert "Hij belt nog elke week." in page


def test_a_look_that_wants_to_lift_goes_to_the_decider_and_holds_once_told(cast: make.Cast) -> None:
    answer = banned(cast, at=NOW)
    greet, bas, here = browser(cast.greet), browser(cast.bas), f"maatregelen/{answer.pk}/"
    looked = {"on": TODAY, "outcome": "lift", "reason": "Het gaat goed.", "decider": cast.bas.membership.pk}

    greet.send(f"{here}bekijken/", **looked)
    change = Change.objects.get()
    assert "opheffen" in bas.open("besluiten/")
    reading = bas.open(f"maatregelen/wijziging/{change.pk}/")
    assert "Het gaat goed." in reading
    assert STORY.what not in reading
    bas.send(f"maatregelen/wijziging/{change.pk}/besluit/", approve="yes", reason="Mooi.")
    assert "Besluit van burgemeester" in bas.open(f"maatregelen/wijziging/{change.pk}/")
    assert "De ander weet het nog niet" in greet.open(here)
    page = greet.send(f"{here}wijziging/{change.pk}/bekendmaken/", told="Met een brief.", on=TODAY)

    assert "opgeheven" in page
    assert "Met een brief." in page


def test_a_longer_term_asks_the_other_side_and_stays_within_the_maximum(cast: make.Cast) -> None:
    answer = banned(cast, at=NOW)
    greet, path = browser(cast.greet), f"maatregelen/{answer.pk}/wijzigen/"
    wish = {"kind": "extend", "ground": "Hij kwam weer.", "decider": cast.bas.membership.pk}

    longer = TODAY + timedelta(days=150)
    assert "wat de ander ervan vindt" in greet.refused(path, **wish, ends_on=longer)
    assert "Kies een andere laatste dag" in greet.refused(path, **wish, ends_on=TODAY + timedelta(days=500), view="x")
    assert "Voorgelegd" in greet.send(path, **wish, ends_on=longer, view="Hij vindt het te lang.")


def test_a_change_is_taken_back(cast: make.Cast) -> None:
    answer = banned(cast, at=NOW)
    change = asked_to(answer, cast, ChangeKind.LIFT, at=NOW)

    page = browser(cast.greet).send(f"maatregelen/{answer.pk}/wijziging/{change.pk}/intrekken/")

    assert "Ingetrokken" in page
    assert "Er ligt nu niets voor" in browser(cast.bas).open("besluiten/")


def test_an_objection_is_judged_by_another_and_answered(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast, at=NOW)
    greet, other, here = browser(cast.greet), browser(loes), f"maatregelen/{answer.pk}/"
    assert str(cast.bas.membership.pk) not in greet.html(f"{here}bezwaar/")

    page = greet.send(f"{here}bezwaar/", on=TODAY, text="Ik was er niet.", answerer=loes.membership.pk)
    assert "Loes beoordeelt het" in page
    objection = Objection.objects.get()
    assert "Bezwaar tegen" in other.open("besluiten/")
    reading = other.open(f"maatregelen/bezwaar/{objection.pk}/")
    assert "Ik was er niet." in reading
    assert STORY.what not in reading
    judged = {"finding": "founded", "kind": "lift", "reason": "Hij was er echt niet."}
    assert "Uw oordeel: gegrond" in other.send(f"maatregelen/bezwaar/{objection.pk}/oordeel/", **judged)
    assert "Vertel de ander het oordeel" in greet.open(here)
    page = greet.send(f"{here}bezwaar/{objection.pk}/antwoord/", told="Met een brief.", on=TODAY)

    assert "opgeheven" in page
    assert "Gegrond" in page


def test_an_objection_to_a_warning_changes_nothing_that_runs(cast: make.Cast, loes: StaffRing) -> None:
    answer = served(weighed(cast, at=NOW), cast, at=NOW)
    greet = browser(cast.greet)
    greet.send(f"maatregelen/{answer.pk}/bezwaar/", on=TODAY, text="Nee.", answerer="")
    objection = Objection.objects.get()
    path = f"maatregelen/{answer.pk}/bezwaar/{objection.pk}/"
    assert "Kies wie het beoordeelt" in greet.open(f"maatregelen/{answer.pk}/")
    greet.send(f"{path}wie/", member=loes.membership.pk)

    page = browser(loes).html(f"maatregelen/bezwaar/{objection.pk}/oordeel/")
    assert 'name="kind"' not in page
    assert "ingetrokken" in greet.send(f"{path}intrekken/")


def test_the_keeper_of_a_closed_case_sees_the_measure_and_nothing_else(cast: make.Cast) -> None:
    answer = banned(cast, at=NOW)
    nora = browser(cast.nora)
    nora.finds_nothing(f"maatregelen/{answer.pk}/")
    for clock in Clock.objects.filter(subject_id=answer.pk, ended_at=None):
        clocks.name_keeper(clock.pk, keeper=cast.nora.membership.pk)
    measures.give_keeper(answer.pk, keeper=cast.nora.membership, ring=cast.greet)

    assert "U let op een maatregel" in nora.open("taken/")
    assert "Toegangsverbod" in nora.open("maatregelen/")
    page = nora.open(f"maatregelen/{answer.pk}/")
    assert answer.case.reference not in page
    nora.finds_nothing(f"zaken/{answer.case.reference}/")
    looked = {"on": TODAY, "outcome": "lift", "reason": "Het gaat goed.", "decider": cast.bas.membership.pk}
    assert "opnieuw" in nora.send(f"maatregelen/{answer.pk}/bekijken/", **looked)
    change = Change.objects.get()
    measures.decide_change(change, approve=True, reason="Mooi.", ring=cast.bas, at=NOW)
    told = {"on": TODAY, "told": "Met een brief."}
    assert "opgeheven" in nora.send(f"maatregelen/{answer.pk}/wijziging/{change.pk}/bekendmaken/", **told)
    assert "U let nu op geen maatregel" in nora.open("maatregelen/")


def test_nobody_else_finds_a_measure_a_change_or_an_objection(cast: make.Cast, loes: StaffRing) -> None:
    answer = banned(cast, at=NOW)
    change = agreed(answer, cast, ChangeKind.LIFT, at=NOW)
    objection = measures.receive_objection(
        answer, text="Nee.", received_on=TODAY, answerer=loes.membership, ring=cast.greet, at=NOW
    )

    for ring in (cast.tim, cast.nora, cast.bas):
        browser(ring).finds_nothing(f"maatregelen/{answer.pk}/")
        browser(ring).finds_nothing(f"maatregelen/bezwaar/{objection.pk}/")
    browser(loes).finds_nothing(f"maatregelen/wijziging/{change.pk}/")
    waiting = heard(weighed(cast, at=NOW), cast, "building_ban", at=NOW)
    browser(cast.greet).finds_nothing(f"maatregelen/{waiting.pk}/")
