"""Practising with an invented case: the same work, and nothing of it is anywhere else."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction

from rugdekking.audit import actor
from rugdekking.audit.actor import SYSTEM
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.queries import Which, queue
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import promises
from rugdekking.config.worker import JOBS
from rugdekking.content.queries import latest
from rugdekking.content.schema import Choices, Offices
from rugdekking.drills import operations as drills
from rugdekking.drills.erasing import erase
from rugdekking.drills.models import Drill
from rugdekking.drills.operations import NotForYou
from rugdekking.drills.queries import held_drills, running_drill, scenarios
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.keys import operations as keys
from rugdekking.keys.circles import front_desk
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.letters import house
from rugdekking.measures.letters.own import Words
from rugdekking.measures.letters.queries import text_of
from rugdekking.measures.operations import propose
from rugdekking.notify.models import Mail, Silence
from rugdekking.notify.operations import send_waiting
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Desk, Kind, Membership, Organisation
from rugdekking.organisations.operations import NameTaken
from rugdekking.organisations.practising import seat_of
from rugdekking.organisations.queries import all_organisations, desk_at, desk_of, memberships_of, roles_of
from rugdekking.organisations.roles import Role
from rugdekking.perpetrators.models import Match
from rugdekking.reports.models import Report
from tests import make
from tests.attacks.world import everything
from tests.house.tree import is_public_page
from tests.perpetrators.props import between, met
from tests.recording import everything as every_row
from tests.reports.props import filed

LATER = make.MIDDAY + timedelta(days=30)


def started(cast: make.Cast) -> Drill:
    return drills.start(cast.desk, scenario="counter", ring=cast.cor, at=make.MIDDAY)


def seated(ring: StaffRing) -> StaffRing:
    """This person at their place in the drill, with the same secret."""
    seat = seat_of(ring.membership)
    assert seat is not None
    return StaffRing.of(seat, ring.secret)


def practice_cast(cast: make.Cast) -> make.Cast:
    people = (cast.greet, cast.cor, cast.vera, cast.bas, cast.nora, cast.tim, cast.ada)
    greet, cor, vera, bas, nora, tim, ada = (seated(one) for one in people)
    desk = desk_of(greet.organisation)
    return make.Cast(desk, greet, cor, vera, bas, nora, tim, ada, ())


def tables_of(organisation: Organisation) -> set[str]:
    """Every table, of whatever part, in which the organisation stands."""
    here = {organisation.pk, organisation.pk.bytes}
    rows = ((table, value) for table, all_rows in every_row().items() for row in all_rows for value in row)
    return {table for table, value in rows if isinstance(value, UUID | bytes) and value in here}


def test_everybody_has_the_same_place_and_the_desk_has_the_key(cast: make.Cast) -> None:
    drill = started(cast)

    assert drill.practice is not None
    for ring in (cast.greet, cast.cor, cast.vera, cast.bas, cast.nora, cast.tim):
        assert roles_of(seated(ring).membership) == roles_of(ring.membership)
    assert roles_of(seated(cast.ada).membership) == frozenset()
    report = Report.objects.filter(organisation=drill.practice).first()
    assert report is not None
    for reader in (cast.greet, cast.cor, cast.vera):
        seated(reader).open(report.key_id)


def test_the_work_in_a_drill_is_done_by_the_same_operations(cast: make.Cast) -> None:
    started(cast)
    playing = practice_cast(cast)

    thing = everything(playing)

    assert thing.case.organisation_id == playing.desk.organisation_id
    assert propose(thing.case, ring=playing.greet, at=make.MIDDAY)
    thing.case.refresh_from_db()
    cases.look(thing.case, ring=playing.cor, at=make.MIDDAY)


def test_the_front_desk_plays_along(cast: make.Cast) -> None:
    bo = make.newcomer(cast.desk, Role.FRONT_DESK, name="Bo", title="gastvrouw")
    keys.admit(bo.membership, desk=cast.desk, ring=cast.greet, at=make.MIDDAY)

    started(cast)

    assert front_desk(desk_of(seated(bo).organisation)) == [seated(bo).membership]


def test_nobody_is_recognised_from_a_drill_or_in_one(cast: make.Cast) -> None:
    real = met(cast)
    started(cast)
    invented = met(practice_cast(cast))

    assert between(real, invented) is None
    assert not Match.objects.exists()


def test_nothing_of_a_drill_is_in_the_queue_or_the_promises_of_the_desk(cast: make.Cast) -> None:
    started(cast)
    everything(practice_cast(cast))
    since, until = make.MIDDAY - timedelta(days=1), LATER

    for which in Which:
        page = queue(cast.cor.membership, which=which, at=make.MIDDAY)
        assert not page.rows
        assert all(count.number == 0 for count in page.counts.values())
    counted = promises(organisation=cast.desk.organisation_id, since=since, until=until, at=until)
    assert counted.kept + counted.missed == 0


def test_nothing_of_the_desk_is_in_a_drill(cast: make.Cast) -> None:
    filed(cast)
    drill = started(cast)

    assert Report.objects.filter(organisation=drill.practice).count() == 2
    assert not Case.objects.filter(organisation=drill.practice).exists()


def test_no_mail_leaves_a_drill(cast: make.Cast, mailoutbox: list[object]) -> None:
    started(cast)
    everything(practice_cast(cast))
    Mail.objects.filter(organisation=cast.desk.organisation_id).delete()
    assert Mail.objects.exists()

    sent = send_waiting(at=LATER, through=EmailBackend())

    assert (sent, mailoutbox) == (0, [])
    assert not Mail.objects.exists()


def test_a_drill_has_no_public_page_and_is_no_place_of_work(cast: make.Cast) -> None:
    drill = started(cast)

    assert drill.practice is not None
    assert drill.practice.slug == f"{cast.desk.organisation.slug}-oefening"
    assert desk_at(drill.practice.slug) is None
    assert drill.practice not in all_organisations()
    assert memberships_of(cast.cor.membership.person) == [cast.cor.membership]


def test_that_it_is_a_drill_stands_in_its_address_and_cannot_be_forgotten(cast: make.Cast) -> None:
    drill = started(cast)

    for change in ({"practice_of": None}, {"slug": "gewoon"}):
        with transaction.atomic(), pytest.raises(IntegrityError, match="a_drill_shows_in_its_address"):
            Organisation.objects.filter(pk=drill.practice_id).update(**change)
    for slug in ("weert-oefening", "w" * 41):
        with pytest.raises(NameTaken):
            make.desk(slug)


def test_letters_are_made_in_the_own_words_of_the_organisation(cast: make.Cast) -> None:
    warning = text_of(cast.desk.organisation, "warning")
    assert warning is not None
    own = {one.code: one.text for one in warning.paragraphs}
    words = Words("Onze eigen waarschuwing", own)
    by = actor.member(cast.cor.membership.pk, Role.COORDINATOR)
    house.change_wording(cast.desk.organisation, name="warning", words=words, seen=0, by=by, at=make.MIDDAY)

    drill = started(cast)

    assert drill.practice is not None
    lent = text_of(drill.practice, "warning")
    assert lent is not None
    assert lent.subject == "Onze eigen waarschuwing"


def test_throwing_away_leaves_no_row_and_no_key(cast: make.Cast) -> None:
    drill = started(cast)
    before = drill.practice
    assert before is not None
    everything(practice_cast(cast))
    assert tables_of(before) >= {"cases_case", "measures_answer", "aftercare_track", "keys_wrap", "notify_mail"}

    drills.throw_away(drill, by=cast.cor.membership, at=make.MIDDAY)

    assert tables_of(before) <= {"audit_entry", "audit_segment"}
    assert running_drill(cast.desk.organisation_id) is None
    assert [title for _, title in held_drills(cast.desk.organisation_id)] == ["Aan de balie: de tweede keer"]
    with pytest.raises(JustChanged):
        drills.throw_away(drill, by=cast.cor.membership, at=make.MIDDAY)


def test_no_table_can_be_forgotten_when_a_drill_is_thrown_away() -> None:
    """What carries no organisation belongs to a person, to the log, or to everybody; a drill has no toolkit."""
    without = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("rugdekking.")
        and not is_public_page(model)
        and "organisation" not in {field.name for field in model._meta.get_fields()}
    }

    of_people = {"people.Person", "people.StaffSession", "keys.PersonalKey", "keys.PersonalWrap", "keys.HeldForm"}
    assert without == of_people | {"organisations.Organisation", "content.Item", "knowledge.FormerAddress"}


def test_throwing_away_touches_nothing_of_the_desk(cast: make.Cast) -> None:
    real = everything(cast)
    drill = started(cast)
    counted = {
        model: model.objects.filter(organisation=cast.desk.organisation_id).count() for model in (Report, Clock)
    }

    drills.throw_away(drill, by=cast.cor.membership, at=make.MIDDAY)

    assert {model: model.objects.count() for model in counted} == counted
    cast.greet.open(real.case.key_id)
    with pytest.raises(ValueError, match="Only what exists for a drill"):
        erase(cast.desk.organisation)


def test_after_thirty_days_a_drill_goes_by_itself(cast: make.Cast) -> None:
    started(cast)
    everything(practice_cast(cast))
    job = next(job for job in JOBS if job.name == "throw away drills")

    job.run(LATER - timedelta(days=1))
    assert running_drill(cast.desk.organisation_id) is not None

    job.run(LATER)
    assert running_drill(cast.desk.organisation_id) is None
    assert not Desk.objects.filter(organisation__practice_of__isnull=False).exists()
    assert not Silence.objects.exists()


def test_one_drill_at_a_time_and_none_within_a_drill(cast: make.Cast) -> None:
    started(cast)

    with pytest.raises(JustChanged):
        started(cast)
    inside = seated(cast.cor)
    with pytest.raises(Refused, match="al in een oefening"):
        drills.start(desk_of(inside.organisation), scenario="counter", ring=inside, at=make.MIDDAY)


def test_the_coordinator_begins_and_throws_away(cast: make.Cast) -> None:
    with pytest.raises(NotForYou):
        drills.start(cast.desk, scenario="counter", ring=cast.greet, at=make.MIDDAY)
    drill = started(cast)
    with pytest.raises(NotForYou):
        drills.throw_away(drill, by=cast.greet.membership, at=make.MIDDAY)


def test_who_leaves_the_organisation_leaves_its_drill(cast: make.Cast) -> None:
    started(cast)

    organisations.end_membership(cast.tim.membership, by=SYSTEM, at=make.MIDDAY)

    assert seat_of(cast.tim.membership) is None
    assert not Membership.objects.filter(person=cast.tim.membership.person, left_on=None).exists()


def test_every_drill_speaks_of_behaviour_places_and_offices_that_exist(db: None) -> None:
    make.content()
    for scenario in scenarios():
        for report in scenario.reports:
            assert latest(Choices, "behaviours").choice(report.behaviour), scenario.id
            assert latest(Choices, "channels").choice(report.channel), scenario.id
            for kind in Kind:
                assert latest(Offices, kind).office(report.offices[kind]), (scenario.id, kind)
