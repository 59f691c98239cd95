"""A backup: the database and the sealed files, in one folder. All of it is sealed; no key that opens it is in it."""

import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

from rugdekking.vault.storage import Folder, copy_all, storage

DATABASE = "rugdekking.sqlite3"
DUMP = "rugdekking.dump"
FILES = "files"
# Sessions lead into the office while somebody works; of a meeting nothing is left afterwards. Votes before rooms.
LEFT_OUT = ("people_staffsession", "people_reportersession", "scans_vote", "scans_room")


class CannotBackUp(Exception):
    """The folder is in use, or a program that is needed is missing. The text says what to do."""


def write(folder: Path) -> None:
    """Copy what is kept into `folder`, which must be new or empty. People can go on working meanwhile.

    Database first, files after it: a file that arrives in between is one that no row of the copy knows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise CannotBackUp(f"{folder} is not empty. Give a new folder, so that no older backup is overwritten.")
    if connection.vendor == "sqlite":
        _copy_sqlite(folder / DATABASE)
    else:
        _dump_postgresql(folder / DUMP)
    copy_files(folder)


def copy_files(folder: Path) -> None:
    """Copy the sealed files, wherever they lie, into the backup in `folder`."""
    copy_all(storage(), Folder(folder / FILES))


def _copy_sqlite(target: Path) -> None:
    source = sqlite3.connect(f"file:{settings.DATABASES['default']['NAME']}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        for table in LEFT_OUT:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608  (fixed names)
        copy.commit()
        copy.execute("VACUUM")
    finally:
        copy.close()
        source.close()


def _dump_postgresql(target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise CannotBackUp("pg_dump is not installed. It comes with PostgreSQL's client programs.")
    parts = connection.settings_dict
    places = {
        "--host": parts["HOST"],
        "--port": parts["PORT"],
        "--username": parts["USER"],
        "--dbname": parts["NAME"],
    }
    given = [f"{flag}={value}" for flag, value in places.items() if value]
    left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
    subprocess.run(  # noqa: S603  (a program of the database's own, with our own settings)
        [program, "--format=custom", f"--file={target}", *left_out, *given],
        check=True,
        env={"PGPASSWORD": parts["PASSWORD"]} if parts["PASSWORD"] else None,
    )
