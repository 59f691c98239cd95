"""Reports with files: how fast one of 1 MB goes, and how much memory sixteen of 20 MB take at once.

    python -m bench.files

Both the sending of the file and the sending of the report count; the floor does all in one request. Product and floor
take turns.
"""

import argparse
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.web import Server

from bench import reporting, servers
from bench.load import Sample, load, median, memory, timed, verdict
from bench.visitor import Failed, Form, Visitor

LEAST_SHARE = 0.30
MOST_KB = 64 * 1024
MEGABYTE = 1024 * 1024
# So a photo begins.
PHOTO = b"\xff\xd8\xff\xe0"
ONE_FILE = PHOTO + os.urandom(MEGABYTE)
LARGE_FILES = 16
LARGE_FILE = PHOTO + os.urandom(20 * MEGABYTE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--each", type=int, default=20, help="reports per round")
    asked = parser.parse_args()
    with servers.product_and_floor() as (product, floor):
        fast = _one_file(product, floor, rounds=asked.rounds, each=asked.each)
    with TemporaryDirectory() as name, servers.product(Path(name)) as product:
        small = _many_files(product)
    return 0 if fast and small else 1


def _one_file(product: Server, floor: Server, *, rounds: int, each: int) -> bool:
    ours: list[Sample] = []
    bare: list[Sample] = []
    for _ in range(rounds + 1):
        bare.append(load([_to_the_floor(floor)], each=each))
        ours.append(load([_to_the_product(product, each)], each=each))
    times = [median(samples[1:], lambda one: one.percentile(50)) for samples in (bare, ours)]
    errors = [error for one in ours for error in one.errors]
    share = times[0] / times[1]
    good = share >= LEAST_SHARE and not errors
    print(
        f"with a file of 1 MB {share:.2f} of the floor (at least {LEAST_SHARE:.2f}), p50 {times[1]:.1f} ms, "
        f"floor p50 {times[0]:.1f} ms, {len(errors)} errors: {verdict(good)}",
        flush=True,
    )
    return good


def _to_the_floor(floor: Server) -> Callable[[], float]:
    visitor = Visitor(floor.port)
    return lambda: timed(lambda: visitor.post("/send", {"what": reporting.TEXT}, file=("file", ONE_FILE)))


def _to_the_product(product: Server, each: int) -> Callable[[], float]:
    """A client whose visitors have told all; sending the file and sending the report are timed."""
    ready = [_before_the_file(product) for _ in range(each)]

    def act() -> float:
        visitor, question, last = ready.pop()
        return timed(lambda: _send(visitor, question, last))

    return act


def _before_the_file(product: Server) -> tuple[Visitor, Form, Form]:
    visitor = Visitor(product.port)
    last = reporting.until_sending(visitor).form
    question = visitor.get(f"{reporting.FILES}?controle").form(reporting.FILES)
    if question is None:
        raise Failed("There is no page for files.")
    return visitor, question, last


def _send(visitor: Visitor, question: Form, last: Form) -> None:
    _send_file(visitor, question, ONE_FILE)
    reporting.press_send(visitor, last)


def _send_file(visitor: Visitor, question: Form, content: bytes) -> None:
    answer = visitor.press(f"{reporting.FILES}?controle", question.values, file=("evidence", content))
    if answer.status != 303:
        raise Failed(f"the file was not taken: {answer.status}")


def _many_files(product: Server) -> bool:
    """Send the files all at once and look every moment how much memory the site takes."""
    visitors = [_before_the_file(product) for _ in range(LARGE_FILES)]
    _send_file(*_before_the_file(product)[:2], ONE_FILE)
    before = memory(product.process.pid)
    errors: list[str] = []
    clients = [threading.Thread(target=_send_large, args=(*one[:2], errors)) for one in visitors]
    for client in clients:
        client.start()
    most = before
    while any(client.is_alive() for client in clients):
        most = max(most, memory(product.process.pid))
        time.sleep(0.02)
    good = most - before <= MOST_KB and not errors
    print(
        f"{LARGE_FILES} files of 20 MB at once add {(most - before) / 1024:.0f} MB to {before / 1024:.0f} MB "
        f"(at most {MOST_KB // 1024}), {len(errors)} errors: {verdict(good)}",
        flush=True,
    )
    return good


def _send_large(visitor: Visitor, question: Form, errors: list[str]) -> None:
    try:
        _send_file(visitor, question, LARGE_FILE)
    except (OSError, Failed) as error:
        errors.append(str(error))


if __name__ == "__main__":
    raise SystemExit(main())
