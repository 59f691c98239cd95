"""From the proposal of the protocol to an answer that the other side was told, each doing their own part."""

import pytest
from django.utils import timezone

from rugdekking.audit.actor import SYSTEM
from rugdekking.kernel.time import day_of
from rugdekking.measures.models import Answer
from rugdekking.measures.queries import reaction_recorded
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.roles import Role
from tests import make
from tests.attacks.planting import in_days
from tests.measures.letter_props import written
from tests.measures.props import BEHAVIOUR, CRITICISM, GROUND, REMEDY, THREAT, banned, decided, heard, put, weighed
from tests.perpetrators.props import recorded
from tests.reports.props import STORY
from tests.web.at_work import unlocked
from tests.web.office.browsing import browser

pytestmark = pytest.mark.django_db


def asked(cast: make.Cast, **other: str) -> dict[str, str]:
    return {
        "decider": str(cast.bas.membership.pk),
        "behaviour": BEHAVIOUR,
        "ground": GROUND,
        "remedy": "complaint",
        "remedy_text": REMEDY,
        **other,
    }


def test_a_measure_goes_all_the_way(cast: make.Cast) -> None:
    case = weighed(cast, THREAT)
    greet, bas = browser(cast.greet), browser(cast.bas)
    here, today = f"zaken/{case.reference}/reactie/", day_of(timezone.now())

    page = greet.send(f"{here}voorleggen/written_warning/", **asked(cast))
    assert "ligt voor" in page
    answer = Answer.objects.get()
    assert "de ander wordt nog gehoord" in bas.open("besluiten/")
    early = bas.refused(f"besluiten/{answer.pk}/besluit/", approve="yes", reason="Bedreigen mag niet.", motive="x")
    assert "nog niet gehoord" in early
    assert "Bedreigen mag niet." in early

    greet.send(f"{here}{answer.pk}/horen/", view="Hij was boos.", on=today)
    reading = bas.open(f"besluiten/{answer.pk}/")
    assert BEHAVIOUR in reading
    assert "Hij was boos." in reading
    bas.send(f"besluiten/{answer.pk}/besluit/", approve="yes", reason="Bedreigen mag niet.", motive="Past hier.")
    after = bas.open("besluiten/")
    assert "Er ligt nu niets voor" in after
    assert "Besloten in de laatste 30 dagen" in after
    assert "Besloten op" in after

    page = greet.send(f"{here}{answer.pk}/bekendmaken/", told="Met een brief.", on=today)
    assert "Dit is de reactie op het gedrag" in page
    assert "Bedreigen mag niet." in page
    assert reaction_recorded(case)


def test_the_decider_sees_the_proposal_and_not_the_case(cast: make.Cast) -> None:
    case = weighed(cast, THREAT)
    answer = heard(case, cast)
    bas = browser(cast.bas)

    page = bas.open(f"besluiten/{answer.pk}/")

    assert STORY.what not in page
    assert STORY.me.name not in page
    assert case.reference not in page
    bas.finds_nothing(f"zaken/{case.reference}/")


def test_what_one_can_decide_stands_first_with_its_day_and_what_it_is_about(cast: make.Cast) -> None:
    put(weighed(cast, THREAT), cast)
    heard(weighed(cast, THREAT), cast)

    page = browser(cast.bas).open("besluiten/")

    assert page.index("u kunt besluiten") < page.index("de ander wordt nog gehoord")
    assert "uiterlijk" in page
    assert " ".join(BEHAVIOUR.split()[:5]) in page
    assert "Voorgelegd op" in page


def test_the_proposal_stands_beside_the_decision_and_says_whom_it_is_about(cast: make.Cast) -> None:
    answer, bas = put(weighed(cast, THREAT), cast, "building_ban"), browser(cast.bas)
    page = f"besluiten/{answer.pk}/besluit/"
    assert "Dat staat hier nog niet" in bas.open(page)
    assert BEHAVIOUR in bas.open(page)

    written(answer, cast, "hearing_invitation")

    assert "De heer J. de Boer" in bas.open(page)
    assert "De heer J. de Boer" in bas.open(f"besluiten/{answer.pk}/")


def test_a_measure_with_a_place_warns_while_nobody_wrote_down_who_did_it(cast: make.Cast) -> None:
    case, greet = weighed(cast, THREAT), browser(cast.greet)
    ask = f"zaken/{case.reference}/reactie/voorleggen/"

    assert "Nog niet vastgelegd wie het deed" in greet.open(f"{ask}building_ban/")
    assert "Nog niet vastgelegd wie het deed" not in greet.open(f"{ask}written_warning/")
    recorded(case, cast)
    assert "Nog niet vastgelegd wie het deed" not in greet.open(f"{ask}building_ban/")


def test_the_card_begins_with_the_name_above_the_letter(cast: make.Cast) -> None:
    answer = banned(cast, at=timezone.now())
    written(answer, cast, "building_ban", at=timezone.now())

    card = f"/werk/{cast.desk.organisation.slug}/zaken/{answer.case.reference}/reactie/{answer.pk}/kaart/"

    assert 'value="De heer J. de Boer"' in unlocked(cast.greet).get(card).content.decode()


def test_a_decision_without_a_reason_comes_back(cast: make.Cast) -> None:
    answer = heard(weighed(cast, THREAT), cast)

    page = browser(cast.bas).refused(f"besluiten/{answer.pk}/besluit/", approve="no", reason="")

    assert "Schrijf de reden van uw besluit" in page


def test_who_decides_a_second_time_reads_that_it_was_done(cast: make.Cast) -> None:
    answer = decided(weighed(cast, THREAT), cast)

    page = browser(cast.bas).refused(f"besluiten/{answer.pk}/besluit/", approve="no", reason="Toch niet.", motive="x")

    assert "intussen al besloten" in page


def test_another_decider_finds_no_such_request(cast: make.Cast) -> None:
    answer = put(weighed(cast, THREAT), cast)
    other = make.newcomer(cast.desk, Role.DECIDER, name="Dirk", title="gemeentesecretaris")

    assert "Er ligt nu niets voor" in browser(other).open("besluiten/")
    browser(other).finds_nothing(f"besluiten/{answer.pk}/")
    browser(cast.greet).finds_nothing(f"besluiten/{answer.pk}/")


def test_a_decider_who_lost_the_role_finds_nothing(cast: make.Cast) -> None:
    answer = put(weighed(cast, THREAT), cast)
    bas = browser(cast.bas)
    organisations.set_roles(cast.bas.membership, roles=[Role.TASK_OWNER], by=SYSTEM, at=make.MIDDAY)

    bas.finds_nothing(f"besluiten/{answer.pk}/")


def test_only_who_has_the_mandate_can_be_chosen(cast: make.Cast) -> None:
    case = weighed(cast, THREAT)

    page = browser(cast.greet).refused(
        f"zaken/{case.reference}/reactie/voorleggen/written_warning/",
        **asked(cast, decider=str(cast.tim.membership.pk)),
    )

    assert "Kies wie beslist" in page
    assert GROUND in page


def test_not_hearing_the_other_side_asks_a_reason(cast: make.Cast) -> None:
    case = weighed(cast, THREAT)
    answer = put(case, cast)
    greet, path = browser(cast.greet), f"zaken/{case.reference}/reactie/{answer.pk}/niet-horen/"

    assert "Schrijf waarom niet" in greet.refused(path, reason="", later_on=in_days(3))
    assert "Kies een dag" in greet.refused(path, reason="Er is nu gevaar.")
    assert "Er is nu gevaar." in greet.send(path, reason="Er is nu gevaar.", later_on=in_days(3))


def test_a_proposal_is_taken_back(cast: make.Cast) -> None:
    case = weighed(cast, THREAT)
    answer = put(case, cast)

    page = browser(cast.greet).send(f"zaken/{case.reference}/reactie/{answer.pk}/intrekken/")

    assert "ingetrokken" in page
    assert "Er ligt nu niets voor" in browser(cast.bas).open("besluiten/")


def test_a_handler_gives_a_conversation_themselves(cast: make.Cast) -> None:
    case = weighed(cast, CRITICISM)
    greet = browser(cast.greet)
    page = greet.open(f"zaken/{case.reference}/reactie/")
    assert "Daar volgt nooit een maatregel op" in page

    given = {"behaviour": BEHAVIOUR, "reason": "Praten helpt.", "told": "Wij spraken af.", "on": "2026-03-10"}
    page = greet.send(f"zaken/{case.reference}/reactie/geven/conversation/", **given)

    assert "Gesprek" in page
    assert reaction_recorded(case)


def test_emotion_and_criticism_have_no_measure_to_choose(cast: make.Cast) -> None:
    case = weighed(cast, CRITICISM)

    browser(cast.greet).finds_nothing(f"zaken/{case.reference}/reactie/voorleggen/written_warning/")


def test_a_talk_by_the_police_waits_for_a_yes(cast: make.Cast) -> None:
    case = weighed(cast, THREAT)
    greet, path = browser(cast.greet), f"zaken/{case.reference}/reactie/voorleggen/stop_talk/"

    assert "De betrokkene moet eerst ja zeggen" in greet.open(path)

    page = greet.refused(path, **asked(cast))
    assert "geen toestemming" in page
    assert GROUND in page
