"""What is sealed where. Every sealed text belongs to one row: moved to another, it no longer opens."""

from rugdekking.reports.models import Body, ComingFile, Consent, Draft, DraftFile, Evidence, Message, Rating
from rugdekking.vault.secrets import Context, Secret

Sealed = Body | Message | Evidence | Consent | Rating | Draft | DraftFile | ComingFile


def place(row: Sealed) -> Context:
    """The place of the sealed text of `row`."""
    return Context(row.organisation_id, "reports", row.pk, str(row._meta.model_name))


def opened(row: Sealed, secret: Secret) -> bytes:
    """The sealed text of `row`. Raises `CannotOpen` when it was changed or moved, or the key does not fit."""
    return secret.open(bytes(row.sealed or b""), place(row))


def place_about(row: Evidence) -> Context:
    """The place of what people tell of a file."""
    return Context(row.organisation_id, "reports", row.pk, "about")


def opened_about(row: Evidence, secret: Secret) -> bytes:
    """What people tell of a file. Raises as `opened`."""
    return secret.open(bytes(row.sealed_about or b""), place_about(row))
