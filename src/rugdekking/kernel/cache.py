"""Where limits are counted: in the database, so that every process counts the same, but without waiting for the disk.

Signing in counts five limits, each with a lock: fifteen commits. What a power cut takes of them is a few seconds of
counting, so none waits until the disk has it. Nothing but counts and used codes of a second factor lies here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router


class UnhurriedCache(DatabaseCache):
    """Django's cache in the database; its commits become durable together with the next one that must be."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = None) -> bool:  # noqa: ANN401  (Django's shape)
        with self._unhurried():
            return bool(super()._base_set(mode, key, value, timeout))  # type: ignore[misc]

    def _base_delete_many(self, keys: Sequence[str]) -> bool:
        with self._unhurried():
            return bool(super()._base_delete_many(keys))  # type: ignore[misc]

    @contextmanager
    def _unhurried(self) -> Iterator[None]:
        connection = connections[router.db_for_write(self.cache_model_class)]
        if connection.in_atomic_block:
            # Part of something that must be durable as a whole.
            yield
            return
        less, full = _WAYS[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(less)
            try:
                yield
            finally:
                cursor.execute(full)


_WAYS = {
    "sqlite": ("PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL"),
    "postgresql": ("SET synchronous_commit = off", "RESET synchronous_commit"),
}
