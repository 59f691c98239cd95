"""How fast the work queue and a case are at ten thousand, a hundred thousand and a million cases.

    python -m bench.queue                                            on SQLite
    python -m tests.servers.postgres python -m bench.queue           on PostgreSQL
    python -m bench.queue --cases 10000 --rounds 20 --explain

Every list is measured as a whole page for a coordinator, who sees the whole desk, and for a case manager: its first
page, one in the middle and the last. Then the page of one case, unlocked. Each size has a database of its own, in a
process of its own; the largest may take at most one and a half times as long as the smallest. For that, each page is
held against one that knows no cases and is asked for in the same rounds: so a machine that is slower for a while, or
the other way round, changes nothing.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.load import timed
from bench.site import a_case

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client
    from tests.make import Cast

    from rugdekking.cases.queries import Which
    from rugdekking.organisations.models import Membership

SIZES = (10_000, 100_000, 1_000_000)
MOST_QUERIES = 12
MOST_KB = 60
MOST_MS = {100_000: 45.0, 1_000_000: 65.0}
MOST_GROWTH = 1.5
HANDLERS = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: milliseconds of half and of nearly all requests, of which `cpu` in this process, queries, and kB.

    `times`: how many times as long it takes as the page that knows no cases.
    """

    p50: float
    p95: float
    cpu: float
    times: float
    queries: int
    kb: float

    def __str__(self) -> str:
        took = f"p50 {self.p50:6.1f} ms  p95 {self.p95:6.1f} ms  cpu {self.cpu:5.1f} ms  {self.times:4.1f} x plain"
        return f"{took}  {self.queries:2} queries  {self.kb:4.0f} kB"

    def fits(self, most_ms: float) -> bool:
        return self.p95 <= most_ms and self.queries <= MOST_QUERIES and self.kb <= MOST_KB


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--explain", action="store_true", help="show how the database finds each page")
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        return inside(int(asked.inside[0]), Path(asked.inside[1]), rounds=asked.rounds, explain=asked.explain)
    more = ["--rounds", str(asked.rounds), *(["--explain"] if asked.explain else [])]
    by_size: dict[int, dict[str, Measured]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.cases:
            target = Path(folder) / str(size)
            command = [sys.executable, "-m", "bench.queue", "--inside", str(size), str(target), *more]
            subprocess.run(command, check=True)
            by_size[size] = {page: Measured(**one) for page, one in json.loads(target.read_text()).items()}
    return int(not _all_fit(by_size))


def _all_fit(by_size: Mapping[int, Mapping[str, Measured]]) -> bool:
    """Say what was too slow or too large, and whether nothing was."""
    faults = [
        f"{size:,} cases, {page}: {one}"
        for size, pages in by_size.items()
        for page, one in pages.items()
        if not one.fits(MOST_MS.get(size, float("inf")))
    ]
    small, large = by_size[min(by_size)], by_size[max(by_size)]
    grown = {page: large[page].times / small[page].times for page in small.keys() & large.keys()}
    faults += [f"{page} grows {ratio:.1f} times" for page, ratio in grown.items() if ratio > MOST_GROWTH]
    print("\n".join(faults) or f"everything fits; the most that a page grows is {max(grown.values()):.2f} times")
    return not faults


def inside(size: int, target: Path, *, rounds: int, explain: bool) -> int:
    """Fill an own database with `size` cases, measure every page, and write what came of it to `target`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    sys.path.insert(0, "src")
    import django

    django.setup()
    from django.test.utils import setup_test_environment
    from tests import databases

    setup_test_environment()
    databases.prepare()
    try:
        found = _measure(size, rounds=rounds, explain=explain)
    finally:
        databases.remove()
    target.write_text(json.dumps({page: asdict(one) for page, one in found.items()}))
    return 0


def _measure(size: int, *, rounds: int, explain: bool) -> dict[str, Measured]:
    from django.db import connection
    from django.utils import timezone
    from tests import make

    from bench.many_cases import fill
    from rugdekking.content.operations import load_content
    from rugdekking.kernel.time import to_the_hour
    from rugdekking.organisations.roles import Role

    now = to_the_hour(timezone.now())
    load_content(at=now)
    cast = make.cast()
    colleagues = [make.member(cast.desk, Role.CASE_MANAGER, name=f"H{number}") for number in range(HANDLERS - 1)]
    started = time.perf_counter()
    handlers = [cast.greet.membership, *colleagues]
    fill(cast.desk, handlers, barred=cast.cor.membership, count=size, at=now)
    print(f"{connection.vendor}, {size:,} cases (made in {time.perf_counter() - started:.0f} s)", flush=True)
    found = {}
    for name, client, address in _pages(cast, now):
        if explain:
            _explain(client, address)
        found[name] = _time(client, address, f"/{cast.desk.organisation.slug}/privacy/", rounds)
        print(f"  {name:28} {found[name]}", flush=True)
    return found


def _pages(cast: "Cast", now: "datetime") -> Iterator[tuple[str, "Client", str]]:
    """Every page that is measured: its name, whose browser asks for it, and its address."""
    from tests.web.at_work import locked, unlocked

    from rugdekking.cases.queries import Which

    queue = f"/werk/{cast.desk.organisation.slug}/zaken/"
    for who, ring in (("coordinator", cast.cor), ("case manager", cast.greet)):
        client = locked(ring)
        for which in Which:
            for place, after in _places(ring.membership, which, now):
                yield f"{who} {which} {place}", client, f"{queue}?lijst={which}&na={after}"
    yield "one case", unlocked(cast.greet), f"{queue}{a_case(cast, now)}/"


def _places(membership: "Membership", which: "Which", now: "datetime") -> Iterator[tuple[str, str]]:
    """The first page, one in the middle and the last, as places to go on from."""
    from rugdekking.cases.models import Handler
    from rugdekking.cases.queries import Which
    from rugdekking.cases.queries.paging import Place
    from rugdekking.cases.queries.queue import Lists

    lists = Lists(membership, now)
    if which is Which.NEW:
        new = lists.new().order_by("-unsafe_now", "received_at", "pk")
        ordered = new.values_list("received_at", "pk", "unsafe_now")
    else:
        cases = lists.cases(which)
        record = "case" if cases.model is Handler else "pk"
        ordered = cases.order_by("urgent_at", record).values_list("urgent_at", record)
    total = ordered.count()
    yield "first", ""
    for name, place in (("middle", total // 2), ("last", total - 26)):
        if place > 0:
            yield name, Place(*ordered[place]).to_text()


def _time(client: "Client", address: str, plain: str, rounds: int) -> Measured:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(plain)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    queries = len(captured)
    if page.status_code != 200:
        raise RuntimeError(f"{address} answered {page.status_code}")
    gc.collect()
    gc.freeze()
    took, cpu, beside = [], [], []
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        client.get(address)
        cpu.append(1000 * (time.process_time() - worked))
        took.append(1000 * (time.perf_counter() - started))
        beside.append(timed(lambda: client.get(plain)))
    p50, p95 = statistics.median(took), sorted(took)[int(len(took) * 0.95)]
    times = p50 / (1000 * statistics.median(beside))
    return Measured(p50, p95, statistics.median(cpu), times, queries, len(page.content) / 1024)


def _explain(client: "Client", address: str) -> None:
    """Show how the database finds what a page asks: its own account of each query."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    ask = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF)"
    for query in captured.captured_queries:
        if query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(f"{ask} {query['sql']}")
                print("\n".join(f"      {row[-1]}" for row in cursor.fetchall()), end="\n\n")


if __name__ == "__main__":
    raise SystemExit(main())
