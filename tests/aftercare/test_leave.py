"""Somebody is kept out of a case; and what was kept long enough is destroyed."""

from datetime import timedelta

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import CarerNote, Feedback, Moment, Referral, Track
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.queries import reports_of
from rugdekking.clocks.models import Clock
from rugdekking.keys.models import Key, KeyKind
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries as measure_queries
from rugdekking.reports import operations as reports
from tests import make
from tests.aftercare.props import concerned, in_aftercare, relative, supported, told
from tests.measures.props import fresh, heard, weighed
from tests.reports.props import filed, ring_of


def locked_again(ring: StaffRing) -> StaffRing:
    """The same person in a later request, who remembers no key."""
    return StaffRing.of(ring.membership, ring.secret)


def closed(cast: make.Cast) -> Case:
    case = in_aftercare(cast)
    track = supported(case, cast)
    aftercare.write_note(track, text="Slaapt weer.", ring=cast.nora, at=make.MIDDAY)
    aftercare.ask_referral(case, person=concerned(case, cast), ring=cast.greet, at=make.MIDDAY)
    told(case, cast)
    cases.close(case, outcome="settled", ring=cast.greet, at=make.MIDDAY)
    return case


def test_a_carer_who_is_kept_out_loses_the_person_and_somebody_else_is_asked(cast: make.Cast) -> None:
    case = weighed(cast)
    track = supported(case, cast)

    aftercare.keep_out(case, membership=cast.nora.membership, ring=cast.greet, at=make.MIDDAY)

    assert queries.tracks_of(cast.nora.membership) == []
    assert queries.open_tracks([track], locked_again(cast.nora)) == []
    (seen,) = queries.open_tracks(queries.tracks_in(case), cast.greet)
    assert seen.row.carer is None
    assert set(Clock.objects.filter(subject_kind="moment", ended_at=None).values_list("owner", flat=True)) == {None}


def test_keeping_out_reaches_every_part_of_the_case(cast: make.Cast) -> None:
    case = weighed(cast)
    heard(case, cast)

    aftercare.keep_out(case, membership=cast.bas.membership, ring=cast.greet, at=make.MIDDAY)

    assert measure_queries.requests_for(cast.bas.membership) == []
    assert case.pk in {one.pk for one in Case.objects.all()}
    assert cast.bas.membership.pk in queries.cases.barred_from(case)


def test_after_new_keys_handler_and_carer_still_read_theirs(cast: make.Cast) -> None:
    case = weighed(cast)
    track = supported(case, cast)

    aftercare.keep_out(case, membership=cast.tim.membership, ring=cast.greet, at=make.MIDDAY)

    assert fresh(case, cast.greet).key_id != case.key_id
    for ring in (cast.greet, cast.nora):
        assert len(queries.open_tracks([track], locked_again(ring))) == 1


def test_a_carers_notes_go_half_a_year_after_closing_and_the_rest_stays(cast: make.Cast) -> None:
    closed(cast)

    aftercare.destroy_due(at=make.MIDDAY + timedelta(days=180))
    assert CarerNote.objects.count() == 1
    aftercare.destroy_due(at=make.MIDDAY + timedelta(days=190))

    assert not CarerNote.objects.exists()
    assert not Key.objects.filter(kind=KeyKind.PRIVATE).exists()
    assert Track.objects.count() == 1


def test_a_case_that_was_kept_long_enough_leaves_no_care_and_no_key(cast: make.Cast) -> None:
    closed(cast)
    Clock.objects.filter(ended_at=None).update(ended_at=make.MIDDAY, outcome="stopped", wake_at=None)

    aftercare.destroy_due(at=make.MIDDAY + timedelta(days=740))

    for model in (Track, Moment, CarerNote, Referral, Feedback):
        assert not model.objects.exists()
    assert not Key.objects.filter(kind__in=[KeyKind.TRACK, KeyKind.PRIVATE]).exists()
    assert not Clock.objects.filter(subject_kind="moment").exists()


def test_who_withdrew_leaves_no_care_behind_in_a_case_that_others_share(cast: make.Cast) -> None:
    code = make.code()
    case = weighed(cast, code=code)
    supported(case, cast)
    (report,) = reports_of(case)
    other = filed(cast).report
    cases.join(case, other, ring=cast.greet, at=make.MIDDAY)
    told(case, cast)
    stays = supported(case, cast, relative(case, cast))
    reports.withdraw(report, ring=ring_of(cast, code), at=make.MIDDAY)
    shown = make.MIDDAY + timedelta(days=31)

    aftercare.destroy_due(at=shown)
    cases.destroy_due(at=shown)

    assert list(Track.objects.values_list("pk", flat=True)) == [stays.pk]
    assert list(Feedback.objects.values_list("report", flat=True)) == [other.pk]
