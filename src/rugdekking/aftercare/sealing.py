"""What is written around support, as it is sealed, and where it belongs."""

import msgspec

from rugdekking.aftercare.models import CarerNote, Feedback, Moment, Referral, Track
from rugdekking.vault.secrets import Context, Secret

Row = Track | Moment | CarerNote | Referral | Feedback


class Whom(msgspec.Struct, frozen=True, kw_only=True):
    """Who is supported, as the carer needs it: a name, how to reach them, and what to know beforehand."""

    name: str = ""
    contact: str = ""
    remark: str = ""


def seal(row: Row, field: str, text: str, *, under: Secret) -> bytes:
    return under.seal(text.encode(), _place(row, field))


def unseal(row: Row, field: str, *, with_: Secret) -> str:
    """The text of one column; empty when nothing was written. Raises `CannotOpen` when it was changed or moved."""
    column = getattr(row, field)
    return "" if column is None else with_.open(bytes(column), _place(row, field)).decode()


def seal_whom(row: Track, whom: Whom, *, under: Secret) -> bytes:
    return under.seal(msgspec.json.encode(whom), _place(row, "sealed"))


def unseal_whom(row: Track, *, with_: Secret) -> Whom:
    return msgspec.json.decode(with_.open(bytes(row.sealed), _place(row, "sealed")), type=Whom)


def _place(row: Row, field: str) -> Context:
    return Context(row.organisation_id, "aftercare", row.pk, field)
