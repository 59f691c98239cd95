"""A backup holds ciphertext only, and two of three shares open it in an empty place."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from rugdekking.config import backup
from rugdekking.scans.models import Room, Vote
from tests import databases, make
from tests.cases.props import opened
from tests.reports.props import STORY, filed, stored

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        bool(os.environ["RUGDEKKING_DATABASE_URL"]),
        reason="On PostgreSQL its own pg_dump and pg_restore make and read the backup",
    ),
]


def backed_up(folder: Path) -> make.Cast:
    make.content()
    cast = make.cast("waterlaar")
    opened(cast)
    filed(cast, attached=[stored(b"BEWIJS-SCHILDWACHT " * 1000)])
    backup.write(folder)
    return cast


def drill(folder: Path, place: Path, *answers: str) -> "subprocess.CompletedProcess[str]":
    """Another machine: an empty folder, no secrets of the installation, only the backup and the answers."""
    return subprocess.run(
        [sys.executable, "-m", "rugdekking.config", "drill", str(folder)],
        input="\n".join(answers) + "\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=databases.PROJECT,
        env={**os.environ, "RUGDEKKING_DATA": str(place), "RUGDEKKING_DATABASE_URL": "", "PYTHONPATH": "src"}
        | {"DJANGO_SETTINGS_MODULE": "rugdekking.config.settings", "RUGDEKKING_HTTPS": "no"},
    )


def test_two_shares_open_the_cases_reports_and_files_of_a_backup(tmp_path: Path) -> None:
    cast = backed_up(tmp_path / "backup")

    done = drill(tmp_path / "backup", tmp_path / "elsewhere", "1", cast.shares[0], "3", cast.shares[2])

    assert "1 zaken, 2 meldingen en 1 bestanden gingen open; 0 niet." in done.stdout, done.stderr
    assert done.returncode == 0


def test_a_wrong_share_opens_nothing_and_the_drill_fails(tmp_path: Path) -> None:
    cast = backed_up(tmp_path / "backup")

    done = drill(tmp_path / "backup", tmp_path / "elsewhere", "1", cast.shares[0], "2", cast.shares[2])

    assert "passen niet bij elkaar" in done.stdout
    assert done.returncode == 1


def test_a_backup_with_a_lost_file_fails_the_drill(tmp_path: Path) -> None:
    cast = backed_up(tmp_path / "backup")
    for file in (tmp_path / "backup" / "files").rglob("*"):
        if file.is_file():
            file.unlink()

    done = drill(tmp_path / "backup", tmp_path / "elsewhere", "1", cast.shares[0], "2", cast.shares[1])

    assert "1 niet" in done.stdout
    assert done.returncode == 1


def test_a_backup_shows_no_word_of_anybody_and_leads_into_no_session(tmp_path: Path) -> None:
    backed_up(tmp_path / "backup")

    everything = b"".join(file.read_bytes() for file in (tmp_path / "backup").rglob("*") if file.is_file())

    for words in (STORY.what, STORY.me.name, STORY.contact.phone, "BEWIJS-SCHILDWACHT"):
        assert words.encode() not in everything


def test_an_older_backup_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("an older backup")

    with pytest.raises(backup.CannotBackUp):
        backup.write(tmp_path)


def test_a_backup_during_a_meeting_has_no_room_and_no_vote(tmp_path: Path) -> None:
    organisation = make.desk().organisation
    at = make.MIDDAY
    room = Room.objects.create(organisation=organisation, code="123456789", guide="{}", since=at, ends_at=at)
    Vote.objects.create(organisation=organisation, room=room, position=0, answer=0, phone=b"p" * 16)

    backup.write(tmp_path / "backup")

    copy = sqlite3.connect(tmp_path / "backup" / backup.DATABASE)
    rows = [copy.execute(f"SELECT count(*) FROM {one._meta.db_table}").fetchone()[0] for one in (Room, Vote)]  # noqa: S608
    copy.close()
    assert (rows, Room.objects.count()) == ([0, 0], 1)
