"""The wish of the person concerned: it leads, it may change, and without a yes nothing goes to the police."""

import pytest

from rugdekking.audit.models import Entry
from rugdekking.notify.models import Mail
from rugdekking.police import operations as police
from rugdekking.police.choosing import taken_back_on
from rugdekking.police.models import Dossier, Filer, Part
from rugdekking.police.operations import AnotherWish, GoesWithNothing, NoSuchWay, NotAgreedYet
from rugdekking.police.queries import sheets
from rugdekking.police.sheets import Wish
from rugdekking.reports import operations as reports
from rugdekking.reports.actors import NotYours
from rugdekking.reports.choices import Step
from rugdekking.reports.operations.consents import AskedAlready
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.aftercare.props import relative
from tests.content import shipped
from tests.measures.props import weighed
from tests.police.props import filed_for, own_file
from tests.reports.props import filed, mine, ring_of

COMPLAINT = Wish(way="complaint", filer=Filer.PERSON)


def wanted(dossier: Dossier, cast: make.Cast, wish: Wish = COMPLAINT) -> None:
    police.record_wish(dossier, wish=wish, ring=cast.greet, at=make.MIDDAY)


def test_nothing_is_handed_over_before_the_person_chose(cast: make.Cast) -> None:
    dossier, _ = own_file(cast, AccessCode.new())

    with pytest.raises(AnotherWish):
        police.must_be_wanted(dossier, way="notification", ring=cast.greet)


def test_the_wish_leads_and_handing_over_in_another_way_is_refused_with_the_reason(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    wanted(dossier, cast)
    (consent,) = police.ask_agreement(dossier, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NotAgreedYet):
        police.must_be_wanted(dossier, way="complaint", ring=cast.greet)
    reports.answer_consent(consent, given=True, ring=own, at=make.MIDDAY)

    police.must_be_wanted(dossier, way="complaint", ring=cast.greet)
    with pytest.raises(AnotherWish, match="koos ‘Aangifte bij de politie’ en niet ‘Melding bij de politie’"):
        police.must_be_wanted(dossier, way="notification", ring=cast.greet)


def test_the_person_changes_the_wish_on_the_own_page_and_the_handlers_hear_that_something_waits(
    cast: make.Cast,
) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    wanted(dossier, cast)
    told = Mail.objects.filter(address=cast.greet.membership.person.email).count()

    police.record_wish(dossier, wish=Wish(way="nothing_now", remark="Nog even niet."), ring=own, at=make.MIDDAY)

    newest, first = sheets(dossier, Part.WISH, Wish, ring=ring_of(cast, code))
    assert (newest.written.way, newest.row.written_by) == ("nothing_now", None)
    assert (first.written.way, first.row.written_by) == ("complaint", cast.greet.membership)
    assert Mail.objects.filter(address=cast.greet.membership.person.email).count() == told + 1
    assert Entry.objects.filter(action="dossier.wish_written").count() == 2


def test_a_yes_that_is_taken_back_stops_handing_over(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    wanted(dossier, cast)
    (consent,) = police.ask_agreement(dossier, ring=cast.greet, at=make.MIDDAY)
    reports.answer_consent(consent, given=True, ring=own, at=make.MIDDAY)

    reports.withdraw_consent(consent, ring=own, at=make.MIDDAY)

    with pytest.raises(NotAgreedYet):
        police.must_be_wanted(dossier, way="complaint", ring=cast.greet)


def test_the_desk_reads_on_which_day_a_yes_was_taken_back_or_everything_kept_inside(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    wanted(dossier, cast)
    (consent,) = police.ask_agreement(dossier, ring=cast.greet, at=make.MIDDAY)
    reports.answer_consent(consent, given=True, ring=own, at=make.MIDDAY)
    assert taken_back_on(dossier, ring=cast.greet) is None

    reports.withdraw_consent(consent, ring=own, at=make.MIDDAY)
    assert taken_back_on(dossier, ring=cast.greet) == make.MIDDAY.date()
    wanted(dossier, cast, Wish(way="notification"))
    assert taken_back_on(dossier, ring=cast.greet) is None
    police.record_wish(dossier, wish=Wish(way="nothing_now"), ring=own, at=make.MIDDAY)
    assert taken_back_on(dossier, ring=cast.greet) == make.MIDDAY.date()


def test_a_yes_to_telling_the_police_is_no_yes_to_a_complaint(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, _ = own_file(cast, code)
    report = mine(cast, code).report
    reports.record_consent(report, step=Step.POLICE, given=True, note="Bellen.", ring=cast.greet, at=make.MIDDAY)
    wanted(dossier, cast)

    with pytest.raises(NotAgreedYet):
        police.must_be_wanted(dossier, way="complaint", ring=cast.greet)


def test_the_same_question_is_not_asked_twice(cast: make.Cast) -> None:
    dossier, _ = own_file(cast, AccessCode.new())
    wanted(dossier, cast)
    police.ask_agreement(dossier, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(AskedAlready):
        police.ask_agreement(dossier, ring=cast.greet, at=make.MIDDAY)


def test_somebody_without_a_report_says_yes_by_word_of_mouth(cast: make.Cast) -> None:
    case = weighed(cast)
    dossier = filed_for(case, cast, relative(case, cast))
    wanted(dossier, cast, Wish(way="notification"))
    with pytest.raises(NotAgreedYet):
        police.must_be_wanted(dossier, way="notification", ring=cast.greet)
    with pytest.raises(NotAgreedYet):
        police.ask_agreement(dossier, ring=cast.greet, at=make.MIDDAY)

    wanted(dossier, cast, Wish(way="notification", agreed=True))

    police.must_be_wanted(dossier, way="notification", ring=cast.greet)


def test_who_wants_two_things_is_asked_for_each_and_gets_both(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    wanted(dossier, cast, Wish(way="complaint", also=("takedown", "own_answer")))

    asked = police.ask_agreement(dossier, ring=cast.greet, at=make.MIDDAY)

    assert {one.step for one in asked} == {Step.COMPLAINT, Step.PLATFORM}
    (complaint,) = (one for one in asked if one.step == Step.COMPLAINT)
    reports.answer_consent(complaint, given=True, ring=own, at=make.MIDDAY)
    police.must_be_wanted(dossier, way="complaint", ring=cast.greet)
    police.must_be_wanted(dossier, way="own_answer", ring=cast.greet)
    with pytest.raises(NotAgreedYet):
        police.must_be_wanted(dossier, way="takedown", ring=cast.greet)
    wanted(dossier, cast, Wish(way="takedown", also=("complaint",)))
    assert taken_back_on(dossier, ring=cast.greet) is None


@pytest.mark.parametrize("also", ["complaint", "not_yet"])
def test_nothing_for_now_goes_with_nothing_else(cast: make.Cast, also: str) -> None:
    dossier, _ = own_file(cast, AccessCode.new())

    with pytest.raises(GoesWithNothing):
        wanted(dossier, cast, Wish(way="nothing_now", also=(also,)))


def test_what_asks_nothing_of_anybody_outside_needs_no_yes(cast: make.Cast) -> None:
    dossier, _ = own_file(cast, AccessCode.new())
    wanted(dossier, cast, Wish(way="own_answer"))

    police.must_be_wanted(dossier, way="own_answer", ring=cast.greet)


def test_nobody_chooses_in_somebody_elses_name_or_what_does_not_exist(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    stranger = filed(cast).ring

    with pytest.raises(NotYours):
        police.record_wish(dossier, wish=COMPLAINT, ring=stranger, at=make.MIDDAY)
    with pytest.raises(NoSuchWay):
        police.record_wish(dossier, wish=Wish(way="revenge"), ring=own, at=make.MIDDAY)


def test_each_way_says_what_it_asks_brings_and_risks_and_asks_for_a_step_that_exists() -> None:
    ways = shipped.ways().ways

    assert {one.code for one in ways if one.to_police} == {"notification", "complaint", "stop_talk"}
    assert all(one.asks and one.brings and one.risks for one in ways)
    assert {one.step for one in ways if one.step} <= set(Step)
    assert all(one.step for one in ways if one.to_police)
