"""The work queue: clear fields only, a page at a time, the most urgent first.

Each case has one moment, `urgent_at`, that decides its place: an alarm before everything, then the nearest clock,
then cases without a clock, then closed ones, the last closed first. So each page of each list is one walk along one
index. Who oversees the desk walks along the cases, everybody else along their own turns as a handler, which repeat
that moment. Reports that nobody took on come in order of arrival, alarms first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from rugdekking.cases.models import Case, Handler
from rugdekking.cases.models.case import NO_TERM
from rugdekking.cases.queries.access import OVERSEERS
from rugdekking.cases.queries.paging import MOST_COUNTED, Capped, Count, Place, beyond
from rugdekking.cases.queries.rows import CASE_FIELDS, REPORT_FIELDS, Row, case_rows, report_row
from rugdekking.keys.models import Bar
from rugdekking.keys.queries import bars_of, holds_desk_key
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import desk_of, roles_of
from rugdekking.organisations.roles import READERS
from rugdekking.reports.models import Report
from rugdekking.reports.status import State as ReportState

SOON = timedelta(days=2)
Cases: TypeAlias = "QuerySet[Case] | QuerySet[Handler]"


class Which(models.TextChoices):
    NEW = "new", "Nieuw"
    MINE = "mine", "Van mij"
    DUE = "due", "Bijna aan de beurt"
    OVERDUE = "overdue", "Over tijd"
    WAITING = "waiting", "Wacht op de melder"
    ALL = "all", "Alles"


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `next` leads to the one after it, and is empty on the last."""

    which: Which
    rows: tuple[Row, ...]
    counts: Mapping[Which, Count]
    next: str


def queue(membership: Membership, *, which: Which, at: datetime, after: str = "", size: int = 25) -> Page:
    """One page of the queue of this member at `at`, with a count of every list, in a constant number of queries.

    `after` is the `next` of the page before; anything else starts at the beginning.
    """
    lists = Lists(membership, at)
    place = Place.from_text(after)
    if which is Which.NEW:
        return _new_page(lists, place, size)
    return _case_page(lists, which, place, size)


class Lists:
    """Every list of one member, not fetched yet."""

    def __init__(self, membership: Membership, at: datetime) -> None:
        self.at = at
        self.membership = membership
        self.desk = desk_of(membership.organisation_id)
        roles = roles_of(membership)
        holds = bool(roles & READERS) and holds_desk_key(membership, self.desk.pk)
        self.reads = holds
        self.oversees = holds and bool(roles & OVERSEERS)
        self._bars = Bar.objects.filter(bars_of(membership, roles=roles))
        self._turns = Handler.objects.filter(self._free("case"), membership=membership, until=None)
        self._all: Cases = self._turns
        if self.oversees:
            self._all = Case.objects.filter(self._free("pk"), organisation=membership.organisation_id)

    def cases(self, which: Which, place: Place | None = None) -> Cases:
        """Cases when this member oversees the desk, else turns as a handler; both have `urgent_at`.

        Behind `place` a list need not be looked through from its beginning. A database takes one lower bound for its
        way along an index, so there is one.
        """
        if which is Which.MINE:
            return self._turns.filter(urgent_at__lte=NO_TERM)
        if which is Which.DUE:
            rows = self._all.filter(urgent_at__lte=self.at + SOON)
            return rows.filter(urgent_at__gt=self.at) if place is None or place.moment <= self.at else rows
        if which is Which.OVERDUE:
            return self._all.filter(urgent_at__lte=self.at)
        return self._all.filter(waiting=True) if which is Which.WAITING else self._all

    def new(self) -> QuerySet[Report]:
        """Reports that nobody took on yet, for who can open them."""
        if not self.reads:
            return Report.objects.none()
        return Report.objects.filter(self._free("pk"), desk=self.desk, state=ReportState.RECEIVED)

    def counts(self) -> dict[Which, Count]:
        """How many each list holds, in one query."""
        listed: dict[Which, QuerySet[Case] | QuerySet[Handler] | QuerySet[Report]] = {
            which: self.cases(which) for which in Which if which is not Which.NEW
        }
        if self.reads:
            listed[Which.NEW] = self.new()
        capped = {which: Capped(rows.values("pk")[: MOST_COUNTED + 1]) for which, rows in listed.items()}
        (numbers,) = Membership.objects.filter(pk=self.membership.pk).values_list(*capped.values())
        counted = dict(zip(capped, numbers, strict=True))
        return {which: Count(counted.get(which, 0)) for which in Which}

    def _free(self, subject: str) -> Q:
        return ~Q(Exists(self._bars.filter(subject=OuterRef(subject))))


def _case_page(lists: Lists, which: Which, place: Place | None, size: int) -> Page:
    rows = lists.cases(which, place)
    case = "" if rows.model is Case else "case__"
    if place is not None:
        rows = rows.filter(beyond("urgent_at", f"{case}pk", place))
    found = list(
        rows.order_by("urgent_at", f"{case}pk").values_list(*(f"{case}{name}" for name in CASE_FIELDS))[: size + 1]
    )
    shown = case_rows(found[:size])
    last = shown[-1] if len(found) > size else None
    return Page(which, shown, lists.counts(), "" if last is None else Place(last.urgent_at, last.id).to_text())


def _new_page(lists: Lists, place: Place | None, size: int) -> Page:
    rows = lists.new()
    if place is not None:
        # `in`, as Django writes "= false" in a way for which SQLite has no way along the index.
        behind = Q(beyond("received_at", "pk", place), unsafe_now__in=[place.alarm])
        rows = rows.filter(behind | Q(unsafe_now=False) if place.alarm else behind)
    ordered = rows.order_by("-unsafe_now", "received_at", "pk").values_list(*REPORT_FIELDS)
    found = list(ordered[: size + 1])
    shown = tuple(report_row(values) for values in found[:size])
    last = shown[-1] if len(found) > size else None
    ending = "" if last is None else Place(last.urgent_at, last.id, last.alarm).to_text()
    return Page(Which.NEW, shown, lists.counts(), ending)
