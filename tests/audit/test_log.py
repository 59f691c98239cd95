"""Whoever changes, slips in, takes out, cuts off or rewrites a line of the log is found out."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from rugdekking.audit import chain
from rugdekking.audit.actor import SYSTEM, member, reporter
from rugdekking.audit.models import Entry, Segment
from rugdekking.audit.operations import entry, link_new_entries, record, signing_key
from rugdekking.audit.queries import Look, looked_by, looks
from rugdekking.audit.verify import Outcome, verify_log
from tests.make import MIDDAY

pytestmark = pytest.mark.django_db

HERE = UUID(int=1)
GREET = member(uuid4(), "case_manager")


def write(count: int = 5, *, later: timedelta = timedelta(), organisation: UUID = HERE) -> list[Entry]:
    for number in range(count):
        record(
            "case.looked",
            organisation=organisation,
            subject=uuid4(),
            by=GREET,
            at=MIDDAY + later + timedelta(minutes=number),
        )
    return list(Entry.objects.filter(organisation=organisation, segment=None))


def verified(known_heads: frozenset[bytes] = frozenset()) -> Outcome:
    return verify_log(signing_key().signing_public, known_heads=known_heads)


def test_an_untouched_log_is_found_whole() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    write(3, later=timedelta(hours=1))
    link_new_entries(at=MIDDAY + timedelta(hours=2))

    assert verified() == Outcome([], linked=8, unlinked=0)


def test_a_log_over_several_months_and_organisations_is_found_whole() -> None:
    for month in range(3):
        write(2, later=timedelta(days=31 * month))
        write(2, later=timedelta(days=31 * month), organisation=UUID(int=2))
        link_new_entries(at=MIDDAY + timedelta(days=31 * month, hours=1))

    assert verified() == Outcome([], linked=12, unlinked=0)
    assert Segment.objects.count() == 6


def test_lines_that_wait_to_be_linked_are_counted() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    write(2, later=timedelta(hours=1))

    assert verified().unlinked == 2


@pytest.mark.parametrize(
    "change",
    [
        {"action": "case.closed"},
        {"subject": UUID(int=7)},
        {"actor": UUID(int=7)},
        {"role": "coordinator"},
        {"at": MIDDAY - timedelta(days=3)},
        {"actor_kind": "system"},
    ],
)
def test_a_changed_line_is_found(change: dict[str, object]) -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    Entry.objects.filter(position=2).update(**change)

    assert [finding.what for finding in verified().findings] == ["regel 2 is veranderd of ingevoegd"]


def test_a_line_taken_out_is_found() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    Entry.objects.filter(position=2).delete()

    assert [finding.what for finding in verified().findings] == ["regel 2 ontbreekt"]


def test_a_line_slipped_in_is_found() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    segment = Segment.objects.get()
    fake = entry("case.looked", organisation=HERE, subject=uuid4(), by=GREET, at=MIDDAY)
    fake.segment, fake.position, fake.link = segment.pk, 5, bytes(32)
    fake.save()

    assert [finding.what for finding in verified().findings] == ["regel 5 is veranderd of ingevoegd"]


def test_a_log_cut_short_is_found() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    Entry.objects.filter(position=4).delete()

    assert verified().findings[0].what == "het einde is afgesneden: 4 van 5 regels"


def test_a_whole_month_taken_out_is_found() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    write(5, later=timedelta(days=31))
    link_new_entries(at=MIDDAY + timedelta(days=31, hours=1))
    first = Segment.objects.order_by("month")[0]
    Entry.objects.filter(segment=first.pk).delete()
    first.delete()

    assert "sluit niet aan op de maand ervoor" in [finding.what for finding in verified().findings]


def rewrite_without_line(position: int) -> None:
    """What somebody with the database, but without the key, would do: recompute every link after the change."""
    segment = Segment.objects.get()
    Entry.objects.filter(position=position).delete()
    head = bytes(segment.previous_head)
    rows = list(Entry.objects.order_by("position"))
    for place, row in enumerate(rows):
        head = chain.link(head, row)
        Entry.objects.filter(pk=row.pk).update(position=place, link=head)
    Segment.objects.update(head=head, length=len(rows))


def test_a_log_computed_anew_without_the_key_is_found() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    rewrite_without_line(4)

    assert [finding.what for finding in verified().findings] == ["de handtekening klopt niet"]


def test_a_log_computed_and_signed_anew_is_found_by_an_auditor_who_kept_an_earlier_head() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    kept = bytes(Segment.objects.get().head)
    rewrite_without_line(4)
    segment = Segment.objects.get()
    forged = signing_key().sign(chain.statement(segment, bytes(segment.head), segment.length))
    Segment.objects.update(signature=forged)

    assert verified().findings == []
    assert [finding.what for finding in verified(frozenset({kept})).findings] == [
        "een eerder ontvangen eindstand komt niet meer voor"
    ]


def test_a_head_that_an_auditor_kept_stays_in_an_honest_log() -> None:
    write(5)
    link_new_entries(at=MIDDAY)
    kept = bytes(Segment.objects.get().head)
    write(5, later=timedelta(hours=1))
    link_new_entries(at=MIDDAY + timedelta(hours=2))

    assert verified(frozenset({kept})).findings == []


@transaction.atomic
def act_and_break(error: type[Exception]) -> None:
    write(1)
    raise error


def test_an_act_that_is_undone_leaves_no_line() -> None:
    class Broken(Exception):
        pass

    with pytest.raises(Broken):
        act_and_break(Broken)

    assert not Entry.objects.exists()


def test_a_reporter_s_acts_are_kept_to_the_hour() -> None:
    record("report.filed", organisation=HERE, subject=uuid4(), by=reporter(uuid4()), at=MIDDAY.replace(minute=47))

    assert Entry.objects.get().at == MIDDAY


def test_the_reporter_reads_in_which_role_and_on_which_day_somebody_looked() -> None:
    subject = uuid4()
    for minutes in (0, 5):
        record("report.looked", organisation=HERE, subject=subject, by=GREET, at=MIDDAY + timedelta(minutes=minutes))
    record("report.filed", organisation=HERE, subject=subject, by=SYSTEM, at=MIDDAY)

    assert looks([subject]) == [Look("case_manager", MIDDAY.date())]
    assert GREET.id is not None
    assert looked_by(GREET.id, [subject])
    assert not looked_by(uuid4(), [subject])
