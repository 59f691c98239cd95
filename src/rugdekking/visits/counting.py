"""Counts in the memory of this process, written down once a minute by whoever comes along then.

A page of help is made for thousands of readers; a row in the database for each would cost more than the page.
Whoever kills the process takes at most a minute of counting with it.
"""

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Final
from uuid import UUID

from django.db import DatabaseError, OperationalError

from rugdekking.kernel.time import day_of
from rugdekking.visits.models import Act
from rugdekking.visits.operations import write_down

log = logging.getLogger(__name__)
PACE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of the toolkit of one organisation, and what was done with it."""

    organisation: UUID
    page: str
    act: Act = Act.READ


class Tally:
    """What was counted since it was last written down."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[Seen, date]] = Counter()
        self._written_at: datetime | None = None
        self._lock = Lock()

    def note(self, seen: Seen, *, at: datetime) -> None:
        """Count `seen` once, on the Dutch day of `at`. When the database cannot take it now, it is kept for later."""
        taken = self._count(seen, at)
        if not taken:
            return
        try:
            write_down([(one.organisation, one.page, one.act, day, times) for (one, day), times in taken.items()])
        except OperationalError:
            with self._lock:
                self._counts.update(taken)
        except DatabaseError as error:
            # Trying again would fail again, and a reader is waiting for a page.
            log.warning("Counts of read pages were lost: %s", type(error).__name__)

    def forget(self) -> None:
        """Begin anew, as a new process does."""
        with self._lock:
            self._counts, self._written_at = Counter(), None

    def _count(self, seen: Seen, at: datetime) -> Counter[tuple[Seen, date]] | None:
        with self._lock:
            self._counts[seen, day_of(at)] += 1
            if self._written_at is not None and at - self._written_at < PACE:
                return None
            taken, self._counts, self._written_at = self._counts, Counter(), at
            return taken


TALLY: Final = Tally()
