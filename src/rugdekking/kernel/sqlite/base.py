"""Django's SQLite, with two differences: ids take 16 bytes, and those who write wait in a queue.

Django keeps an id as 32 letters. Every row here has several, each with an index: as bytes they take half the room,
and reading one costs a third. They sort the same, and on PostgreSQL they are the same.

SQLite lets one transaction write at a time; who comes second sleeps and looks again, ever longer, while nobody
writes. Within this process a line takes care of it: who waited longest starts when the former is done. Between
processes SQLite's own waiting remains.
"""

import sqlite3
from collections import defaultdict
from typing import Any, ClassVar
from uuid import UUID

from django.db.backends.sqlite3 import base, features, operations
from django.db.utils import OperationalError

from rugdekking.kernel.sqlite.line import Line

sqlite3.register_adapter(UUID, lambda value: value.bytes)


class DatabaseFeatures(features.DatabaseFeatures):
    has_native_uuid_field = True


class DatabaseOperations(operations.DatabaseOperations):
    def convert_uuidfield_value(self, value: bytes | None, expression: Any, connection: Any) -> UUID | None:  # noqa: ANN401, ARG002  (Django's own shape)
        return None if value is None else UUID(bytes=value)


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    data_types = base.DatabaseWrapper.data_types | {"UUIDField": "blob"}
    _lines: ClassVar[defaultdict[str, Line]] = defaultdict(Line)

    def __init__(self, *settings: Any, **more: Any) -> None:  # noqa: ANN401  (Django's own shape)
        super().__init__(*settings, **more)
        self._turn: Line | None = None

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._let_the_next_one_in()

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_my_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._let_the_next_one_in()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._let_the_next_one_in()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._let_the_next_one_in()

    def _wait_for_my_turn(self) -> None:
        line = self._lines[str(self.settings_dict["NAME"])]
        if not line.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked: others in this process write for too long")
        self._turn = line

    def _let_the_next_one_in(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
