"""A letter about an answer as it lies sealed: every word that goes out, also when texts change later."""

import msgspec

from rugdekking.cases.paper import Written
from rugdekking.measures.models import Letter
from rugdekking.vault.secrets import Context, Secret


def seal(row: Letter, written: Written, *, under: Secret) -> bytes:
    return under.seal(msgspec.json.encode(written), _place(row))


def unseal(row: Letter, *, with_: Secret) -> Written:
    """What the letter says. Raises `CannotOpen` when the key does not fit or somebody changed or moved it."""
    return msgspec.json.decode(with_.open(bytes(row.body), _place(row)), type=Written)


def _place(row: Letter) -> Context:
    return Context(row.organisation_id, "measures", row.pk, "letter")
