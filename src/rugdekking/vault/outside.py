"""Secrets of the installation that live in a file outside the database, so that a stolen database lacks them."""

import os
import secrets as random
from contextlib import suppress
from functools import cache
from pathlib import Path

from rugdekking.vault.secrets import Secret


@cache
def secret(folder: Path, name: str) -> Secret:
    """The installation's secret called `name`, made at first use in `folder`, readable by this user only."""
    path = Path(folder) / f"{name}.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _make(path)
    return Secret(path.read_bytes())


def _make(path: Path) -> None:
    # Written aside and linked into place whole, so that processes and threads that start together agree.
    aside = path.with_name(f"{path.name}.{random.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(Secret.new().seed)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
