"""The log in files: one a day, kept for half a year and no longer.

Nothing in it says who asked for what: the program writes down no address, neither of a page nor of a reader.
"""

import logging
import re
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.utils import timezone

from rugdekking.kernel.time import HALF_A_YEAR, day_of

_NAME: Final = re.compile(r"rugdekking-(\d{4}-\d{2}-\d{2})\.log")


class WithoutAddress(logging.Filter):
    """Writes down the name of a page in the place of its address, which may lead to a room, a case or a report."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            record.msg, record.args = "%s in %s", (record.levelname, match.view_name if match else "no page")
        return True


class DayFile(logging.Handler):
    """Adds each line to the file of its day, also when several processes do so at once."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder or Path()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / f"rugdekking-{day_of(timezone.now())}.log").open("a", encoding="utf-8") as file:
                file.write(self.format(record) + "\n")
        except OSError:
            # A full disk must not stop a report from being taken.
            self.handleError(record)


def destroy_due(folder: Path | None, *, at: datetime) -> int:
    """Remove the files of days more than half a year ago; gives how many. Other files there stay."""
    if folder is None or not folder.is_dir():
        return 0
    oldest = day_of(at) - HALF_A_YEAR
    old = [file for file in folder.iterdir() if (day := _day_of(file)) is not None and day < oldest]
    for file in old:
        file.unlink()
    return len(old)


def _day_of(file: Path) -> date | None:
    named = _NAME.fullmatch(file.name)
    try:
        return date.fromisoformat(named[1]) if named else None
    except ValueError:
        return None
