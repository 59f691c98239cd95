"""Load, and what comes of it: many visitors at once, medians, memory."""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """What one round of load gave. `times`: seconds of each act; `seconds`: the whole round."""

    times: Sequence[float]
    seconds: float
    errors: Sequence[str] = ()

    @property
    def rate(self) -> float:
        """Acts per second."""
        return len(self.times) / self.seconds

    def percentile(self, hundredth: int) -> float:
        """Milliseconds within which `hundredth` percent of the acts were done."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, len(ordered) * hundredth // 100)]


def load(acts: Sequence[Callable[[], float]], *, each: int) -> Sample:
    """Let every one in `acts` act `each` times, all at once. An act gives the seconds that it took."""
    started = time.perf_counter()
    with ThreadPoolExecutor(len(acts)) as clients:
        done = list(clients.map(lambda act: _repeat(act, each), acts))
    seconds = time.perf_counter() - started
    times = [one for took, _ in done for one in took]
    return Sample(times, seconds, [error for _, errors in done for error in errors])


def _repeat(act: Callable[[], float], count: int) -> tuple[list[float], list[str]]:
    times, errors = [], []
    for _ in range(count):
        try:
            times.append(act())
        except (OSError, ValueError, RuntimeError) as error:
            errors.append(f"{type(error).__name__}: {error}")
    return times, errors


def timed(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def median(samples: Sequence[Sample], of: Callable[[Sample], float]) -> float:
    return statistics.median(of(sample) for sample in samples)


def verdict(good: bool) -> str:  # noqa: FBT001  (a word for it)
    return "good" if good else "MISSED"


def memory(process: int) -> int:
    """Proportional set size in kB of `process` and everything it started: shared pages counted once."""
    return sum(_pss(one) for one in _family(process))


def _pss(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _family(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [process, *(one for child in children for one in _family(child))]
