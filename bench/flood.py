"""Ten thousand reports from sixteen people at once, and a server that dies in the middle of it.

    python -m bench.flood                      says what came of it; 1 when a target is missed
    python -m bench.flood --reports 1000

A report is the whole short path of a new visitor. The time that 95 of 100 take with sixteen at once is compared with
the median of one person alone, of the same run. Then the server is killed under the same load and started again:
every report whose sending was answered must still open with its code.
"""

import argparse
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.web import Server

from bench import reporting, servers
from bench.load import load, timed, verdict
from bench.visitor import Failed, Visitor

CLIENTS = 16
MOST_TIMES = 25.0
ALONE = 100


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=10, help="of load before the server is killed")
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        settings = servers.site(folder)
        with servers.product(folder, settings) as server:
            met = _flood(server, asked.reports)
        with servers.product(folder, settings) as server:
            codes = _until_killed(server, asked.seconds)
        with servers.product(folder, settings) as server:
            met &= _all_open(server, codes)
    return 0 if met else 1


def _flood(server: Server, reports: int) -> bool:
    act = _reporter(server)
    load([act], each=20)
    alone = load([act], each=ALONE)
    flood = load([act] * CLIENTS, each=reports // CLIENTS)
    times = flood.percentile(95) / alone.percentile(50)
    good = times <= MOST_TIMES and not flood.errors
    print(f"one person: p50 {alone.percentile(50):.1f} ms, {alone.rate:.1f} reports per second")
    print(
        f"{len(flood.times):,} reports from {CLIENTS} people: {flood.rate:.1f} per second, "
        f"p50 {flood.percentile(50):.1f} ms, p95 {flood.percentile(95):.1f} ms, {len(flood.errors)} errors"
    )
    for error in sorted(set(flood.errors))[:5]:
        print(f"  {error}")
    print(f"p95 is {times:.1f} times the p50 of one person (at most {MOST_TIMES:.0f}): {verdict(good)}", flush=True)
    return good


def _reporter(server: Server) -> Callable[[], float]:
    def act() -> float:
        visitor = Visitor(server.port)
        took = timed(lambda: reporting.report(visitor))
        visitor.close()
        return took

    return act


def _until_killed(server: Server, seconds: float) -> list[str]:
    """File reports until the server is killed; gives the codes of those whose sending was answered."""
    codes: list[str] = []
    clients = [threading.Thread(target=_send_until_it_stops, args=(server, codes)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    while not codes and any(client.is_alive() for client in clients):
        time.sleep(0.05)
    time.sleep(seconds)
    server.kill()
    for client in clients:
        client.join()
    return codes


def _send_until_it_stops(server: Server, codes: list[str]) -> None:
    while True:
        visitor = Visitor(server.port)
        try:
            ready = reporting.until_sending(visitor)
            reporting.press_send(visitor, ready.form)
        except (OSError, ValueError, Failed):
            return
        codes.append(ready.code)


def _all_open(server: Server, codes: list[str]) -> bool:
    lost = sum(not reporting.opens(Visitor(server.port), code) for code in codes)
    good = bool(codes) and not lost
    print(f"killed under load: {len(codes)} reports were confirmed, {lost} do not open: {verdict(good)}", flush=True)
    return good


if __name__ == "__main__":
    raise SystemExit(main())
