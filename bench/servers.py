"""The two servers of a measurement, the product and the floor, each under the same flags."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import programs, web

PATH = f"{programs.PROJECT / 'src'}:{programs.PROJECT}"
FLOOR = (sys.executable, "-m", "bench.floor")


@contextmanager
def product_and_floor() -> Iterator[tuple[web.Server, web.Server]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with product(folder) as made, floor(folder) as bare:
            yield made, bare


def site(folder: Path) -> dict[str, str]:
    """Make a site with one open form in `folder`; gives the settings that lead there."""
    data = folder / "product"
    data.mkdir(parents=True, exist_ok=True)
    settings = {"RUGDEKKING_DATA": str(data), "RUGDEKKING_HTTPS": "no"}
    env = programs.surroundings(
        {**settings, "PYTHONPATH": PATH, "DJANGO_SETTINGS_MODULE": "rugdekking.config.settings"}
    )
    subprocess.run([sys.executable, "-m", "bench.site"], check=True, cwd=programs.PROJECT, env=env)
    return settings


@contextmanager
def product(folder: Path, settings: dict[str, str] | None = None) -> Iterator[web.Server]:
    """The site on its own server. Give `settings` of a site that was made before to serve that one."""
    with web.running(settings or site(folder), log=folder / "product.log") as server:
        yield server


@contextmanager
def floor(folder: Path) -> Iterator[web.Server]:
    settings = {"RUGDEKKING_DATA": str(folder / "floor"), "PYTHONPATH": PATH}
    with web.running(settings, log=folder / "floor.log", command=FLOOR) as server:
        yield server
