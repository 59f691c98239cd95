"""What is written in a police file, as it is sealed, and where it belongs."""

from typing import TypeVar

import msgspec

from rugdekking.police.models import DossierLetter, Filing, HandOver, LogEntry, News, Online, Sheet, Watch
from rugdekking.vault.secrets import Context, Secret


class Written(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of everything that is sealed here. Fields that a later version dropped are passed over."""


Row = Sheet | News | Watch | Online | DossierLetter | LogEntry | HandOver | Filing
W = TypeVar("W", bound=msgspec.Struct)


def seal(row: Row, field: str, written: msgspec.Struct, *, under: Secret) -> bytes:
    return under.seal(msgspec.json.encode(written), _place(row, field))


def unseal(row: Row, field: str, shape: type[W], *, with_: Secret) -> W:
    """What stands in one column. Raises `CannotOpen` when somebody changed or moved it."""
    return msgspec.json.decode(with_.open(bytes(getattr(row, field)), _place(row, field)), type=shape)


def _place(row: Row, field: str) -> Context:
    return Context(row.organisation_id, "police", row.pk, f"{row._meta.model_name}.{field}")
