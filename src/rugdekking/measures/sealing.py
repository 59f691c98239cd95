"""Seals the texts of an answer: one column each, bound to its row and its field."""

from collections.abc import Mapping

from rugdekking.kernel.refusal import Refused
from rugdekking.measures.models import Answer, Change, NoReaction, Objection, Review
from rugdekking.reports import texts
from rugdekking.vault.secrets import Context, Secret

WithTexts = Answer | Change | NoReaction | Objection | Review


class TextMissing(Refused):
    """Something that must be said was left empty."""


def needed(text: str, *, what: str) -> str:
    """`text` without white space around it. Raises `TextMissing`, which names `what`, and as `texts.check`."""
    if not text.strip():
        raise TextMissing(f"Vul nog in: {what}.")
    return texts.check(text)


def sealed(row: WithTexts, columns: Mapping[str, str], *, under: Secret) -> dict[str, bytes]:
    """The texts in `columns`, each sealed in its own place."""
    return {field: under.seal(text.encode(), _place(row, field)) for field, text in columns.items()}


def unseal(row: WithTexts, field: str, *, with_: Secret) -> str:
    """The text of one column; empty when nothing was written. Raises `CannotOpen` when it was changed or moved."""
    column = getattr(row, field)
    return "" if column is None else with_.open(bytes(column), _place(row, field)).decode()


def _place(row: WithTexts, field: str) -> Context:
    return Context(row.organisation_id, "measures", row.pk, field)
