"""How soon the site answers after a start, and how much memory the idle web process takes.

python -m bench.start
"""

import statistics
import tempfile
import time
from pathlib import Path

from bench import servers
from bench.load import memory, verdict
from bench.site import ORGANISATION
from bench.visitor import Visitor

MOST_SECONDS = 4.0
MOST_KB = 200 * 1024


def main() -> int:
    seconds, kilobytes = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            took, used = _start(Path(folder))
        seconds.append(took)
        kilobytes.append(used)
    took, used = statistics.median(seconds), statistics.median(kilobytes)
    print(f"first answer after {took:.2f} s (at most {MOST_SECONDS}): {verdict(took <= MOST_SECONDS)}")
    print(f"idle memory {used / 1024:.0f} MB PSS (at most {MOST_KB // 1024}): {verdict(used <= MOST_KB)}")
    return 0 if took <= MOST_SECONDS and used <= MOST_KB else 1


def _start(folder: Path) -> tuple[float, int]:
    settings = servers.site(folder)
    started = time.perf_counter()
    with servers.product(folder, settings) as server:
        Visitor(server.port).get(f"/{ORGANISATION}/")
        took = time.perf_counter() - started
        time.sleep(2)
        return took, memory(server.process.pid)


if __name__ == "__main__":
    raise SystemExit(main())
