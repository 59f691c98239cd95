"""Databases for the tests. Migrating takes long, so it happens once, into a template that is then copied.

The template is named after a hash of all migrations and the locked packages: when one of them changes, a new
template is made. Test processes that run at the same time wait for the one that makes it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management.commands import flush
from django.db import connection

from tests.servers import programs

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATES = PROJECT / "var" / "test-templates"
# What the program that made the demo printed.
SAID = "said.txt"
# Any number: PostgreSQL's name for "somebody is making the template".
_MAKING = 7_003_738_314


def prepare() -> None:
    """Put a migrated, empty database where the settings point."""
    if connection.vendor == "sqlite":
        copy_of_sqlite(Path(connection.settings_dict["NAME"]))
    else:
        _copy_in_postgres(connection.settings_dict["NAME"])


def fresh(folder: Path) -> dict[str, str]:
    """A migrated, empty database for a program of its own; gives the settings that lead there.

    The program keeps everything else in `folder`. On PostgreSQL the database goes with the server of the tests.
    """
    url = os.environ["RUGDEKKING_DATABASE_URL"]
    if not url:
        copy_of_sqlite(folder / "rugdekking.sqlite3")
        return {"RUGDEKKING_DATA": str(folder)}
    name = f"rugdekking_test_{uuid.uuid4().hex}"
    _copy_in_postgres(name)
    own = urlsplit(url)._replace(path=f"/{name}").geturl()
    return {"RUGDEKKING_DATA": str(folder), "RUGDEKKING_DATABASE_URL": own}


def demo(folder: Path) -> dict[str, str]:
    """A copy of the demo on SQLite in `folder`; gives the settings that lead there."""
    everything = [file for place in ("src", "content") for file in (PROJECT / place).rglob("*") if file.is_file()]
    shipped = [file for file in everything if file.suffix in {".py", ".yaml", ".yml", ".json"}]
    template = TEMPLATES / f"{fingerprint(*shipped)}.demo"
    with one_at_a_time("demo"):
        if not template.exists():
            _make_demo(template)
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return {"RUGDEKKING_DATA": str(folder), "RUGDEKKING_DEMO": "yes"}


def _make_demo(template: Path) -> None:
    making = template.with_suffix(f".{os.getpid()}")
    making.mkdir()
    copy_of_sqlite(making / "rugdekking.sqlite3")
    settings = {"RUGDEKKING_DATA": str(making), "RUGDEKKING_DEMO": "yes"}
    with (making / SAID).open("w") as said:
        subprocess.run(programs.rugdekking("demo"), check=True, env=programs.surroundings(settings), stdout=said)
    making.rename(template)
    _forget_old_templates()


def empty_quickly() -> None:
    """Let a test that really commits leave PostgreSQL empty by taking its few rows out.

    Django would truncate every table, which makes new files for each of them and for each index; and it would write
    the names and rights of every table anew, which nobody asks for but the toolkit, and that makes its own.
    """
    # Who only asks for a database of its own may not have started Django.
    from django.contrib.contenttypes.models import ContentType

    flush.emit_post_migrate_signal = lambda *_, **__: ContentType.objects.clear_cache()
    if connection.vendor != "postgresql":
        return

    def taken_out(_style: object, tables: list[str], **_how: object) -> list[str]:
        names = [connection.ops.quote_name(table) for table in tables]
        return ["SET CONSTRAINTS ALL DEFERRED", *(f"DELETE FROM {name}" for name in names)]  # noqa: S608

    connection.ops.sql_flush = taken_out  # type: ignore[method-assign,assignment]


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
            _forget_old_templates()
    shutil.copyfile(template, target)


def fingerprint(*more: Path) -> str:
    """A name for everything that decides what a database looks like, and for the files in `more`."""
    source = PROJECT / "src" / "rugdekking"
    backend = (source / "kernel" / "sqlite" / "base.py", source / "config" / "environment.py")
    files = [*source.glob("*/migrations/*.py"), *backend, PROJECT / "requirements" / "app.txt", *more]
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


def _forget_old_templates() -> None:
    for old in [path for path in TEMPLATES.iterdir() if path.stat().st_mtime < time.time() - 86_400]:
        if old.is_dir():
            shutil.rmtree(old)
        elif old.suffix != ".lock":
            old.unlink()


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
    # Who is asked for a database of its own may not have started Django.
    from rugdekking.config.installation import bring_up_to_date

    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        bring_up_to_date()
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
