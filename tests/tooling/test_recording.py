"""What tests begin with is made once and replayed: nothing about it may differ from having been made."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from django.db import transaction

from rugdekking.cases.queries import case_for
from rugdekking.content.models import Item
from rugdekking.organisations.models import Organisation
from rugdekking.reports import queries
from tests import make, recording
from tests.cases.props import opened
from tests.recording import a_step, recorded
from tests.reports.props import STORY, filed

pytestmark = pytest.mark.django_db

T = TypeVar("T")


def undone(act: Callable[[], T]) -> tuple[T, dict[str, set[tuple[object, ...]]]]:
    """What `act` gave and what stood in the database after it, before all of it was taken back."""
    with transaction.atomic():
        given = act()
        found = {table: set(rows) for table, rows in recording.everything().items()}
        transaction.set_rollback(True)
    return given, found


def with_content() -> make.Cast:
    make.content()
    return make.cast()


def test_a_replayed_cast_stands_in_the_database_as_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "_recordings", {})

    made, rows_then = undone(with_content)
    again, rows_now = undone(with_content)

    assert rows_now == rows_then
    assert rows_now["keys_wrap"]
    assert again is not made
    assert again == made


def test_nothing_stays_of_what_an_earlier_test_did_with_the_cast() -> None:
    earlier, _ = undone(make.cast)
    earlier.greet.membership.title = "iemand anders"
    earlier.greet.add(earlier.desk.pk, earlier.greet.secret)

    later = make.cast()

    assert later.greet.membership.title == "griffier"
    assert earlier.desk.pk not in later.greet._opened


def test_a_second_cast_in_one_test_is_of_another_organisation() -> None:
    first, second = make.cast(), make.cast()

    assert first.desk.organisation_id != second.desk.organisation_id
    assert Organisation.objects.count() == 2


def test_a_replayed_cast_works_as_one_that_was_just_made() -> None:
    undone(with_content)
    cast = with_content()

    case = opened(cast).case

    assert case_for(cast.greet.membership, case.reference) == case
    assert queries.open_story(filed(cast).report, cast.greet).what == STORY.what


def test_content_that_stands_there_already_is_not_loaded_again() -> None:
    make.content()
    loaded = Item.objects.count()

    make.content()

    assert Item.objects.count() == loaded > 0


def test_what_changes_something_that_was_there_before_is_not_recorded() -> None:
    organisation = make.desk().organisation

    def rename() -> int:
        return Organisation.objects.filter(pk=organisation.pk).update(name="Gemeente Anders")

    undone(lambda: recorded("rename", rename))
    assert recorded("rename", rename) == 1

    organisation.refresh_from_db()
    assert organisation.name == "Gemeente Anders"


@a_step
def renamed(organisation: Organisation, name: str) -> str:
    """Gives who did it: somebody else each time that it is really done."""
    Organisation.objects.filter(pk=organisation.pk).update(name=name)
    return make.code().text


def on_the_same_ground(name: str, *, after: Callable[[make.Cast], object] = lambda _cast: None) -> tuple[str, str]:
    """What a step gave and what the organisation was called after it."""

    def act() -> tuple[str, str]:
        with recording.watched():
            cast = make.cast()
            after(cast)
            organisation = cast.desk.organisation
            gave = renamed(organisation, name)
            organisation.refresh_from_db()
            return gave, organisation.name

    return undone(act)[0]


def test_a_step_that_was_taken_before_is_replayed_with_all_that_it_changed() -> None:
    first, second, third = (on_the_same_ground("Gemeente Eerst") for _ in range(3))

    assert first != second
    assert third == second
    assert third[1] == "Gemeente Eerst"


def test_a_step_with_other_words_is_really_taken() -> None:
    known = [on_the_same_ground("Gemeente Anders") for _ in range(3)]

    assert on_the_same_ground("Gemeente Nieuw")[1] == "Gemeente Nieuw"
    assert on_the_same_ground("Gemeente Anders") == known[-1]


def test_after_anything_else_that_was_written_a_step_is_really_taken() -> None:
    known = [on_the_same_ground("Gemeente Anders")[0] for _ in range(3)]

    def something_else(cast: make.Cast) -> object:
        return make.member(cast.desk, name="Nieuw")

    others = [on_the_same_ground("Gemeente Anders", after=something_else)[0] for _ in range(3)]

    assert len(set(others)) == 3
    assert not set(others) & set(known)


def test_steps_that_follow_on_each_other_leave_what_taking_them_would_leave() -> None:
    def followed() -> str:
        with recording.watched():
            make.content()
            cast = make.cast()
            one = opened(cast)
            assert case_for(cast.greet.membership, one.case.reference) == one.case
            assert queries.open_story(filed(cast).report, cast.greet).what == STORY.what
            return one.case.reference

    references = [undone(followed)[0] for _ in range(5)]

    assert references[-1] == references[-2]
