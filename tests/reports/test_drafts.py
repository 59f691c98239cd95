"""Writing a report in steps."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rugdekking.reports import operations, queries
from rugdekking.reports.models import Draft, DraftFile
from rugdekking.reports.operations import drafts
from rugdekking.reports.operations.drafts import TooManyFiles
from rugdekking.reports.story import Story
from rugdekking.vault.secrets import CannotOpen
from rugdekking.vault.storage.folder import path_of
from tests import make
from tests.reports.props import STORY, stored


def draft(cast: make.Cast, code: make.AccessCode) -> Story | None:
    return queries.draft(code, organisation=cast.desk.organisation_id, on=make.MIDDAY.date())


def save(cast: make.Cast, code: make.AccessCode, story: Story = STORY, *, after: int = 0) -> None:
    at = make.MIDDAY + timedelta(days=after)
    operations.save_draft(code, organisation=cast.desk.organisation, story=story, at=at)


def test_a_draft_comes_back_with_its_code_alone(cast: make.Cast) -> None:
    code = make.code()
    save(cast, code)

    assert draft(cast, code) == STORY
    assert draft(cast, make.code()) is None


def test_each_step_replaces_the_one_before_and_puts_off_the_end(cast: make.Cast) -> None:
    code = make.code()
    save(cast, code)
    save(cast, code, Story(what="Meer"), after=5)

    assert draft(cast, code) == Story(what="Meer")
    assert Draft.objects.get().expires_on == make.MIDDAY.date() + timedelta(days=19)


def test_saving_takes_two_statements(cast: make.Cast) -> None:
    # A statement that a process prepares costs one query more at its first use.
    save(cast, make.code())

    with CaptureQueriesContext(connection) as asked:
        save(cast, make.code())

    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) == 2


def test_a_draft_put_under_another_name_does_not_open(cast: make.Cast) -> None:
    mine, other = make.code(), make.code()
    save(cast, mine)
    save(cast, other)
    sealed = Draft.objects.get(pk=queries.draft_id(mine)).sealed
    Draft.objects.filter(pk=queries.draft_id(other)).update(sealed=sealed)

    with pytest.raises(CannotOpen):
        draft(cast, other)


def test_a_draft_takes_only_so_many_files(cast: make.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_FILES", 1)
    code, organisation = make.code(), cast.desk.organisation
    kept, over = stored(), stored()
    operations.add_draft_file(code, organisation=organisation, file=kept, at=make.MIDDAY)

    with pytest.raises(TooManyFiles):
        operations.add_draft_file(code, organisation=organisation, file=over, at=make.MIDDAY)

    assert queries.draft_files(code, organisation=organisation.pk) == [kept]
    assert not path_of(settings.SEALED_FILES_FOLDER, over.id).exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_taken_out_leaves_the_disk(transactional_db: None, cast: make.Cast) -> None:
    code, organisation = make.code(), cast.desk.organisation
    files = [stored(), stored()]
    for file in files:
        operations.add_draft_file(code, organisation=organisation, file=file, at=make.MIDDAY)

    operations.drop_draft_file(make.code(), file=files[0].id)
    assert DraftFile.objects.count() == 2
    operations.drop_draft_file(code, file=files[0].id)
    assert not path_of(settings.SEALED_FILES_FOLDER, files[0].id).exists()
    operations.drop_draft(code)

    assert not path_of(settings.SEALED_FILES_FOLDER, files[1].id).exists()
    assert not DraftFile.objects.exists()
