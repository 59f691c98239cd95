"""The drill: a backup is restored into an empty place, and two of three recovery shares open what is in it.

A backup that nobody ever opened is a hope. The drill needs no running office and leaves nothing behind.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import connection

from rugdekking.cases.models import Case
from rugdekking.cases.queries import content as case_content
from rugdekking.config.backup import DATABASE, DUMP, FILES
from rugdekking.kernel.refusal import Refused
from rugdekking.keys.operations.recovering import open_recovery_key
from rugdekking.keys.rings import Ring
from rugdekking.organisations.models import Desk
from rugdekking.organisations.queries import all_organisations, desk_of
from rugdekking.reports import queries as reports
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import Report
from rugdekking.reports.queries import Piece
from rugdekking.vault import files
from rugdekking.vault.secrets import CannotOpen
from rugdekking.vault.storage import Folder

AT_MOST = 20
Ask = Callable[[str], str]


@dataclass
class Opened:
    """What the shares opened, and what they should have opened and did not."""

    cases: int = 0
    reports: int = 0
    files: int = 0
    closed: int = 0

    @property
    def good(self) -> bool:
        return self.cases + self.reports > 0 and self.closed == 0


def run(backup: Path, *, ask: Ask = input) -> int:
    """Restore `backup`, ask for two shares, open the newest cases; 0 when everything opened."""
    with tempfile.TemporaryDirectory(prefix="rugdekking-drill-") as folder:
        place = Path(folder)
        try:
            _restore(backup, place)
            opened = _open(place / FILES, ask)
        except Refused as refusal:
            print(refusal.reason)
            return 1
        finally:
            connection.close()
    print(
        f"{opened.cases} zaken, {opened.reports} meldingen en {opened.files} bestanden gingen open; "
        f"{opened.closed} niet."
    )
    return 0 if opened.good else 1


def _restore(backup: Path, place: Path) -> None:
    if (backup / FILES).exists():
        shutil.copytree(backup / FILES, place / FILES)
    if (backup / DATABASE).exists():
        shutil.copy(backup / DATABASE, place / DATABASE)
        connection.close()
        connection.settings_dict["NAME"] = str(place / DATABASE)
    elif (backup / DUMP).exists():
        _restore_postgresql(backup / DUMP)
    else:
        raise Refused(f"In {backup} staat geen back-up.")


def _restore_postgresql(dump: Path) -> None:
    """Into the database that the settings name, which must be empty: give a new one for the drill."""
    if connection.introspection.table_names():
        raise Refused("Wijs met RUGDEKKING_DATABASE_URL een lege database aan voor de oefening.")
    program = shutil.which("pg_restore")
    if program is None:
        raise Refused("pg_restore is niet geïnstalleerd. Het hoort bij de programma's van PostgreSQL.")
    parts = connection.settings_dict
    places = {
        "--host": parts["HOST"],
        "--port": parts["PORT"],
        "--username": parts["USER"],
        "--dbname": parts["NAME"],
    }
    given = [f"{flag}={value}" for flag, value in places.items() if value]
    subprocess.run(  # noqa: S603  (a program of the database's own, with our own settings)
        [program, "--no-owner", *given, str(dump)],
        check=True,
        env={"PGPASSWORD": parts["PASSWORD"]} if parts["PASSWORD"] else None,
    )


def _open(sealed_files: Path, ask: Ask) -> Opened:
    desk = _chosen_desk(ask)
    first = (int(ask("Nummer van het eerste deel: ")), ask("Eerste deel: "))
    second = (int(ask("Nummer van het tweede deel: ")), ask("Tweede deel: "))
    recovery, secret = open_recovery_key(desk, first=first, second=second)
    ring = Ring(desk.organisation_id, recovery.pk, secret)
    opened = Opened()
    for case in Case.objects.filter(desk=desk, key__isnull=False).select_related("key")[:AT_MOST]:
        opened.cases += _counted(opened, partial(case_content.people, case, ring))
    for report in Report.objects.filter(desk=desk, key__isnull=False).select_related("key")[:AT_MOST]:
        if _counted(opened, partial(reports.open_story, report, ring)):
            opened.reports += 1
            _open_files(opened, reports.evidence(report, ring), sealed_files)
    return opened


def _open_files(opened: Opened, pieces: list[Piece], sealed_files: Path) -> None:
    for piece in pieces:
        opened.files += _counted(opened, partial(_read_whole, sealed_files, piece.file))


def _read_whole(sealed_files: Path, file: StoredFile) -> None:
    for _ in files.read(Folder(sealed_files), file.id, file.secret, size=file.size):
        pass


def _counted(opened: Opened, look: Callable[[], object]) -> int:
    try:
        look()
    except CannotOpen:
        opened.closed += 1
        return 0
    return 1


def _chosen_desk(ask: Ask) -> Desk:
    organisations = all_organisations()
    if len(organisations) == 1:
        return desk_of(organisations[0].pk)
    wanted = ask(f"Welke organisatie ({', '.join(one.slug for one in organisations)}): ").strip()
    found = next((one for one in organisations if one.slug == wanted), None)
    if found is None:
        raise Refused("Die organisatie staat niet in de back-up.")
    return desk_of(found.pk)
