"""Sending a report."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rugdekking.audit.models import Entry
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.keys.models import Key
from rugdekking.keys.rings import NoKey
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.models import Mail
from rugdekking.reports import operations, queries
from rugdekking.reports.models import Body, CodeHolder, Draft, DraftFile, Report
from rugdekking.reports.operations.filing import NothingTold
from rugdekking.reports.readers import FormClosed
from rugdekking.reports.story import Contact, For, Story
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.reports.props import STORY, filed, stored


def test_desk_and_reporter_read_the_same_report(cast: make.Cast) -> None:
    mine = filed(cast)

    assert queries.open_story(mine.report, mine.ring) == STORY
    assert queries.open_story(mine.report, cast.greet) == STORY


def test_a_colleague_without_the_desk_key_reads_nothing(cast: make.Cast) -> None:
    mine = filed(cast)

    with pytest.raises(NoKey):
        queries.open_story(mine.report, cast.tim)


def test_sending_takes_few_statements_in_one_commit(cast: make.Cast) -> None:
    operations.submit(AccessCode.new(), desk=cast.desk, story=STORY, at=make.MIDDAY)
    code = AccessCode.new()
    operations.save_draft(code, organisation=cast.desk.organisation, story=STORY, at=make.MIDDAY)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        operations.submit(code, desk=cast.desk, story=STORY, at=make.MIDDAY)

    statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(statements) <= 12, "\n".join(statements)


def test_sent_twice_it_is_one_report(cast: make.Cast) -> None:
    code = AccessCode.new()
    first = operations.submit(code, desk=cast.desk, story=STORY, at=make.MIDDAY)

    second = operations.submit(code, desk=cast.desk, story=STORY, at=make.MIDDAY + timedelta(minutes=1))

    assert second.report.pk == first.report.pk
    assert Report.objects.count() == CodeHolder.objects.count() == Body.objects.count() == 1


def test_an_incident_needs_a_word_about_what_happened(cast: make.Cast) -> None:
    with pytest.raises(NothingTold):
        operations.submit(AccessCode.new(), desk=cast.desk, story=Story(what="  "), at=make.MIDDAY)


def test_a_talk_needs_only_a_number(cast: make.Cast) -> None:
    mine = filed(cast, Story(kind="talk", contact=Contact(phone="0612345678", moment="vanavond")))

    assert mine.report.kind == "talk"


def test_a_desk_without_a_key_takes_no_report(cast: make.Cast) -> None:
    other = make.desk()

    with pytest.raises(FormClosed):
        operations.submit(AccessCode.new(), desk=other, story=STORY, at=make.MIDDAY)


def test_a_desk_key_that_nobody_trusts_takes_no_report(cast: make.Cast) -> None:
    Key.objects.filter(subject=cast.desk.pk, kind="desk").update(distrusted_on=make.MIDDAY.date())

    with pytest.raises(FormClosed):
        filed(cast)


def test_the_coarse_classes_come_from_the_content(cast: make.Cast) -> None:
    mine = filed(cast)

    assert (mine.report.behaviour_class, mine.report.channel) == ("threat", "outdoors")


def test_contact_is_promised_for_the_next_working_day(cast: make.Cast) -> None:
    mine = filed(cast)

    (clock,) = Clock.objects.filter(subject_id=mine.report.pk)
    assert (clock.kind, clock.due_at.date()) == (ClockKind.CONTACT, make.MIDDAY.date() + timedelta(days=1))


def test_who_is_not_safe_alarms_everybody_who_may_know(cast: make.Cast) -> None:
    mine = filed(cast, Story(safe_now=False, what="Er staan mensen voor de deur."))

    alarmed = set(Mail.objects.filter(kind=MailKind.ALARM).values_list("address", flat=True))
    assert alarmed == {ring.membership.person.email for ring in (cast.greet, cast.cor, cast.vera)}
    assert Clock.objects.filter(subject_id=mine.report.pk, kind=ClockKind.ALARM).exists()


def test_other_reports_tell_only_the_desk(cast: make.Cast) -> None:
    filed(cast)

    told = set(Mail.objects.values_list("address", flat=True))
    assert told == {ring.membership.person.email for ring in (cast.greet, cast.cor)}


def test_a_flood_is_taken_but_alarms_nobody_anew(cast: make.Cast) -> None:
    unsafe = Story(safe_now=False, what="Vloed")
    for _ in range(3):
        operations.submit(AccessCode.new(), desk=cast.desk, story=unsafe, set_apart=True, at=make.MIDDAY)

    assert Report.objects.filter(set_apart=True).count() == 3
    assert not Mail.objects.filter(kind=MailKind.ALARM).exists()
    assert Mail.objects.count() == 3


def test_sending_is_in_the_log_to_the_hour(cast: make.Cast) -> None:
    mine = filed(cast, at=make.MIDDAY + timedelta(minutes=17))

    entry = Entry.objects.get(action="report.filed")
    assert (entry.subject, entry.actor, entry.at) == (mine.report.pk, mine.holder.pk, make.MIDDAY)


def test_the_draft_and_its_files_become_the_report(cast: make.Cast) -> None:
    code, file = AccessCode.new(), stored()
    organisation = cast.desk.organisation
    operations.save_draft(code, organisation=organisation, story=STORY, at=make.MIDDAY)
    operations.add_draft_file(code, organisation=organisation, file=file, at=make.MIDDAY)

    kept = queries.draft_files(code, organisation=organisation.pk)
    mine = filed(cast, code=code, attached=kept)

    assert [piece.file for piece in queries.evidence(mine.report, cast.greet)] == [file]
    assert not Draft.objects.exists()
    assert not DraftFile.objects.exists()


def test_for_somebody_else_that_person_gets_an_own_first_use_code(cast: make.Cast) -> None:
    code = AccessCode.new()
    story = Story(what="Mijn collega wordt gevolgd.", reporting_for=For.OTHER)

    sent = operations.submit(code, desk=cast.desk, story=story, at=make.MIDDAY)
    again = operations.submit(code, desk=cast.desk, story=story, at=make.MIDDAY)

    assert sent.concerned_code is not None
    assert again.concerned_code == sent.concerned_code
    holder = queries.holder_by_code(cast.desk.organisation_id, sent.concerned_code)
    assert holder is not None
    assert (holder.part, holder.first_use) == ("concerned", True)
    assert not queries.confirmed(holder.report)


def test_an_address_for_mails_is_sealed_apart(cast: make.Cast) -> None:
    mine = filed(cast, Story(what="x", contact=Contact(email="sam@voorbeeld.nl", mail_me=True)))

    assert mine.holder.sealed_address is not None
    assert b"sam@voorbeeld.nl" not in bytes(mine.holder.sealed_address)
