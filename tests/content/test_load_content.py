"""Loading takes what is new, leaves what is there, and loads nothing when one file is faulty."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from rugdekking.content import queries
from rugdekking.content.models import Item
from rugdekking.content.operations import load_content
from rugdekking.content.reading import FaultyContent
from rugdekking.content.schema import Choices, Passages, Protocol
from tests.content import shipped

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    queries.forget()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped.FOLDER, tmp_path / "nl"))


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "texts" / "next.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_everything_that_is_shipped_gets_loaded_once(
    folder: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert load_content(at=NOW, folder=folder) == len(shipped.files())

    with django_assert_num_queries(1):
        assert load_content(at=NOW, folder=folder) == 0


def test_what_was_loaded_is_what_the_file_says(folder: Path) -> None:
    load_content(at=NOW, folder=folder)

    assert queries.latest(Protocol, "model") == shipped.protocol()


def test_a_new_version_stands_beside_the_old_one(folder: Path) -> None:
    load_content(at=NOW, folder=folder)
    change(folder, "version: 1", "version: 2")
    change(folder, "Wij hebben uw melding", "Uw melding is er")

    assert load_content(at=NOW, folder=folder) == 1

    assert queries.latest(Passages, "next").passage("received").title == "Uw melding is er"
    assert queries.version(Passages, "next", 1).passage("received").title == "Wij hebben uw melding"


def test_a_loaded_version_never_changes(folder: Path) -> None:
    load_content(at=NOW, folder=folder)
    change(folder, "Wij hebben uw melding", "Uw melding is er")

    with pytest.raises(FaultyContent, match=r"texts/next\.yaml: versie 1 is al geladen en luidt anders"):
        load_content(at=NOW, folder=folder)

    assert queries.latest(Passages, "next").passage("received").title == "Wij hebben uw melding"


def test_a_comment_makes_no_other_version(folder: Path, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load_content(at=NOW, folder=folder)
    change(folder, "id: next", "# nagelezen\nid: next")

    assert load_content(at=NOW, folder=folder) == 0
    with django_assert_num_queries(1):
        assert load_content(at=NOW, folder=folder) == 0


def test_one_faulty_file_loads_nothing(folder: Path) -> None:
    change(folder, "form: passages", "form: passage")

    with pytest.raises(FaultyContent):
        load_content(at=NOW, folder=folder)

    assert not Item.objects.exists()


def test_content_waits_for_its_first_day(folder: Path) -> None:
    change(folder, "valid_from: 2026-01-01", "valid_from: 2026-03-03")

    assert load_content(at=NOW, folder=folder) == len(shipped.files()) - 1

    later = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    assert load_content(at=later, folder=folder) == 1


def test_a_process_asks_the_database_once(folder: Path, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load_content(at=NOW, folder=folder)
    queries.latest(Protocol, "model")

    with django_assert_num_queries(0):
        queries.latest(Protocol, "model")


def test_asking_for_another_shape_than_the_file_has_is_a_mistake(folder: Path) -> None:
    load_content(at=NOW, folder=folder)

    with pytest.raises(TypeError):
        queries.latest(Choices, "next")


def test_what_was_never_loaded_does_not_exist() -> None:
    with pytest.raises(Item.DoesNotExist):
        queries.latest(Protocol, "model")
