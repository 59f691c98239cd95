"""How fast the work queue and a case are at ten thousand, a hundred thousand and a million cases.

    python -m bench.queue                                            on SQLite
    python -m tests.servers.postgres python -m bench.queue           on PostgreSQL
    python -m bench.queue --cases 10000 --rounds 20 --explain

Every list is measured for a coordinator, who sees the whole desk, and for a case manager; its first page, a page in
the middle and the last one. Each size has a database of its own, in a process of its own.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rugdekking.cases.queries import Which
    from rugdekking.organisations.models import Membership

SIZES = (10_000, 100_000, 1_000_000)
MOST_QUERIES = 12
MOST_MS = {100_000: 45.0, 1_000_000: 65.0}
HANDLERS = 12


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--explain", action="store_true", help="show how the database finds each page")
    parser.add_argument("--inside", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        return measure(asked.inside, rounds=asked.rounds, explain=asked.explain)
    more = ["--rounds", str(asked.rounds), *(["--explain"] if asked.explain else [])]
    codes = [
        subprocess.run([sys.executable, "-m", "bench.queue", "--inside", str(size), *more], check=False).returncode
        for size in asked.cases
    ]
    return max(codes)


def measure(size: int, *, rounds: int, explain: bool) -> int:
    """Fill an own database with `size` cases, measure every list, and say whether all were fast enough."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    sys.path.insert(0, "src")
    import django

    django.setup()
    from tests import databases

    databases.prepare()
    try:
        return _measure(size, rounds=rounds, explain=explain)
    finally:
        databases.remove()


def _measure(size: int, *, rounds: int, explain: bool) -> int:
    from django.db import connection
    from tests import make

    from bench.many_cases import fill
    from rugdekking.cases.queries import Which
    from rugdekking.organisations.roles import Role

    cast = make.cast()
    colleagues = [make.member(cast.desk, Role.CASE_MANAGER, name=f"H{number}") for number in range(HANDLERS - 1)]
    started = time.perf_counter()
    fill(cast.desk, [cast.greet.membership, *colleagues], barred=cast.cor.membership, count=size, at=make.MIDDAY)
    print(f"{connection.vendor}, {size:,} cases (made in {time.perf_counter() - started:.0f} s)")
    worst = 0.0
    for name, membership in (("coordinator", cast.cor.membership), ("case manager", cast.greet.membership)):
        for which in Which:
            for page, after in _pages(membership, which):
                act = _act(membership, which, after)
                if explain:
                    _explain(act)
                took, queries = _time(act, rounds)
                p50, p95 = statistics.median(took), took[int(len(took) * 0.95)]
                worst = max(worst, p95)
                print(f"  {name:12} {which:8} {page:6} p50 {p50:6.1f} ms  p95 {p95:6.1f} ms  {queries} queries")
                if queries > MOST_QUERIES:
                    return 1
    print(f"  worst p95 {worst:.1f} ms")
    return int(worst > MOST_MS.get(size, float("inf")))


def _pages(membership: "Membership", which: "Which") -> Iterator[tuple[str, str]]:
    """The first page, one in the middle and the last, as places to go on from."""
    from tests import make

    from rugdekking.cases.models import Handler
    from rugdekking.cases.queries import Which
    from rugdekking.cases.queries.paging import Place
    from rugdekking.cases.queries.queue import Lists

    lists = Lists(membership, make.MIDDAY)
    if which is Which.NEW:
        ordered = (
            lists.new().order_by("-unsafe_now", "received_at", "pk").values_list("received_at", "pk", "unsafe_now")
        )
    else:
        cases = lists.cases(which)
        record = "case" if cases.model is Handler else "pk"
        ordered = cases.order_by("urgent_at", record).values_list("urgent_at", record)
    total = ordered.count()
    yield "first", ""
    for name, place in (("middle", total // 2), ("last", total - 26)):
        if place > 0:
            yield name, Place(*ordered[place]).to_text()


def _act(membership: "Membership", which: "Which", after: str) -> Callable[[], object]:
    from tests import make

    from rugdekking.cases.queries import queue

    return lambda: queue(membership, which=which, at=make.MIDDAY, after=after)


def _time(act: Callable[[], object], rounds: int) -> tuple[list[float], int]:
    """Milliseconds of each round in order, and the number of queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    took = []
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        took.append(1000 * (time.perf_counter() - started))
    return sorted(took), len(captured)


def _explain(act: Callable[[], object]) -> None:
    """Show how the database finds what `act` asks: its own account of each query."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    ask = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF)"
    for query in captured.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"{ask} {query['sql']}")
            for row in cursor.fetchall():
                print(f"      {row[-1]}")
        print()


if __name__ == "__main__":
    raise SystemExit(main())
