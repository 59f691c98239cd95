"""Secrets of the installation that live in a file outside the database, so that a stolen database lacks them."""

from functools import cache
from pathlib import Path

from rugdekking.kernel.once import write_once
from rugdekking.vault.secrets import Secret


@cache
def secret(folder: Path, name: str) -> Secret:
    """The installation's secret called `name`, made at first use in `folder`, readable by this user only."""
    path = Path(folder) / f"{name}.key"
    if not path.exists():
        write_once(path, Secret.new().seed)
    return Secret(path.read_bytes())
