"""How the term of a measure is told."""

from rugdekking.content.schema import Measure, Span
from rugdekking.measures.models import Answer
from rugdekking.measures.queries import measure_of
from rugdekking.protocols.wording import span


def term_lines(measure: Measure) -> list[str]:
    """What the protocol says about how long; nothing for a measure without a term."""
    term = measure.term
    if term is None:
        return []
    return [
        f"Van {span(term.minimum)} tot en met {span(term.maximum)}, gewoonlijk {span(term.default)}.",
        f"Opnieuw bekijken na {span(term.review_after)}.",
    ]


def proposed_length(row: Answer) -> str:
    """How long it was proposed or decided to last, such as "3 maanden"; empty without a term."""
    term = measure_of(row).term
    return "" if term is None or row.length is None else span(Span(amount=row.length, unit=term.default.unit))
