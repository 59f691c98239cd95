"""Pages of help name the terms of the desk at which they are read: each organisation promises its own."""

from rugdekking.kernel.blanks import named
from rugdekking.organisations.promised import promised
from rugdekking.web.public.places import Place


def filled(text: str, place: Place) -> str:
    """`text` with the terms of this desk where a page has `{contact}`, `{plan}` or `{reactie}`; other braces stay."""
    return named(text, promised(place.organisation))
