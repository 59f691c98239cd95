"""Which tests PostgreSQL has to see: those that between them put every statement to it.

While the tests run on SQLite, each one's statements are noted: what they say, of which kinds their values are,
whether they stood outside any transaction of the code's own, and whether the database refused them. On PostgreSQL
then run the tests that are needed to put every one of these to it as well, and all tests of which that cannot be
told: those that really commit, that work from several threads, or that start programs with a database of their own.

`python3 dev.py test --everywhere` runs every test on both.
"""

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connection

T = TypeVar("T")
# A folder with a file per test process. On SQLite it is written, on PostgreSQL it is read.
FOLDER = "RUGDEKKING_TEST_STATEMENTS"
_LIST = re.compile(r"\((?:%s, )+%s\)")
_LINES = re.compile(r"(?:\(%s\.\.\), )+\(%s\.\.\)")
_SAVEPOINT = re.compile(r"SAVEPOINT \S+")
# What any test costs, in seconds, so that one that is quickly done is not taken for nothing.
_A_TEST = 0.03


@dataclass(frozen=True)
class Noted:
    """One test on SQLite: what it put to the database, and how long it took, in seconds."""

    statements: frozenset[str]
    seconds: float


class Notes:
    """The statements of one test, each by a short name."""

    def __init__(self) -> None:
        self.statements: set[str] = set()

    def __call__(self, execute: Callable[..., T], sql: object, params: object, many: bool, context: object) -> T:  # noqa: FBT001  (Django's own shape)
        refused = ""
        try:
            return execute(sql, params, many, context)
        except Exception as error:
            refused = type(error).__name__
            raise
        finally:
            said = (_shape(str(sql)), _kinds(params), refused)
            self.statements.add(_name(*said))
            # Every test stands in a transaction of its own, which is none of the code.
            if not connection.savepoint_ids:
                self.statements.add(_name(*said, "outside"))


def _name(*said: object) -> str:
    return blake2b(repr(said).encode(), digest_size=8).hexdigest()


def _kinds(params: object) -> list[str]:
    """Of which kinds the values are; every choice is a text to a database, and nothing is of no kind."""
    values = params if isinstance(params, list | tuple) else ()
    return sorted({"str" if isinstance(value, str) else type(value).__name__ for value in values} - {"NoneType"})


@lru_cache(maxsize=4096)
def _shape(sql: str) -> str:
    """What a statement says, however many values or rows it names at once."""
    return _SAVEPOINT.sub("SAVEPOINT", _LINES.sub("(%s..)", _LIST.sub("(%s..)", sql)))


@contextmanager
def noted(item: pytest.Item) -> Iterator[None]:
    """Write down what a test puts to SQLite, when somebody asks for it."""
    folder = os.environ.get(FOLDER)
    if not folder or connection.vendor != "sqlite":
        yield
        return
    notes, started = Notes(), time.monotonic()
    with connection.execute_wrapper(notes):
        yield
    line = {"test": item.nodeid, "statements": sorted(notes.statements), "seconds": time.monotonic() - started}
    with (Path(folder) / str(os.getpid())).open("a") as file:
        file.write(json.dumps(line) + "\n")


def to_leave_out(items: list[pytest.Item]) -> frozenset[str]:
    """The tests that would put nothing to PostgreSQL but what others put to it already."""
    folder = os.environ.get(FOLDER)
    if not folder or connection.vendor == "sqlite":
        return frozenset()
    known = _read(Path(folder))
    can_tell = {item.nodeid for item in items if item.nodeid in known and _can_be_told(item)}
    runs_anyway = [known[item.nodeid] for item in items if item.nodeid in known and item.nodeid not in can_tell]
    seen = frozenset[str]().union(*(noted.statements for noted in runs_anyway))
    return frozenset(can_tell - _needed({test: known[test] for test in can_tell}, but=seen))


def _can_be_told(item: pytest.Item) -> bool:
    """Whether all that a test puts to a database is put by its own thread, in a transaction that never commits."""
    names = item.fixturenames if isinstance(item, pytest.Function) else []
    marker = item.get_closest_marker("django_db")
    commits = "transactional_db" in names or bool(marker and marker.kwargs.get("transaction"))
    return not commits and (marker is not None or "db" in names)


def _read(folder: Path) -> Mapping[str, Noted]:
    lines = [json.loads(line) for file in sorted(folder.iterdir()) for line in file.read_text().splitlines()]
    return {line["test"]: Noted(frozenset(line["statements"]), line["seconds"]) for line in lines}


def _needed(known: Mapping[str, Noted], *, but: frozenset[str]) -> frozenset[str]:
    """Tests that cover every statement `but` these, taking again and again the one that brings most for its time."""
    missing: set[str] = set().union(*(noted.statements for noted in known.values())) - but

    def worth(test: str) -> float:
        return len(known[test].statements & missing) / (known[test].seconds + _A_TEST)

    # What a test still brings only becomes less, so who was best and still is need not be held against the others.
    waiting = [(-worth(test), test) for test in sorted(known)]
    heapify(waiting)
    taken: set[str] = set()
    while missing:
        _, test = heappop(waiting)
        now = -worth(test)
        if waiting and now > waiting[0][0]:
            heappush(waiting, (now, test))
        else:
            taken.add(test)
            missing -= known[test].statements
    return frozenset(taken)
