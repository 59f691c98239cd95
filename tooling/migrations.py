"""First migrations that make each table whole: with its constraints and indexes, after the tables it points at.

Django writes a table first and changes it afterwards, constraint by constraint. SQLite makes a table anew for each of
these changes: that took thirty times as long as making it right at once, at the first start of every installation.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations import Migration
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation


class Command(makemigrations.Command):
    """`manage.py makemigrations`, as it is but for first migrations."""

    def write_migration_files(self, changes: dict[str, list[Migration]], *more: Any, **options: Any) -> None:  # noqa: ANN401  (Django's own shape)
        for migration in [one for of_an_app in changes.values() for one in of_an_app if one.initial]:
            migration.operations = whole_tables(migration.operations, app=migration.app_label)
        super().write_migration_files(changes, *more, **options)


def whole_tables(operations: Sequence[Operation], *, app: str) -> list[Operation]:
    """The same tables, each made at once; what two tables that point at each other need, stays behind them."""
    tables = {operation.name_lower: operation for operation in operations if isinstance(operation, CreateModel)}
    changes = [operation for operation in operations if not isinstance(operation, CreateModel)]
    later = [change for change in changes if isinstance(change, AddField) and not _put_in(change, tables)]
    left = [change for change in changes if not isinstance(change, AddField) and not _kept_with(change, tables)]
    made: list[Operation] = list(_in_order(tables, app))
    return [*made, *later, *left]


def _put_in(change: AddField, tables: dict[str, CreateModel]) -> bool:
    """A field that points at another table goes in, unless that one points back."""
    table, target = tables[change.model_name_lower], _target(change.field)
    if target and any(_target(field) == _own(table, target) for _, field in tables[target.split(".")[-1]].fields):
        return False
    table.fields.append((change.name, change.field))
    return True


def _own(table: CreateModel, target: str) -> str:
    return f"{target.split('.')[0]}.{table.name_lower}"


def _kept_with(change: Operation, tables: dict[str, CreateModel]) -> bool:
    """A constraint or index goes into the options of its table, when the table has all its columns by then."""
    if not isinstance(change, AddConstraint | AddIndex):
        return False
    table = tables[change.model_name_lower]
    kind, one = ("constraints", change.constraint) if isinstance(change, AddConstraint) else ("indexes", change.index)
    named = {name for name, _ in table.fields}
    if any(field.split("__")[0] not in named for field in getattr(one, "fields", ())):
        return False
    table.options.setdefault(kind, []).append(one)
    return True


def _in_order(tables: dict[str, CreateModel], app: str) -> Iterator[CreateModel]:
    """Each table after those of its own app that it points at."""
    waiting = dict(tables)
    while waiting:
        free = next(name for name, table in waiting.items() if not _points_at(table, app) & (waiting.keys() - {name}))
        yield waiting.pop(free)


def _points_at(table: CreateModel, app: str) -> set[str]:
    targets = (_target(field) for _, field in table.fields)
    return {target.split(".")[-1] for target in targets if target and target.split(".")[0] == app}


def _target(field: Any) -> str:  # noqa: ANN401  (any field of a model)
    remote = getattr(field, "remote_field", None)
    return "" if remote is None else str(remote.model).lower()
