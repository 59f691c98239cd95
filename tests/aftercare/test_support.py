"""Offering support, and hearing a yes or a no."""

import pytest
from django.db import IntegrityError, transaction

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import Moment, Track
from rugdekking.aftercare.operations import AlreadyOffered, NoSupportWanted, NotACarer, NotYours
from rugdekking.aftercare.status import MomentState, TrackState
from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.operations.at_work import NotConfirmedYet
from rugdekking.clocks.models import Clock
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Wrap
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.organisations.roles import Role
from rugdekking.reports import queries as reports_queries
from rugdekking.reports.choices import Answer, Step
from rugdekking.reports.models import Consent, Report
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.secrets import CannotOpen
from tests import make
from tests.aftercare.props import concerned, offered, relative, supported
from tests.measures.props import taken
from tests.reports.props import STORY, filed, ring_of


def test_nothing_is_planned_before_the_person_said_yes(cast: make.Cast) -> None:
    track = offered(taken(cast), cast)

    with pytest.raises(NoSupportWanted):
        aftercare.plan_moments(track, ring=cast.greet, at=make.MIDDAY)
    assert not Moment.objects.exists()


def test_a_no_is_respected_nothing_is_planned_and_nobody_asks_again(cast: make.Cast) -> None:
    case = taken(cast)
    track = offered(case, cast)
    aftercare.answer_offer(track, accepts=False, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(NoSupportWanted):
        aftercare.plan_moments(track, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(AlreadyOffered):
        offered(case, cast)
    with pytest.raises(JustChanged):
        aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        aftercare.assign_carer(track, carer=cast.nora.membership, ring=cast.greet, at=make.MIDDAY)
    assert not Moment.objects.exists()


def test_who_said_no_may_come_back(cast: make.Cast) -> None:
    track = offered(taken(cast), cast)
    aftercare.answer_offer(track, accepts=False, ring=cast.greet, at=make.MIDDAY)

    aftercare.come_back(track, ring=cast.greet, at=make.MIDDAY)
    aftercare.plan_moments(track, ring=cast.greet, at=make.MIDDAY)

    assert Moment.objects.filter(track=track, state=MomentState.PLANNED).count() == 4


def test_a_carer_records_that_a_relative_came_back_and_not_what_stands_in_a_report(cast: make.Cast) -> None:
    case = taken(cast)
    of_relative, own = supported(case, cast, relative(case, cast)), supported(case, cast)
    for track in (of_relative, own):
        aftercare.stop_support(track, ring=cast.nora, at=make.MIDDAY)

    aftercare.come_back(of_relative, ring=cast.nora, at=make.MIDDAY)
    with pytest.raises(NotYours):
        aftercare.come_back(own, ring=cast.nora, at=make.MIDDAY)
    aftercare.come_back(own, ring=cast.greet, at=make.MIDDAY)

    assert {of_relative.state, own.state} == {TrackState.RUNNING}


def test_the_reporter_reads_in_which_role_somebody_looked_outside_the_report(cast: make.Cast) -> None:
    case = taken(cast)
    track = supported(case, cast)
    of_relative = supported(case, cast, relative(case, cast))
    aftercare.look(track, ring=cast.nora, at=make.MIDDAY)

    opened = queries.opened_by_others(track.person.report)

    assert case.pk in opened
    assert track.pk in opened
    assert of_relative.pk not in opened
    assert Role.CARER in {look.role for look in reports_queries.looks(track.person.report, also=opened)}


def test_who_gives_no_answer_is_left_in_peace_and_may_still_say_yes(cast: make.Cast) -> None:
    case = taken(cast)
    track = offered(case, cast, relative(case, cast))

    aftercare.give_up_asking(track, ring=cast.greet, at=make.MIDDAY)
    assert track.state == TrackState.NO_ANSWER

    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)
    assert track.state == TrackState.RUNNING


def test_the_reporter_is_asked_and_says_yes_on_their_own_page(cast: make.Cast) -> None:
    code = make.code()
    case = taken_with(cast, code)
    track = offered(case, cast)
    asked = Consent.objects.get(step=Step.CARER)
    assert asked.state == Answer.ASKED

    aftercare.answer_consent(asked, given=True, ring=ring_of(cast, code), at=make.MIDDAY)

    track.refresh_from_db()
    assert (track.state, Consent.objects.get(step=Step.CARER).state) == (TrackState.RUNNING, Answer.GIVEN)


def test_a_no_on_the_own_page_is_a_no(cast: make.Cast) -> None:
    code = make.code()
    case = taken_with(cast, code)
    track = offered(case, cast)

    aftercare.answer_consent(Consent.objects.get(), given=False, ring=ring_of(cast, code), at=make.MIDDAY)

    track.refresh_from_db()
    assert track.state == TrackState.REFUSED


def test_taking_consent_back_cancels_every_planned_talk(cast: make.Cast) -> None:
    code = make.code()
    case = taken_with(cast, code)
    track = offered(case, cast)
    consent = Consent.objects.get()
    aftercare.answer_consent(consent, given=True, ring=ring_of(cast, code), at=make.MIDDAY)
    aftercare.plan_moments(track, ring=cast.greet, at=make.MIDDAY)

    aftercare.withdraw_consent(consent, ring=ring_of(cast, code), at=make.MIDDAY)

    track.refresh_from_db()
    assert track.state == TrackState.STOPPED
    assert set(Moment.objects.values_list("state", flat=True)) == {MomentState.CANCELLED}
    assert not Clock.objects.filter(subject_kind="moment", ended_at=None).exists()


def test_what_was_said_by_word_of_mouth_stands_on_the_own_page_as_well(cast: make.Cast) -> None:
    track = offered(taken(cast), cast)

    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)

    states = set(Consent.objects.filter(step=Step.CARER).values_list("state", flat=True))
    assert Answer.GIVEN in states
    assert Answer.ASKED not in states


def test_a_relative_and_a_witness_get_support_of_their_own(cast: make.Cast) -> None:
    case = taken(cast)

    own, of_relative = supported(case, cast), supported(case, cast, relative(case, cast))

    assert own.key_id != of_relative.key_id
    assert [one.whom.name for one in queries.open_tracks([of_relative], cast.nora)] == ["Anouk"]


def test_a_carer_has_name_contact_and_planning_and_nothing_else_of_the_case(cast: make.Cast) -> None:
    case = taken(cast)
    track = supported(case, cast)

    (row,) = queries.tracks_of(cast.nora.membership)
    (seen,) = queries.open_tracks([row], cast.nora)

    assert (seen.whom.name, seen.whom.contact, seen.whom.remark) == (
        STORY.me.name,
        STORY.contact.phone,
        "Belt liever 's avonds.",
    )
    assert len(seen.moments) == 4
    assert not seen.waits
    for key in (case.key_id, track.person.report.key_id):
        with pytest.raises(NoKey):
            cast.nora.open(key)


def test_a_carer_sees_only_the_people_they_support(cast: make.Cast) -> None:
    case = taken(cast)
    track = supported(case, cast)
    other = make.newcomer(cast.desk, Role.CARER, name="Otto", title="collegiale opvang")

    assert queries.tracks_of(other.membership) == []
    assert queries.track_for(other.membership, track.pk) is None
    assert queries.open_tracks([track], other) == []
    for ring in (other, cast.tim, cast.bas, cast.ada):
        with pytest.raises(NotYours):
            aftercare.look(track, ring=ring, at=make.MIDDAY)


def test_a_carer_who_is_kept_out_of_the_report_finds_nothing(cast: make.Cast) -> None:
    case = taken(cast)
    track = supported(case, cast)
    keys.bar_member(track.person.report_id, membership=cast.nora.membership)

    assert queries.tracks_of(cast.nora.membership) == []
    assert queries.track_for(cast.nora.membership, track.pk) is None
    assert queries.carers(case) == []
    with pytest.raises(NotACarer):
        aftercare.assign_carer(track, carer=cast.nora.membership, ring=cast.greet, at=make.MIDDAY)


def test_a_carer_without_a_key_waits_visibly_and_gets_it_afterwards(cast: make.Cast) -> None:
    new = make.member(cast.desk, Role.CARER, name="Otto", title="collegiale opvang")
    track = offered(taken(cast), cast)
    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)

    aftercare.assign_carer(track, carer=new, ring=cast.greet, at=make.MIDDAY)
    assert [one.waits for one in queries.open_tracks([track], cast.greet)] == [True]

    made = keys.set_up_person(new.person, passphrase=make.PASSPHRASE, at=make.MIDDAY)
    aftercare.assign_carer(track, carer=new, ring=cast.greet, at=make.MIDDAY)
    assert [one.waits for one in queries.open_tracks([track], cast.greet)] == [False]
    assert aftercare.look(track, ring=StaffRing.of(new, made.secret), at=make.MIDDAY).name == STORY.me.name


def test_a_former_carer_loses_the_person_and_the_clocks(cast: make.Cast) -> None:
    track = supported(taken(cast), cast)
    otto = make.newcomer(cast.desk, Role.CARER, name="Otto", title="collegiale opvang")

    aftercare.assign_carer(track, carer=otto.membership, ring=cast.greet, at=make.MIDDAY)

    assert queries.tracks_of(cast.nora.membership) == []
    assert not Wrap.objects.filter(key=track.key_id, holder=cast.nora.membership.pk).exists()
    owners = set(Clock.objects.filter(subject_kind="moment", ended_at=None).values_list("owner", flat=True))
    assert owners == {otto.membership.pk}


def test_only_a_carer_is_asked_to_care(cast: make.Cast) -> None:
    track = offered(taken(cast), cast)
    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(NotACarer):
        aftercare.assign_carer(track, carer=cast.tim.membership, ring=cast.greet, at=make.MIDDAY)


def test_no_carer_hears_of_somebody_before_they_confirmed_what_the_desk_typed(cast: make.Cast) -> None:
    track = offered(taken(cast), cast)
    aftercare.answer_offer(track, accepts=True, ring=cast.greet, at=make.MIDDAY)
    Report.objects.update(awaits_confirmation=True)

    with pytest.raises(NotConfirmedYet):
        aftercare.assign_carer(track, carer=cast.nora.membership, ring=cast.greet, at=make.MIDDAY)


def test_only_who_handles_the_case_offers_support(cast: make.Cast) -> None:
    case = taken(cast)
    person = concerned(case, cast)

    with pytest.raises(NotYourCase):
        aftercare.offer_support(case, person=person, remark="", ring=cast.cor, at=make.MIDDAY)


def test_a_look_of_the_carer_is_logged_in_that_role(cast: make.Cast) -> None:
    track = supported(taken(cast), cast)

    aftercare.look(track, ring=cast.nora, at=make.MIDDAY)

    assert Entry.objects.get(subject=track.pk, action="support.looked").role == Role.CARER


def test_support_ends_with_a_closing_conversation_or_when_the_person_stops(cast: make.Cast) -> None:
    case = taken(cast)
    ended, stopped = supported(case, cast), supported(case, cast, relative(case, cast))

    aftercare.close_support(ended, ring=cast.nora, at=make.MIDDAY)
    aftercare.stop_support(stopped, ring=cast.nora, at=make.MIDDAY)

    assert (ended.state, stopped.state) == (TrackState.ENDED, TrackState.STOPPED)
    assert not Moment.objects.filter(state=MomentState.PLANNED).exists()
    assert not Clock.objects.filter(subject_kind="moment", ended_at=None).exists()
    with pytest.raises(JustChanged):
        aftercare.close_support(ended, ring=cast.nora, at=make.MIDDAY)


def test_who_someone_is_does_not_open_when_it_was_moved(cast: make.Cast) -> None:
    case = taken(cast)
    one, other = supported(case, cast), supported(case, cast, relative(case, cast))
    Track.objects.filter(pk=one.pk).update(sealed=other.sealed, key=other.key)
    one.refresh_from_db()

    with pytest.raises(CannotOpen):
        queries.open_tracks([one], cast.nora)


@pytest.mark.parametrize(
    "change", [{"answered_on": None}, {"ended_on": make.MIDDAY.date()}, {"state": TrackState.REFUSED}]
)
def test_the_database_keeps_support_to_who_said_yes(cast: make.Cast, change: dict[str, object]) -> None:
    track = supported(taken(cast), cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Track.objects.filter(pk=track.pk).update(**change)


def taken_with(cast: make.Cast, code: AccessCode) -> Case:
    """The case of a report whose reporter holds `code`."""
    return cases.open_for(filed(cast, code=code).report, ring=cast.greet, at=make.MIDDAY)
