"""How rows hang together: each link is a hash of the one before and of everything in its row."""

from uuid import UUID

from rugdekking.audit.models import Entry, Segment
from rugdekking.vault.secrets import hashed


def first_head(organisation: UUID) -> bytes:
    return hashed("audit-first", organisation.bytes)


def link(previous: bytes, row: Entry) -> bytes:
    """The link of `row` behind `previous`. Lengths go in, so that no two rows can read the same."""
    parts = (
        row.id.bytes,
        row.organisation.bytes,
        row.action.encode(),
        row.subject.bytes,
        row.actor_kind.encode(),
        row.actor.bytes if row.actor else b"",
        row.role.encode(),
        row.at.isoformat(timespec="microseconds").encode(),
    )
    return hashed("audit-link", previous + b"".join(len(part).to_bytes(4, "big") + part for part in parts))


def statement(segment: Segment, head: bytes, length: int) -> bytes:
    """What is signed: which month of which organisation, behind what, how long and with which head."""
    return b"".join(
        (
            segment.organisation.bytes,
            segment.month.isoformat().encode(),
            bytes(segment.previous_head),
            length.to_bytes(8, "big"),
            head,
        )
    )
