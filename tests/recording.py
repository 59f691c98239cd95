"""What most tests begin with is really made once per test process; later tests get the rows that it wrote then.

Nothing here knows what the rows mean. They are put back as they were written, together, and what the maker gave comes
back as a copy of its own, so that no test sees what another did with it.

`recorded` makes something out of nothing, such as the cast. `a_step` marks what goes on from there, such as a report
of that cast: it is replayed only where exactly the same steps led to the rows that stand there, and nothing else
wrote a single row since the test began. Everywhere else it is really done.
"""

import functools
import pickle
import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from django.db import IntegrityError, connection, models, transaction

from rugdekking.keys.rings import Ring

P = ParamSpec("P")
T = TypeVar("T")
Tables = dict[str, list[tuple[Any, ...]]]
_HARMLESS = ("BEGIN", "PRAGMA", "SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")
_WRITTEN = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')


@dataclass(frozen=True)
class Recording:
    """`given`: what the maker gave, at that moment. `added` and `gone`: rows of each table, with what they held.

    A row that was changed is gone as it was and added as it became.
    """

    given: bytes
    added: Tables
    gone: Tables

    def replay(self) -> Any:  # noqa: ANN401  (whatever the maker gave)
        """Write the rows again. Raises `IntegrityError`, and writes nothing, when they stand there already."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.gone.items():
                key = _KEYS[table]
                places = ", ".join(["%s"] * len(rows))
                old = [row[key.place] for row in rows]
                cursor.execute(f'DELETE FROM "{table}" WHERE "{key.name}" IN ({places})', old)  # noqa: S608
            for table, rows in self.added.items():
                line = f"({', '.join(['%s'] * len(rows[0]))})"
                lines = ", ".join([line] * len(rows))
                cursor.execute(f'INSERT INTO "{table}" VALUES {lines}', [value for row in rows for value in row])  # noqa: S608
        return pickle.loads(self.given)  # noqa: S301  (what this process pickled itself)


@dataclass(frozen=True)
class Key:
    """What tells the rows of a table apart: the name of the column, and its place."""

    name: str
    place: int


class Ground:
    """How the rows that stand now came about: by which steps, or by something that nobody can name.

    Each of `watched` gets the rows of a table as they are just before the first write to it.
    """

    def __init__(self) -> None:
        self.steps: Hashable = ()
        self.watched: list[Tables] = []

    def __call__(self, execute: Callable[..., T], sql: str, params: object, many: bool, context: object) -> T:  # noqa: FBT001  (Django's own shape)
        if not sql.lstrip().startswith(_HARMLESS):
            self.steps = uuid4()
            # What is taken back was written before.
            if not sql.startswith("ROLLBACK"):
                self._look_before(sql)
        return execute(sql, params, many, context)

    def _look_before(self, sql: str) -> None:
        for before in self.watched:
            written = _WRITTEN.match(sql)
            assert written is not None, f"Which table does this write? {sql[:80]}"
            if written[1] not in before:
                before[written[1]] = _rows(written[1])


_KEYS: dict[str, Key] = {}
_recordings: dict[Hashable, list[Recording]] = {}
_steps: dict[Hashable, Recording | None] = {}
_ground = Ground()


@contextmanager
def watched() -> Iterator[None]:
    """For the length of one test: begin with nothing, and notice whatever is written."""
    _ground.steps = ()
    with connection.execute_wrapper(_ground):
        yield


def recorded(name: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives: made now the first time in this process, and replayed afterwards.

    Asked again while the first one still stands, it makes a second one, under a recording of its own. `make` has to
    stand alone: when it changes or removes a row that was there before, it is not recorded.
    """
    known = _recordings.setdefault(name, [])
    before = _ground.steps
    for number, recording in enumerate(known):
        try:
            given: T = recording.replay()
        except IntegrityError:
            continue
        _ground.steps = (before, name, number)
        return given
    made, recording = _record(make)
    if not recording.gone:
        known.append(recording)
        _ground.steps = (before, name, len(known) - 1)
    return made


def a_step(make: Callable[P, T]) -> Callable[P, T]:
    """Lets `make` be replayed where it was done before with the same words, on exactly the same ground.

    What happens once is not worth keeping: it is kept the second time.
    """

    @functools.wraps(make)
    def again(*args: P.args, **more: P.kwargs) -> T:
        if not connection.in_atomic_block:
            return make(*args, **more)
        step = (_ground.steps, make.__module__, make.__qualname__, _named([*args, *sorted(more.items())]))
        if step not in _steps:
            _steps[step] = None
            return make(*args, **more)
        recording = _steps[step]
        if recording is None:
            made, _steps[step] = _record(lambda: make(*args, **more))
        else:
            made = recording.replay()
        _ground.steps = step
        return made

    return again


def _record(make: Callable[[], T]) -> tuple[T, Recording]:
    before: Tables = {}
    _ground.watched.append(before)
    try:
        made = make()
    finally:
        _ground.watched.pop()
    after = {table: _rows(table) for table in sorted(before)}
    return made, Recording(pickle.dumps(made), added=_more(after, before), gone=_more(before, after))


def _named(values: Sequence[object]) -> Hashable:
    """A name for what a step was told, the same for the same words."""
    return tuple(_name(value) for value in values)


def _name(value: object) -> Hashable:
    if isinstance(value, Ring):
        return type(value), value.organisation, value.holder
    if isinstance(value, models.Model):
        return type(value), _named([value.__dict__.get(field.attname) for field in value._meta.concrete_fields])
    if is_dataclass(value):
        return type(value), _named([getattr(value, field.name) for field in fields(value)])
    return _named(value) if isinstance(value, tuple) else pickle.dumps(value)


def everything() -> Tables:
    with connection.cursor() as cursor:
        return {table: _rows(table) for table in sorted(connection.introspection.table_names(cursor))}


def _rows(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        rows = cursor.fetchall()
        if table not in _KEYS and cursor.description:
            names = [column[0] for column in cursor.description]
            name = connection.introspection.get_primary_key_column(cursor, table)
            _KEYS[table] = Key(name or names[0], names.index(name or names[0]))
    return rows


def _more(after: Tables, before: Tables) -> Tables:
    """The rows of `after` that were not there before, in the order in which the tables gave them."""
    more: Tables = {}
    for table, rows in after.items():
        known = set(before[table])
        if new := [row for row in rows if row not in known]:
            more[table] = new
    return more
