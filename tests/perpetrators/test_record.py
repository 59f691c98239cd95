"""The ten conditions under which somebody may be written down as a perpetrator (field research, part 5.2)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from msgspec.structs import replace

from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.cases.operations import NotYourCase
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import add_months
from rugdekking.keys.models import Key
from rugdekking.keys.rings import NoKey, Ring
from rugdekking.perpetrators import operations, queries
from rugdekking.perpetrators.models import Mark, Perpetrator, Purpose
from rugdekking.perpetrators.operations import (
    KeptLongEnough,
    NothingKnown,
    NothingToRecord,
    NotThatDay,
    OtherRoute,
    Reason,
    SecondPerson,
)
from rugdekking.perpetrators.operations.rows import TextMissing
from rugdekking.perpetrators.sealing import Known
from rugdekking.protocols.queries import followed
from tests import make
from tests.cases.props import afresh
from tests.make import MIDDAY
from tests.measures.props import CRITICISM, THREAT, taken, weighed
from tests.perpetrators.props import JAN, WHY, met, recorded

pytestmark = pytest.mark.django_db
TODAY = MIDDAY.date()


def read(row: Perpetrator, cast: make.Cast) -> queries.Opened:
    found = queries.one_in(row.case, row.pk, afresh(cast.greet))
    assert found is not None
    return found


# 1: an incident that facts confirm


def test_nobody_is_written_down_before_the_facts_are(cast: make.Cast) -> None:
    with pytest.raises(NothingToRecord):
        recorded(taken(cast), cast)


def test_nobody_is_written_down_for_emotion_criticism_or_protest(cast: make.Cast) -> None:
    with pytest.raises(NothingToRecord):
        recorded(weighed(cast, CRITICISM), cast)


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.GROUP])
def test_of_a_group_or_somebody_unknown_nothing_is_written_down(cast: make.Cast, kind: Kind) -> None:
    with pytest.raises(NothingToRecord):
        recorded(weighed(cast, replace(THREAT, perpetrator=kind)), cast)


def test_a_colleague_goes_along_another_route(cast: make.Cast) -> None:
    with pytest.raises(OtherRoute, match="integriteit"):
        recorded(weighed(cast, replace(THREAT, perpetrator=Kind.COLLEAGUE)), cast)


# 2 and 3: a purpose, by whoever handles the case, with a reason and the version of the protocol


def test_the_record_names_its_purpose_its_reason_who_made_it_and_the_protocol(cast: make.Cast) -> None:
    row = met(cast)

    assert (row.purpose, row.recorded_by, row.recorded_on) == (Purpose.SAFETY, cast.greet.membership, TODAY)
    assert (row.protocol, row.protocol_version) == (row.case.protocol, row.case.protocol_version)
    assert read(row, cast).reason == WHY.text


def test_without_a_reason_nobody_is_written_down(cast: make.Cast) -> None:
    case = weighed(cast)

    with pytest.raises(TextMissing):
        operations.record(case, known=JAN, reason=Reason(Purpose.SAFETY, " "), ring=cast.greet, at=MIDDAY)
    assert not Perpetrator.objects.exists()


def test_only_who_handles_the_case_writes_somebody_down(cast: make.Cast) -> None:
    case = weighed(cast)

    for other in (cast.cor, cast.bas, cast.tim):
        with pytest.raises(NotYourCase):
            recorded(case, cast, by=other)


# 4: told in writing, or later with a reason and a day


def test_the_person_is_told_within_two_weeks(cast: make.Cast) -> None:
    row = met(cast)

    clock = Clock.objects.get(kind=ClockKind.INFORM, subject_id=row.pk)
    assert row.inform_by == TODAY + timedelta(weeks=2)
    assert (clock.due_at.date(), clock.owner, clock.outlives_case) == (row.inform_by, cast.greet.holder, True)


def test_once_told_the_clock_ends_and_the_day_and_the_way_are_kept(cast: make.Cast) -> None:
    row = met(cast)

    operations.inform(row, how="Brief per post.", on=TODAY, ring=cast.greet, at=MIDDAY)

    assert (read(row, cast).row.informed_on, read(row, cast).informed) == (TODAY, "Brief per post.")
    assert Clock.objects.get(subject_id=row.pk).outcome == "kept"
    with pytest.raises(JustChanged):
        operations.inform(row, how="Nog een brief.", on=TODAY, ring=cast.greet, at=MIDDAY)


def test_telling_can_wait_only_with_a_reason_and_until_a_day(cast: make.Cast) -> None:
    row = met(cast)
    later = TODAY + timedelta(days=60)

    for until, reason in ((later, ""), (TODAY, "Onderzoek."), (row.until + timedelta(days=1), "Onderzoek.")):
        with pytest.raises(Refused):
            operations.delay(row, until=until, reason=reason, ring=cast.greet, at=MIDDAY)
    operations.delay(row, until=later, reason="De politie onderzoekt het nog.", ring=cast.greet, at=MIDDAY)

    assert (read(row, cast).row.inform_by, read(row, cast).delay) == (later, "De politie onderzoekt het nog.")
    assert Clock.objects.get(subject_id=row.pk).due_at.date() == later


def test_nobody_was_told_tomorrow_or_before_the_record_existed(cast: make.Cast) -> None:
    row = met(cast)

    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(NotThatDay):
            operations.inform(row, how="Brief.", on=day, ring=cast.greet, at=MIDDAY)


# 5: facts, and no field for an opinion


def test_there_is_no_field_for_what_somebody_is_like() -> None:
    assert set(Known.__struct_fields__) == {"kind", "name", "phones", "emails", "handles", "address"}


def test_an_empty_record_is_none(cast: make.Cast) -> None:
    with pytest.raises(NothingKnown):
        recorded(weighed(cast), cast, Known(name=" "))


def test_a_very_long_name_is_refused_in_a_sentence(cast: make.Cast) -> None:
    recorded(weighed(cast), cast, Known(name="x" * 300))

    with pytest.raises(Refused, match="300"):
        recorded(weighed(cast), cast, Known(name="x" * 301))


# 6: only who needs it


def test_only_who_may_open_the_case_reads_the_record(cast: make.Cast) -> None:
    row = met(cast)

    assert queries.in_case(row.case, afresh(cast.cor))[0].known.name == "Jan de Vries"
    for other in (cast.bas, cast.nora, cast.tim, cast.ada):
        with pytest.raises(NoKey):
            afresh(other).open(row.key_id)


# 7 and 9: it ends, and then it is gone


def test_a_record_is_kept_for_as_long_as_repetition_counts_and_then_destroyed(cast: make.Cast) -> None:
    row = met(cast)
    window = followed(row.organisation_id, row.protocol, row.protocol_version).repetition_window_months
    assert (row.until.year * 12 + row.until.month) - (TODAY.year * 12 + TODAY.month) == window

    assert operations.destroy_due(at=MIDDAY + (row.until - TODAY)) == 0
    assert operations.destroy_due(at=MIDDAY + (row.until - TODAY) + timedelta(days=1)) == 1

    assert not Perpetrator.objects.exists()
    assert not Mark.objects.exists()
    assert not Clock.objects.filter(subject_id=row.pk).exists()
    assert not Key.objects.filter(pk=row.key_id).exists()


def test_a_record_that_never_ends_is_not_accepted_by_the_database(cast: make.Cast) -> None:
    row = met(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Perpetrator.objects.filter(pk=row.pk).update(until=row.recorded_on)


def test_keeping_it_longer_asks_for_a_reason_and_counts_from_today(cast: make.Cast) -> None:
    row = met(cast)
    later = MIDDAY + timedelta(days=100)

    with pytest.raises(TextMissing):
        operations.keep_longer(row, reason="", ring=cast.greet, at=later)
    operations.keep_longer(row, reason="Er loopt nog een verbod.", ring=cast.greet, at=later)

    kept = read(row, cast)
    assert kept.row.until > TODAY + timedelta(days=365)
    assert kept.reason.startswith(WHY.text)
    assert kept.reason.endswith(f"{later:%d-%m-%Y}: Er loopt nog een verbod.")


def test_a_record_is_never_kept_longer_than_the_term_however_often_somebody_asks(cast: make.Cast) -> None:
    row = met(cast)
    end = add_months(row.recorded_on, 60)
    Perpetrator.objects.filter(pk=row.pk).update(until=end - timedelta(days=30))
    row.refresh_from_db()
    later = MIDDAY + timedelta(days=1700)

    operations.keep_longer(row, reason="Er loopt nog een verbod.", ring=cast.greet, at=later)

    assert read(row, cast).row.until == end
    with pytest.raises(KeptLongEnough, match="in geen geval"):
        operations.keep_longer(row, reason="Nog een keer.", ring=cast.greet, at=later)


# 8: seen, answered, corrected, removed


def test_what_the_person_says_stands_beside_the_record(cast: make.Cast) -> None:
    row = met(cast)

    operations.note_view(row, view="Zo bedoelde ik het niet.", on=TODAY, ring=cast.greet, at=MIDDAY)

    assert (read(row, cast).view, read(row, cast).row.viewed_on) == ("Zo bedoelde ik het niet.", TODAY)


def test_what_the_person_said_before_stays_beside_what_they_say_now(cast: make.Cast) -> None:
    row = met(cast)
    operations.note_view(row, view="Zo bedoelde ik het niet.", on=TODAY, ring=cast.greet, at=MIDDAY)

    operations.note_view(row, view="Het spijt mij.", on=TODAY, ring=cast.greet, at=MIDDAY)

    assert read(row, cast).view == f"Zo bedoelde ik het niet.\n\n{TODAY:%d-%m-%Y}: Het spijt mij."


def test_a_correction_takes_the_place_of_what_was_wrong_and_of_its_blind_names(cast: make.Cast) -> None:
    row = met(cast)
    before = set(Mark.objects.values_list("name", flat=True))

    operations.correct(row, known=Known(name="Jan Jansen"), ring=cast.greet, at=MIDDAY)

    assert read(row, cast).known.name == "Jan Jansen"
    assert before.isdisjoint(set(Mark.objects.values_list("name", flat=True)))


def test_a_removed_record_is_gone_with_its_key_and_the_log_tells_that_it_was_removed(cast: make.Cast) -> None:
    row = met(cast)

    operations.ask_removal(row, ring=cast.greet, at=MIDDAY)
    operations.remove(row, ring=cast.cor, at=MIDDAY)

    assert not Perpetrator.objects.exists()
    assert not Key.objects.filter(pk=row.key_id).exists()
    assert Entry.objects.filter(action="perpetrator.removed", subject=row.case_id).exists()
    with pytest.raises(JustChanged):
        operations.remove(row, ring=cast.cor, at=MIDDAY)


def test_one_person_has_it_recognised_no_more_and_a_second_one_removes_it(cast: make.Cast) -> None:
    row = met(cast)
    with pytest.raises(JustChanged):
        operations.remove(row, ring=cast.cor, at=MIDDAY)

    operations.ask_removal(row, ring=cast.greet, at=MIDDAY)
    operations.bring_in_line(row.case, ring=afresh(cast.greet), at=MIDDAY)

    assert not Mark.objects.exists()
    with pytest.raises(SecondPerson):
        operations.remove(row, ring=cast.greet, at=MIDDAY)
    with pytest.raises(NotYourCase):
        operations.remove(row, ring=cast.tim, at=MIDDAY)
    with pytest.raises(JustChanged):
        operations.ask_removal(row, ring=cast.greet, at=MIDDAY)
    assert Perpetrator.objects.filter(pk=row.pk).exists()


def test_who_asked_a_removal_takes_it_back_and_the_person_is_recognised_again(cast: make.Cast) -> None:
    row = met(cast)
    operations.ask_removal(row, ring=cast.greet, at=MIDDAY)

    operations.keep_after_all(row, reason="Ik vergiste mij in de zaak.", ring=afresh(cast.greet), at=MIDDAY)

    kept = read(row, cast)
    assert (kept.row.recognisable, kept.row.removal_asked_by) == (True, None)
    assert kept.reason.endswith("Toch bewaard: Ik vergiste mij in de zaak.")
    assert Mark.objects.filter(perpetrator=row).exists()
    assert Entry.objects.filter(action="perpetrator.removal_taken_back", subject=row.pk).exists()
    with pytest.raises(JustChanged):
        operations.remove(row, ring=cast.cor, at=MIDDAY)


def test_a_second_person_refuses_a_removal_with_a_reason(cast: make.Cast) -> None:
    row = met(cast)
    with pytest.raises(JustChanged):
        operations.keep_after_all(row, reason="Nodig.", ring=cast.cor, at=MIDDAY)
    operations.ask_removal(row, ring=cast.greet, at=MIDDAY)

    with pytest.raises(TextMissing):
        operations.keep_after_all(row, reason=" ", ring=cast.cor, at=MIDDAY)
    with pytest.raises(NotYourCase):
        operations.keep_after_all(row, reason="Nodig.", ring=cast.tim, at=MIDDAY)
    operations.keep_after_all(row, reason="Er loopt nog een verbod.", ring=afresh(cast.cor), at=MIDDAY)

    assert read(row, cast).row.removal_asked_on is None
    assert Entry.objects.filter(action="perpetrator.removal_refused", subject=row.pk).exists()


# 10: who reported stays shielded


def test_the_record_holds_nothing_of_who_reported(cast: make.Cast) -> None:
    """Whoever asks to see what is known of them reads this record, and no report hangs on it."""
    row = met(cast)

    pointing = {field.name for field in Perpetrator._meta.get_fields() if field.is_relation}
    assert pointing == {"organisation", "case", "key", "recorded_by", "removal_asked_by"}
    assert "Sam" not in read(row, cast).known.everything + read(row, cast).reason


def test_a_minor_has_no_blind_name(cast: make.Cast) -> None:
    row = recorded(weighed(cast, replace(THREAT, perpetrator=Kind.MINOR)), cast)

    assert not row.recognisable
    assert not Mark.objects.exists()


def test_who_turns_out_to_be_a_minor_loses_the_blind_names(cast: make.Cast) -> None:
    row = met(cast)
    cases.record_facts(row.case, recorded=replace(THREAT, perpetrator=Kind.MINOR), ring=cast.greet, at=MIDDAY)

    operations.correct(row, known=JAN, ring=cast.greet, at=MIDDAY)

    assert not Mark.objects.exists()


def test_the_record_is_sealed_with_a_key_of_its_own_under_the_case_key(cast: make.Cast) -> None:
    row = met(cast)

    assert row.key_id != row.case.key_id
    plain = Ring(row.organisation_id, cast.tim.holder, cast.tim.secret).open_all([row.key_id])
    assert plain == {}
    assert b"Jan" not in bytes(row.known)
