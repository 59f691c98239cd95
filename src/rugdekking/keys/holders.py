"""Those to whom a key can be wrapped, and the wrapping itself. Nothing here writes to the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from rugdekking.keys.models import HolderKind, Key, KeyKind, Wrap
from rugdekking.vault.secrets import Context, Secret, wrap


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody or something with a public half. Without one, the holder waits for a wrap."""

    kind: HolderKind
    id: UUID
    public: bytes | None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made: its row, not saved yet, and its secret."""

    row: Key
    secret: Secret


def new_key(kind: KeyKind, *, organisation: UUID, subject: UUID, on: date, generation: int = 1) -> NewKey:
    secret = Secret.new()
    row = Key(
        id=uuid4(),
        organisation_id=organisation,
        kind=kind,
        subject=subject,
        generation=generation,
        public=secret.public,
        made_on=on,
    )
    return NewKey(row, secret)


def wraps_for(row: Key, secret: Secret, holders: Iterable[Holder]) -> list[Wrap]:
    """One row per holder, not saved yet. Who has no public half gets a row that waits."""
    return [
        Wrap(
            organisation_id=row.organisation_id,
            key_id=row.pk,
            holder_kind=holder.kind,
            holder=holder.id,
            wrapped=None if holder.public is None else wrapped_for(row, secret, holder.id, holder.public),
        )
        for holder in holders
    ]


def wrapped_for(row: Key, secret: Secret, holder: UUID, public: bytes) -> bytes:
    return wrap(secret, to=bytes(public), about=place(row.organisation_id, row.pk, holder))


def place(organisation: UUID, key: UUID, holder: UUID) -> Context:
    """A wrap belongs to one key and one holder: copied to another row it does not open."""
    return Context(organisation, "keys", key, f"wrap:{holder}")


def as_holder(row: Key) -> Holder:
    return Holder(HolderKind.KEY, row.pk, bytes(row.public))
