"""Databases for the tests. Migrating takes long, so it happens once, into a template that is then copied.

The template is named after a hash of all migrations and the locked packages: when one of them changes, a new
template is made. Test processes that run at the same time wait for the one that makes it.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATES = PROJECT / "var" / "test-templates"
# Any number: PostgreSQL's name for "somebody is making the template".
_MAKING = 7_003_738_314


def prepare() -> None:
    """Put a migrated, empty database where the settings point."""
    if connection.vendor == "sqlite":
        copy_of_sqlite(Path(connection.settings_dict["NAME"]))
    else:
        _copy_in_postgres(connection.settings_dict["NAME"])


def remove() -> None:
    connection.close()
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        with _postgres() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy_of_sqlite(target: Path) -> None:
    """Write a migrated, empty SQLite database to `target`."""
    template = TEMPLATES / f"{fingerprint()}.sqlite3"
    with one_at_a_time("sqlite"):
        if not template.exists():
            making = template.with_suffix(f".{os.getpid()}")
            _migrate(str(making))
            making.replace(template)
    shutil.copyfile(template, target)


def fingerprint(*more: Path) -> str:
    """A name for everything that decides what a database looks like, and for the files in `more`."""
    files = [*(PROJECT / "src").glob("rugdekking/*/migrations/*.py"), PROJECT / "requirements" / "app.txt", *more]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(PROJECT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:24]


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _copy_in_postgres(name: str) -> None:
    template = f"rugdekking_template_{fingerprint()}"
    with _postgres() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MAKING])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is None:
            making = f"{template}_{os.getpid()}"
            cursor.execute(f'CREATE DATABASE "{making}"')
            _migrate(making)
            cursor.execute(f'ALTER DATABASE "{making}" RENAME TO "{template}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _migrate(name: str) -> None:
    wanted = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = wanted


@contextmanager
def _postgres():  # noqa: ANN202  (the cursor's type belongs to psycopg, which SQLite runs do not need)
    """A cursor in the server's own database, outside any transaction."""
    import psycopg

    settings = connection.settings_dict
    where = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    given = {name: value for name, value in where.items() if value}
    server = psycopg.connect(
        dbname="postgres", password=settings["PASSWORD"] or None, autocommit=True, **given, **settings["OPTIONS"]
    )
    with server, server.cursor() as cursor:
        yield cursor
