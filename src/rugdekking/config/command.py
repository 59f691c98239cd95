"""The `rugdekking` command: what an administrator of an installation runs.

Django is loaded only by the subcommands that need it, so that `serve` hands over to the web server at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rugdekking.config import environment as env


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rugdekking.config.settings")
    run: Callable[[argparse.Namespace], int] = asked.run
    return run(asked)


def server(application: str) -> list[str]:
    """The command that serves `application`. RUGDEKKING_LISTEN, _PORT, _WEB_PROCESSES and _WEB_THREADS say how."""
    flags = {
        "--interface": "wsgi",
        "--host": env.text("LISTEN", "127.0.0.1"),
        "--port": env.text("PORT", "8000"),
        "--workers": env.text("WEB_PROCESSES", "1"),
        "--blocking-threads": env.text("WEB_THREADS", "8"),
        "--log-level": "warning",
    }
    # No access log: it would tie an address and a moment to a report.
    given = [part for flag in flags.items() for part in flag]
    return [sys.executable, "-m", "granian", *given, "--no-ws", "--no-access-log", application]


def _serve(_asked: argparse.Namespace) -> int:
    from rugdekking.inspection import scratch

    folder = env.folder("SCRATCH")
    scratch.sweep(folder)
    for wrong in filter(None, (scratch.unfit(folder), env.nobody_to_tell())):
        print(wrong)
    command = server("rugdekking.config.wsgi:application")
    os.execv(command[0], command)  # noqa: S606  (no shell is wanted)


def _work(asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.config import worker

    if asked.once:
        return worker.once()
    worker.until_stopped()
    return 0


def _migrate(_asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.config import installation

    installation.bring_up_to_date()
    return 0


def _found(asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.config import founding

    return founding.found(asked)


def _load_content(_asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.config import installation

    installation.load_content()
    return 0


def _content_due(asked: argparse.Namespace) -> int:
    _start_django()
    from django.conf import settings
    from django.utils import timezone

    from rugdekking.config import checks

    until = timezone.localdate() + timedelta(days=asked.days)
    return checks.content_due(settings.CONTENT_FOLDER / "nl", until=until)


def _demo(_asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.config import installation

    for line in installation.demo():
        print(line)
    return 0


def _verify_audit(asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.config import checks

    return checks.audit(known_heads=frozenset(bytes.fromhex(head) for head in asked.head))


def _back_up(asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.config import backup

    try:
        backup.write(asked.folder)
    except backup.CannotBackUp as error:
        print(error)
        return 1
    return 0


def _copy_files(asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.vault.storage import Folder, copy_all, storage

    print(f"{copy_all(Folder(asked.source), storage())} bestanden zijn gekopieerd.")
    return 0


def _drill(asked: argparse.Namespace) -> int:
    _start_django()
    from rugdekking.config import drill

    return drill.run(asked.backup)


def _start_django() -> None:
    import django

    django.setup()


@dataclass(frozen=True, slots=True)
class _Subcommand:
    name: str
    run: Callable[[argparse.Namespace], int]
    help: str


_SUBCOMMANDS = (
    _Subcommand("serve", _serve, "answer web requests"),
    _Subcommand("worker", _work, "send mails, watch terms, link the audit log, destroy what is due"),
    _Subcommand("migrate", _migrate, "bring the database up to date with this version"),
    _Subcommand("found", _found, "begin an organisation, and invite its first administrator"),
    _Subcommand("load-content", _load_content, "load the shipped protocols, plans and terms"),
    _Subcommand("content-due", _content_due, "name the shipped pages of help that are soon to be looked at again"),
    _Subcommand("demo", _demo, "make a demo: two organisations, their people and their cases"),
    _Subcommand("verify-audit", _verify_audit, "find a changed, inserted, deleted or cut row in the audit log"),
    _Subcommand("backup", _back_up, "copy database and sealed files into a new folder"),
    _Subcommand("copy-files", _copy_files, "put the sealed files of a folder into the storage of the settings"),
    _Subcommand("drill", _drill, "prove that a backup can be restored and opened with two recovery shares"),
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rugdekking", description="Run and look after Rugdekking.")
    choices = parser.add_subparsers(required=True, metavar="what")
    made = {}
    for one in _SUBCOMMANDS:
        made[one.name] = choices.add_parser(one.name, help=one.help, description=one.help)
        made[one.name].set_defaults(run=one.run)
    made["worker"].add_argument("--once", action="store_true", help="do every job once, then stop")
    made["verify-audit"].add_argument(
        "--head", action="append", default=[], metavar="HEX", help="a head that the auditor received earlier"
    )
    for name, help_text in {
        "slug": "its public address: noordmeer for /noordmeer/",
        "name": "its name: Gemeente Noordmeer",
        "kind": "gemeente, provincie or waterschap",
        "administrator": "the name of the first administrator",
        "email": "where the invitation goes",
    }.items():
        made["found"].add_argument(name, help=help_text)
    made["content-due"].add_argument("--days", type=int, default=60, help="how many days ahead; 60 without it")
    made["backup"].add_argument("folder", type=Path, help="a new folder for the backup")
    made["copy-files"].add_argument("source", type=Path, help="a folder of sealed files, such as that of a backup")
    made["drill"].add_argument("backup", type=Path, help="folder that holds the backup")
    return parser
