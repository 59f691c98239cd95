"""The log in files: one a day, half a year."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from rugdekking.config import environment
from rugdekking.config.logs import DayFile, WithoutAddress, destroy_due

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_log_older_than_half_a_year_is_removed_and_nothing_else(tmp_path: Path) -> None:
    names = ("rugdekking-2026-05-20.log", "rugdekking-2026-05-21.log", "rugdekking-2026-11-20.log", "notes.txt")
    for name in (*names, "rugdekking-2026-99-99.log"):
        (tmp_path / name).touch()

    assert destroy_due(tmp_path, at=NOON) == 1
    assert {file.name for file in tmp_path.iterdir()} == {*names[1:], "rugdekking-2026-99-99.log"}


def test_without_a_folder_there_is_nothing_to_remove(tmp_path: Path) -> None:
    assert destroy_due(None, at=NOON) == 0
    assert destroy_due(tmp_path / "never made", at=NOON) == 0


def test_a_line_is_added_to_the_file_of_its_day(tmp_path: Path) -> None:
    handler = DayFile(tmp_path / "logs")
    for word in ("one", "two"):
        handler.handle(logging.makeLogRecord({"msg": word}))

    (file,) = (tmp_path / "logs").iterdir()
    assert file.read_text() == "one\ntwo\n"


def test_a_page_that_breaks_is_logged_by_its_name_and_not_by_its_address() -> None:
    request = RequestFactory().get("/noordmeer/hulp/zaal/a-planted-sentinel/")
    record = logging.makeLogRecord(
        {"msg": "%s: %s", "args": ("Error", request.path), "levelname": "ERROR", "request": request}
    )

    assert WithoutAddress().filter(record)
    assert record.getMessage() == "ERROR in no page"


@pytest.mark.parametrize(
    ("named", "folder"), [("", Path("data/logs")), ("/var/log/desk", Path("/var/log/desk")), ("none", None)]
)
def test_the_log_lies_with_the_data_unless_the_settings_say_otherwise(
    named: str, folder: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUGDEKKING_LOGS", named)

    assert environment.folder("LOGS", Path("data/logs")) == folder


def test_where_the_log_goes_to_files_the_console_gets_none_of_it(settings: Settings) -> None:
    assert settings.LOG_FOLDER
    assert settings.LOGGING["root"]["handlers"] == ["files"]
