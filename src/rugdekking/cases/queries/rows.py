"""The lines of the queue: what may be shown without opening anything."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rugdekking.cases.models import Handler
from rugdekking.cases.models.case import AT_ONCE, NO_TERM
from rugdekking.cases.status import State
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.reports.choices import BehaviourClass, Kind, PersonClass

CASE_FIELDS = (
    "pk",
    "reference",
    "state",
    "unsafe_now",
    "waiting",
    "urgent_at",
    "opened_on",
    "behaviour_class",
    "person_class",
)
REPORT_FIELDS = (
    "pk",
    "reference",
    "kind",
    "unsafe_now",
    "set_apart",
    "received_at",
    "behaviour_class",
    "person_class",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue: a case, or a report that nobody took on yet.

    `state` is a code and `label` its Dutch words; `since` is the day of opening or the hour of arrival, `due_at` the
    nearest term and `due_for` what it asks. `handlers` are the names of who handles the case.
    """

    id: UUID
    reference: str
    is_case: bool
    state: str
    label: str
    alarm: bool
    urgent_at: datetime
    since: Any
    behaviour: str
    person: str
    waiting: bool = False
    set_apart: bool = False
    due_at: datetime | None = None
    due_for: str = ""
    handlers: tuple[str, ...] = ()


def case_rows(found: Sequence[tuple[Any, ...]]) -> tuple[Row, ...]:
    """Rows from the values of CASE_FIELDS, with who handles each case and what it waits for: two queries."""
    cases = [row[0] for row in found]
    handlers = _handlers(cases)
    terms = _terms(cases, until=max((row[5] for row in found if row[5] < NO_TERM), default=AT_ONCE))
    return tuple(_case_row(row, handlers[row[0]], terms.get(row[0])) for row in found)


def report_row(values: tuple[Any, ...]) -> Row:
    """A row from the values of REPORT_FIELDS."""
    record, reference, kind, alarm, set_apart, received_at, behaviour, person = values
    return Row(
        id=record,
        reference=reference,
        is_case=False,
        state=kind,
        label=Kind(kind).label,
        alarm=alarm,
        urgent_at=received_at,
        since=received_at,
        behaviour=_label(BehaviourClass, behaviour),
        person=_label(PersonClass, person),
        set_apart=set_apart,
    )


def _case_row(values: tuple[Any, ...], handlers: list[str], term: tuple[datetime, str] | None) -> Row:
    record, reference, state, alarm, waiting, urgent_at, opened_on, behaviour, person = values
    return Row(
        id=record,
        reference=reference,
        is_case=True,
        state=state,
        label=State(state).label,
        alarm=alarm,
        urgent_at=urgent_at,
        since=opened_on,
        behaviour=_label(BehaviourClass, behaviour),
        person=_label(PersonClass, person),
        waiting=waiting,
        due_at=None if term is None else term[0],
        due_for="" if term is None else term[1],
        handlers=tuple(handlers),
    )


def _handlers(cases: Collection[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Handler.objects.filter(case__in=cases, until=None).order_by("since", "pk")
    for case, name in rows.values_list("case", "membership__person__name"):
        found[case].append(name)
    return found


def _terms(cases: Collection[UUID], *, until: datetime) -> dict[UUID, tuple[datetime, str]]:
    """The nearest running clock of each case: when it is due, and what it asks."""
    found: dict[UUID, tuple[datetime, str]] = {}
    running = Clock.objects.filter(file__in=cases, ended_at=None, due_at__lte=until).order_by("-due_at", "pk")
    for case, due_at, kind in running.values_list("file", "due_at", "kind"):
        found[case] = (due_at, ClockKind(kind).label)
    return found


def _label(choices: type[BehaviourClass] | type[PersonClass], value: str) -> str:
    return str(choices(value).label) if value else ""
