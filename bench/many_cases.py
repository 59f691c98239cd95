"""Fills a database with cases, as many as asked, row by row and without asking the rules.

One organisation holds them all, which is the hardest for a queue. Two out of three cases are closed; of the open ones
a fifth is overdue or due within two days, one in six has no clock, one in ten waits for the reporter; one case in a
hundred may not be known to the coordinator; reports that wait for somebody number one in twenty cases, and a few
alarms stand among both. Nothing in them is really sealed: the queue opens nothing.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from rugdekking.cases.models.case import AFTER_ALL, AT_ONCE, NO_TERM
from rugdekking.organisations.models import Desk, Membership

Rows = Iterator[Sequence[object]]
CLASSES = ("words", "threat", "deeds")
PEOPLE = ("office_holder", "civil_servant", "other")
COLUMNS = {
    "keys_key": "id organisation_id kind subject generation public made_on doubt",
    "reports_report": (
        "id organisation_id desk_id reference key_id kind origin state received_at channel behaviour_class"
        " person_class unsafe_now set_apart person_by_person taken_on awaits_confirmation confirmed_how"
    ),
    "cases_case": (
        "id organisation_id desk_id reference key_id new_key_due state opened_on protocol behaviour_class"
        " person_class unsafe_now waiting urgent_at closed_on outcome"
    ),
    "cases_casereport": "id organisation_id case_id report_id added_on",
    "cases_handler": "id organisation_id case_id membership_id since until urgent_at waiting",
    "clocks_clock": (
        "id organisation_id kind subject_kind subject_id file owner started_at due_at outcome move_reason is_promise"
        " outlives_case"
    ),
    "keys_bar": "id organisation_id subject membership_id role",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one case will be."""

    number: int
    id: str
    report: str
    handler: str
    closed_on: datetime | None
    due_at: datetime | None
    alarm: bool
    waiting: bool

    @property
    def urgent_at(self) -> datetime:
        if self.closed_on is not None:
            return AFTER_ALL - timedelta(days=self.closed_on.toordinal())
        return AT_ONCE if self.alarm else self.due_at or NO_TERM


def fill(desk: Desk, handlers: Sequence[Membership], *, barred: Membership, count: int, at: datetime) -> None:
    """Add `count` cases to `desk`, handled in turn by `handlers`; one in a hundred is barred to `barred`."""
    chance = random.Random(count)
    drawn = [_draw(number, handlers, chance, at) for number in range(count)]
    maker = _Maker(desk, at, chance)
    with transaction.atomic():
        if connection.vendor == "sqlite":
            _hurry_sqlite()
        _insert("keys_key", maker.keys(drawn))
        _insert("reports_report", maker.reports(drawn))
        _insert("cases_case", maker.cases(drawn))
        _insert("cases_casereport", (maker.row(one.id, one.report, maker.day(at)) for one in drawn))
        _insert("cases_handler", maker.handlers(drawn))
        _insert("clocks_clock", maker.clocks(drawn))
        _insert("keys_bar", (maker.row(one.id, barred.pk.hex, "") for one in drawn if one.number % 100 == 0))
        fresh = [f"{chance.getrandbits(128):032x}" for _ in range(count // 20)]
        _insert("keys_key", (maker.key(report, "report") for report in fresh))
        _insert("reports_report", (maker.new_report(number, report) for number, report in enumerate(fresh)))
    if connection.vendor == "postgresql":
        connection.cursor().execute("VACUUM ANALYZE")
    connection.close()


def _draw(number: int, handlers: Sequence[Membership], chance: random.Random, at: datetime) -> Drawn:
    is_open = chance.random() < 1 / 3
    days = chance.choice((-20, -1, 1, 2, 7, 14, 30, 60, 90, 120))
    due = at + timedelta(days=days * chance.random()) if chance.random() < 5 / 6 else None
    return Drawn(
        number=number,
        id=f"{chance.getrandbits(128):032x}",
        report=f"{chance.getrandbits(128):032x}",
        handler=handlers[number % len(handlers)].pk.hex,
        closed_on=None if is_open else at - timedelta(days=chance.randrange(1, 700)),
        due_at=due if is_open else None,
        alarm=is_open and number % 5000 == 1,
        waiting=is_open and chance.random() < 0.1,
    )


class _Maker:
    """Makes the rows of one desk."""

    def __init__(self, desk: Desk, at: datetime, chance: random.Random) -> None:
        self.desk = desk.pk.hex
        self.organisation = desk.organisation_id.hex
        self.at = at
        self.chance = chance

    def row(self, *values: object) -> tuple[object, ...]:
        """A row with a random id of its own, of this organisation."""
        return (f"{self.chance.getrandbits(128):032x}", self.organisation, *values)

    def day(self, moment: datetime) -> str:
        return f"{moment:%Y-%m-%d}"

    def moment(self, moment: datetime) -> str:
        return f"{moment:%Y-%m-%d %H:00:00}"

    def key(self, subject: str, kind: str) -> tuple[object, ...]:
        """The key of a report or case bears its id, so that no row needs to be looked up again."""
        return (subject, self.organisation, kind, subject, 1, b"\0", self.day(self.at), "")

    def keys(self, drawn: list[Drawn]) -> Rows:
        for one in drawn:
            yield self.key(one.id, "case")
            yield self.key(one.report, "report")

    def reports(self, drawn: list[Drawn]) -> Rows:
        for one in drawn:
            state = "taken" if one.closed_on is None else "closed"
            yield self._report(one.report, f"R{one.number:08}", state, alarm=one.alarm, days=one.number % 700)

    def new_report(self, number: int, report: str) -> tuple[object, ...]:
        return self._report(report, f"N{number:08}", "received", alarm=number % 5000 == 1, days=number % 90)

    def _report(self, report: str, reference: str, state: str, *, alarm: bool, days: int) -> tuple[object, ...]:
        taken = None if state == "received" else self.day(self.at)
        told = ("incident", "form", state, self.moment(self.at - timedelta(days=days)), "phone", "threat", "other")
        return (report, self.organisation, self.desk, reference, report, *told, alarm, False, False, taken, False, "")

    def cases(self, drawn: list[Drawn]) -> Rows:
        for one in drawn:
            closed = None if one.closed_on is None else self.day(one.closed_on)
            known = (CLASSES[one.number % 3], PEOPLE[one.number % 3], one.alarm, one.waiting)
            yield (
                *(one.id, self.organisation, self.desk, f"C{one.number:08}", one.id, False),
                *("closed" if closed else "handling", self.day(self.at - timedelta(days=700)), "", *known),
                *(self.moment(one.urgent_at), closed, "settled" if closed else ""),
            )

    def handlers(self, drawn: list[Drawn]) -> Rows:
        for one in drawn:
            yield self.row(one.id, one.handler, self.day(self.at), None, self.moment(one.urgent_at), one.waiting)

    def clocks(self, drawn: list[Drawn]) -> Rows:
        for one in drawn:
            if one.due_at is not None:
                for kind, later in (("reaction", 0), ("support_third", 40)):
                    due = self.moment(one.due_at + timedelta(days=later))
                    about = (kind, "case", one.id, one.id, one.handler, self.moment(self.at - timedelta(days=30)))
                    yield self.row(*about, due, "running", "", *(False, False))


def _hurry_sqlite() -> None:
    """Rows with random ids land all over the indexes, so those stay in memory while filling."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = -2000000")
        cursor.execute("PRAGMA defer_foreign_keys = ON")


def _insert(table: str, rows: Rows) -> None:
    columns = COLUMNS[table].split()
    writer: Callable[[str, list[str], Rows], None] = _copy if connection.vendor == "postgresql" else _execute
    writer(table, columns, rows)


def _copy(table: str, columns: list[str], rows: Rows) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _execute(table: str, columns: list[str], rows: Rows) -> None:
    places = ", ".join("?" for _ in columns)
    # Ids stand here as 32 hexadecimal letters; SQLite keeps them as 16 bytes.
    small = ([bytes.fromhex(one) if isinstance(one, str) and len(one) == 32 else one for one in row] for row in rows)
    with connection.cursor() as cursor:
        cursor.cursor.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", small)  # noqa: S608
