"""The two servers of a measurement: the product on a copy of the demo, and the floor, each under the same flags."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import databases
from tests.servers import programs, web

ORGANISATION = "noordmeer"
FLOOR = (sys.executable, "-m", "bench.floor")


@contextmanager
def product_and_floor() -> Iterator[tuple[web.Server, web.Server]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with product(folder, copy_of_demo(folder)) as made, floor(folder) as bare:
            yield made, bare


def copy_of_demo(folder: Path) -> dict[str, str]:
    """The settings that lead to a fresh copy of the demo."""
    return databases.demo(folder / "product")


@contextmanager
def product(folder: Path, settings: dict[str, str]) -> Iterator[web.Server]:
    with web.running(settings, log=folder / "product.log") as server:
        yield server


@contextmanager
def floor(folder: Path) -> Iterator[web.Server]:
    path = f"{programs.PROJECT / 'src'}:{programs.PROJECT}"
    settings = {"RUGDEKKING_DATA": str(folder / "floor"), "PYTHONPATH": path}
    with web.running(settings, log=folder / "floor.log", command=FLOOR) as server:
        yield server
