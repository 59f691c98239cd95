"""What is known of a perpetrator, as it is sealed: each text in a place of its own, under the record's key."""

from collections.abc import Mapping

import msgspec

from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.vault.secrets import Context, Secret


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """By what somebody is known: facts, and no field for an opinion. Anything may be empty, but not everything."""

    kind: Kind = Kind.RESIDENT
    name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    address: str = ""

    @property
    def everything(self) -> str:
        return "\n".join((self.name, *self.phones, *self.emails, *self.handles, self.address)).strip()


def seal_known(row: Perpetrator, known: Known, *, under: Secret) -> bytes:
    return under.seal(msgspec.json.encode(known), _place(row, "known"))


def known_of(row: Perpetrator, *, with_: Secret) -> Known:
    """Raises `CannotOpen` when the key does not fit or somebody changed or moved it."""
    return msgspec.json.decode(with_.open(bytes(row.known), _place(row, "known")), type=Known)


def sealed(row: Perpetrator, texts: Mapping[str, str], *, under: Secret) -> dict[str, bytes]:
    return {field: under.seal(text.encode(), _place(row, field)) for field, text in texts.items()}


def unseal(row: Perpetrator, field: str, *, with_: Secret) -> str:
    """The text of one column; empty when nothing was written."""
    column = getattr(row, field)
    return "" if column is None else with_.open(bytes(column), _place(row, field)).decode()


def _place(row: Perpetrator, field: str) -> Context:
    return Context(row.organisation_id, "perpetrators", row.pk, field)
