"""SQL that is written once per process and used many times.

On the path of every report Django takes ten times as long to write a statement as the database to carry it out.
Here a statement is written at first use, and afterwards only its values change. It says and gives exactly what the
queryset says. Everywhere else an ordinary queryset is the better choice.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model, QuerySet

R = TypeVar("R")
T = TypeVar("T")
Shape = UUID | bytes | date | str

# For more it takes the database longer than Django.
_MOST_IDS = 64
_EXAMPLES: dict[type[Shape], Callable[[], Shape]] = {
    UUID: uuid4,
    bytes: lambda: secrets.token_bytes(32),
    date: lambda: date.min + timedelta(days=secrets.randbelow(300_000)),
    str: lambda: secrets.token_hex(16),
}


class Prepared(Generic[R]):
    """A query in which only values differ: `build` gets one value of each of `shapes`, and may not look at them."""

    def __init__(self, build: Callable[..., "QuerySet[Any, R]"], *shapes: type[Shape]) -> None:
        self._build, self._shapes = build, shapes
        self._written: _Written | None = None

    def rows(self, *values: Shape) -> list[R]:
        """What the queryset gives for these values."""
        if self._written is None:
            self._written = _write(self._build, self._shapes)
        return list(self._written.rows(values))

    def first(self, *values: Shape) -> R | None:
        """The first of them, in the order that the queryset says."""
        return next(iter(self.rows(*values)), None)


class PreparedMany(Generic[R]):
    """A query for any number of ids: `build` gets them as a list, then a value of each of `shapes`.

    It is written for 1, 2, 4, 8 … ids.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, R]"], *shapes: type[Shape]) -> None:
        self._build, self._shapes = build, shapes
        self._sizes: dict[int, Prepared[R]] = {}

    def rows(self, ids: Collection[UUID], *values: Shape) -> list[R]:
        """What the queryset gives for these ids; nothing for none."""
        listed = list(ids)
        if not listed:
            return []
        if len(listed) > _MOST_IDS:
            return list(self._build(listed, *values))
        size = 1 << (len(listed) - 1).bit_length()
        if size not in self._sizes:
            self._sizes[size] = Prepared(
                lambda *given: self._build(given[:size], *given[size:]), *[UUID] * size, *self._shapes
            )
        return self._sizes[size].rows(*listed, *listed[-1:] * (size - len(listed)), *values)


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement as Django's compiler wrote it.

    `places`: which of the values stands where, or what always does. `converters`: what makes values of Python of the
    columns that need it, which Django asks of every column anew.
    """

    queryset: "QuerySet[Any, Any]"
    compiler: Any
    sql: str
    places: Sequence[tuple[int | None, Any]]
    converters: dict[int, Any]

    def rows(self, values: Sequence[Shape]) -> Iterator[Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        given = [_for_database(value, connection) for value in values]
        parameters = tuple(fixed if place is None else given[place] for place, fixed in self.places)
        compiler, query = _like(self.compiler), _like(self.queryset.query)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self.sql, parameters)
        compiler.get_converters = lambda _: self.converters
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        asked = _like(self.queryset)
        asked.query = query
        rows: Any = self.queryset._iterable_class(asked)
        yield from rows


def _like(one: T) -> T:
    """The same thing with attributes of its own. Copying a queryset in the usual way would ask the database first."""
    other = object.__new__(type(one))
    other.__dict__.update(one.__dict__)
    return other


def _write(build: Callable[..., "QuerySet[Any, Any]"], shapes: Sequence[type[Shape]]) -> _Written:
    examples = [_EXAMPLES[shape]() for shape in shapes]
    queryset = build(*examples)
    connection = connections[DEFAULT_DB_ALIAS]
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, parameters = compiler.as_sql()
    known = [_comparable(_for_database(example, connection)) for example in examples]
    places: list[tuple[int | None, Any]] = [
        (known.index(_comparable(one)), None) if _comparable(one) in known else (None, one) for one in parameters
    ]
    if {place for place, _ in places if place is not None} != set(range(len(examples))):
        raise ValueError("A value of a prepared query does not reach the database as it is.")
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    return _Written(queryset, compiler, sql, places, compiler.get_converters(columns))


def _for_database(value: Shape, connection: Any) -> Any:  # noqa: ANN401  (each database has its own types)
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, bytes):
        return connection.Database.Binary(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _comparable(value: Any) -> Any:  # noqa: ANN401  (each database has its own types)
    value = getattr(value, "obj", value)
    return bytes(value) if isinstance(value, memoryview) else value


def insert(rows: Iterable[Model], *, or_update: Sequence[str] = ()) -> None:
    """Save new rows in the order given, in one statement for each run of rows of one model.

    With `or_update`, a row that is there already gets these columns of the new one. Asks no field for anything that
    the database itself would fill in: every model here makes its own id.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for model, group in groupby(rows, key=type):
            batch = list(group)
            fields, head, row, tail = _insertion(model, tuple(or_update), connection.vendor)
            given = ((field, field.pre_save(one, add=True)) for one in batch for field in fields)
            # Nothing is nothing in each kind of column, and half of the columns of a new row have nothing.
            values = [None if value is None else field.get_db_prep_save(value, connection) for field, value in given]
            cursor.execute(head + ", ".join([row] * len(batch)) + tail, values)
            for one in batch:
                one._state.adding, one._state.db = False, DEFAULT_DB_ALIAS


def delete(model: type[Model], pk: UUID) -> None:
    """Remove one row on which no other row depends."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(_deletion(model, connection.vendor), [_for_database(pk, connection)])


@lru_cache(maxsize=128)
def _insertion(
    model: type[Model], updated: tuple[str, ...], _vendor: str
) -> "tuple[Sequence[Field[Any, Any]], str, str, str]":
    fields = model._meta.local_concrete_fields
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608
    changes = ", ".join(f"{quote(column)} = EXCLUDED.{quote(column)}" for column in updated)
    tail = f" ON CONFLICT ({quote(str(model._meta.pk.column))}) DO UPDATE SET {changes}" if updated else ""
    return fields, head, f"({', '.join(['%s'] * len(fields))})", tail


@lru_cache(maxsize=128)
def _deletion(model: type[Model], _vendor: str) -> str:
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    return f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(str(model._meta.pk.column))} = %s"  # noqa: S608
