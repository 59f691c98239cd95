"""How fast reports are filed, as a share of the floor measured in the same run.

    python -m bench.filing                 five rounds; a line for each target, 1 when one is missed
    python -m bench.filing --rounds 1 --each 20

The sending request alone is timed with everything before it done already. A path is timed from its first page to the
page that confirms it. Product and floor take turns, so that whatever else the machine does hits both.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from tests.servers.web import Server

from bench import reporting, servers
from bench.load import Sample, load, median, timed, verdict
from bench.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Target:
    """`act` must reach `share` of the floor's rate with this many clients; no share is only reported."""

    name: str
    clients: int
    act: str
    share: float = 0.0


TARGETS = (
    Target("sending, 1 client", 1, "send", 0.20),
    Target("sending, 4 clients", 4, "send", 0.15),
    Target("short path, 1 client", 1, "short", 0.10),
    Target("short path, 4 clients", 4, "short", 0.06),
    Target("full path, 1 client", 1, "full"),
    Target("full path, 4 clients", 4, "full"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--each", type=int, default=40, help="reports per client and round")
    asked = parser.parse_args()
    with servers.product_and_floor() as (product, floor):
        met = [measure(target, product, floor, rounds=asked.rounds, each=asked.each) for target in TARGETS]
    return 0 if all(met) else 1


def measure(target: Target, product: Server, floor: Server, *, rounds: int, each: int) -> bool:
    """Measure one target, say what came of it, and whether it was met."""
    ours, bare = [], []
    for _ in range(rounds + 1):
        bare.append(_round(lambda: _to_the_floor(floor), target.clients, each))
        act = _sender(product, each) if target.act == "send" else _walker(product, target.act)
        ours.append(_round(act, target.clients, each))
    # The first round warms both up.
    share = median(ours[1:], lambda one: one.rate) / median(bare[1:], lambda one: one.rate)
    errors = [error for one in ours for error in one.errors]
    good = share >= target.share and not errors
    p50, p95 = (median(ours[1:], lambda one, at=at: one.percentile(at)) for at in (50, 95))
    beside = median(bare[1:], lambda one: one.percentile(50))
    timing = f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, floor p50 {beside:.1f} ms, {len(errors)} errors"
    share_text = f"{share:5.2f} of the floor (at least {target.share:.2f})"
    print(f"{target.name:24} {share_text}, {timing}: {verdict(good)}", flush=True)
    return good


def _round(client: Callable[[], Callable[[], float]], clients: int, each: int) -> Sample:
    return load([client() for _ in range(clients)], each=each)


def _to_the_floor(floor: Server) -> Callable[[], float]:
    visitor = Visitor(floor.port)
    return lambda: timed(lambda: visitor.post("/send", {"what": reporting.TEXT}))


def _walker(product: Server, path: str) -> Callable[[], Callable[[], float]]:
    """A client that files report after report, each as a new visitor."""

    def act() -> float:
        visitor = Visitor(product.port)
        took = timed(lambda: reporting.report(visitor, path))
        visitor.close()
        return took

    return lambda: act


def _sender(product: Server, each: int) -> Callable[[], Callable[[], float]]:
    """A client whose visitors all stand before the last button; only pressing it is timed."""

    def client() -> Callable[[], float]:
        ready = []
        for _ in range(each):
            visitor = Visitor(product.port)
            ready.append((visitor, reporting.until_sending(visitor).form))

        def act() -> float:
            visitor, form = ready.pop()
            return timed(lambda: reporting.press_send(visitor, form))

        return act

    return client


if __name__ == "__main__":
    raise SystemExit(main())
