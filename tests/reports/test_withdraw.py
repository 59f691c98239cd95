"""Taking a report back, thinking again, and destruction."""

import os
from datetime import timedelta

import pytest
from django.conf import settings

from rugdekking.audit.models import Entry
from rugdekking.clocks.models import Clock
from rugdekking.kernel.refusal import JustChanged
from rugdekking.keys.models import Key, Wrap
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.models import Mail
from rugdekking.reports import operations, queries
from rugdekking.reports.actors import NotYours, actor_of
from rugdekking.reports.choices import Score, Step
from rugdekking.reports.models import Body, CodeHolder, Consent, Draft, DraftFile, Evidence, Message, Rating, Report
from rugdekking.reports.status import NEXT, State, before
from rugdekking.reports.story import Contact, Story
from rugdekking.vault.storage.folder import path_of
from tests import make
from tests.reports.props import STORY, filed, stored

DAY = timedelta(days=1)


def test_withdrawing_says_when_the_keys_are_destroyed(cast: make.Cast) -> None:
    own = filed(cast)

    operations.withdraw(own.report, ring=own.ring, at=make.MIDDAY)

    assert own.report.state == State.WITHDRAWN
    assert own.report.destroy_on == make.MIDDAY.date() + 30 * DAY
    assert not Clock.objects.filter(subject_id=own.report.pk, ended_at=None).exists()


def test_no_member_withdraws_a_report(cast: make.Cast) -> None:
    own = filed(cast)

    with pytest.raises(NotYours):
        operations.withdraw(own.report, ring=cast.greet, at=make.MIDDAY)


def test_the_mail_address_goes_at_once(cast: make.Cast) -> None:
    own = filed(cast, Story(what="x", contact=Contact(email="sam@voorbeeld.nl", mail_me=True)))
    operations.post_message(own.report, ring=cast.greet, text="Wij belden u.", at=make.MIDDAY)

    operations.withdraw(own.report, ring=own.ring, at=make.MIDDAY)

    assert CodeHolder.objects.get().sealed_address is None
    assert not Mail.objects.filter(kind=MailKind.REPORTER_WAITS).exists()


def test_until_that_day_one_can_think_again(cast: make.Cast) -> None:
    own = filed(cast)
    operations.take_up(own.report, by=actor_of(cast.greet), at=make.MIDDAY)
    operations.withdraw(own.report, ring=own.ring, at=make.MIDDAY)

    operations.stay(own.report, ring=own.ring, at=make.MIDDAY + 3 * DAY)

    assert own.report.state == State.TAKEN
    assert operations.destroy_due(at=make.MIDDAY + 60 * DAY) == 0
    assert queries.open_story(own.report, cast.greet) == STORY


def test_on_that_day_everything_goes_but_the_row_and_the_log(cast: make.Cast) -> None:
    file = stored()
    own, other = filed(cast, attached=[file]), filed(cast)
    operations.post_message(own.report, ring=own.ring, text="Hallo", at=make.MIDDAY)
    operations.ask_consent(own.report, step=Step.POLICE, note="Aangifte", ring=cast.greet, at=make.MIDDAY)
    operations.withdraw(own.report, ring=own.ring, at=make.MIDDAY)
    key = own.report.key_id

    assert operations.destroy_due(at=make.MIDDAY + 29 * DAY) == 0
    assert operations.destroy_due(at=make.MIDDAY + 30 * DAY) == 1

    for model in (Body, Message, Evidence, Consent, CodeHolder):
        assert not model.objects.filter(report=own.report).exists(), model
    assert not Key.objects.filter(pk=key).exists()
    assert not Wrap.objects.filter(key=key).exists()
    assert not Clock.objects.filter(subject_id=own.report.pk).exists()
    assert queries.reports_under(cast.desk.organisation_id, own.code) == []
    left = Report.objects.get(pk=own.report.pk)
    assert (left.state, left.key, left.behaviour_class, left.channel) == (State.DESTROYED, None, "", "")
    assert Entry.objects.filter(subject=own.report.pk, action="report.filed").exists()
    assert queries.open_story(other.report, cast.greet) == STORY


@pytest.mark.django_db(transaction=True)
def test_the_files_leave_the_disk(transactional_db: None, cast: make.Cast) -> None:
    file = stored()
    own = filed(cast, attached=[file])
    operations.withdraw(own.report, ring=own.ring, at=make.MIDDAY)
    assert path_of(settings.SEALED_FILES_FOLDER, file.id).exists()

    operations.destroy_due(at=make.MIDDAY + 30 * DAY)

    assert not path_of(settings.SEALED_FILES_FOLDER, file.id).exists()


@pytest.mark.django_db(transaction=True)
def test_a_draft_expires_with_its_files(transactional_db: None, cast: make.Cast) -> None:
    code, file, organisation = make.code(), stored(), cast.desk.organisation
    operations.save_draft(code, organisation=organisation, story=STORY, at=make.MIDDAY)
    operations.add_draft_file(code, organisation=organisation, file=file, at=make.MIDDAY)
    last = make.MIDDAY + organisation.draft_days * DAY

    assert operations.destroy_due(at=last) == 0
    assert queries.draft(code, organisation=organisation.pk, on=last.date()) == STORY
    assert queries.draft(code, organisation=organisation.pk, on=(last + DAY).date()) is None
    assert operations.destroy_due(at=last + DAY) == 1

    assert not Draft.objects.exists()
    assert not DraftFile.objects.exists()
    assert not path_of(settings.SEALED_FILES_FOLDER, file.id).exists()


def test_files_that_no_row_knows_are_removed_once_they_are_old(cast: make.Cast) -> None:
    kept, lost, young = stored(), stored(), stored()
    filed(cast, attached=[kept])
    for file in (kept, lost):
        os.utime(path_of(settings.SEALED_FILES_FOLDER, file.id), (0, 0))

    operations.remove_orphan_files()

    there = [path_of(settings.SEALED_FILES_FOLDER, file.id).exists() for file in (kept, lost, young)]
    assert there == [True, False, True]


def test_of_two_who_take_up_a_report_one_is_told(cast: make.Cast) -> None:
    own = filed(cast)
    seen_by_cor = Report.objects.get()
    operations.take_up(own.report, by=actor_of(cast.greet), at=make.MIDDAY)

    with pytest.raises(JustChanged):
        operations.take_up(seen_by_cor, by=actor_of(cast.cor), at=make.MIDDAY)


def test_a_closed_report_is_rated_once_per_closing(cast: make.Cast) -> None:
    own, by = filed(cast), actor_of(cast.greet)
    operations.take_up(own.report, by=by, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        operations.rate(own.report, ring=own.ring, score=Score.BAD, at=make.MIDDAY)
    operations.close_report(own.report, by=by, at=make.MIDDAY)

    operations.rate(
        own.report, ring=own.ring, score=Score.BAD, comment="Het begon opnieuw", reopen=True, at=make.MIDDAY
    )
    with pytest.raises(JustChanged):
        operations.rate(own.report, ring=own.ring, score=Score.GOOD, at=make.MIDDAY)
    operations.reopen_report(own.report, by=by, at=make.MIDDAY + DAY)
    operations.close_report(own.report, by=by, at=make.MIDDAY + 2 * DAY)
    operations.rate(own.report, ring=own.ring, score=Score.GOOD, at=make.MIDDAY + 2 * DAY)

    assert sorted(Rating.objects.values_list("score", flat=True)) == ["bad", "good"]


def test_every_stage_leads_somewhere_or_is_the_last() -> None:
    assert set(NEXT) == set(State)
    assert [state for state, later in NEXT.items() if not later] == [State.DESTROYED]
    assert before(State.CLOSED) == {State.TAKEN}
