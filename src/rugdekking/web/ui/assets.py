"""The built files and their names. A name holds a hash of the contents, so that browsers may keep a file for ever."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

MANIFEST = Path(__file__).resolve().parent.parent / "static" / "manifest.json"


@cache
def addresses() -> Mapping[str, str]:
    """The address of each built file: styles, and scripts that no page needs."""
    names: dict[str, str] = json.loads(MANIFEST.read_text())
    return {name: f"{settings.STATIC_URL}{path}" for name, path in names.items()}
