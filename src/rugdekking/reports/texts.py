"""What may stand in a message, a note or a comment."""

from rugdekking.kernel.refusal import Refused
from rugdekking.vault.codes import contains_code

LONGEST = 20_000


class NoText(Refused):
    """Nothing was written."""


class TextTooLong(Refused):
    """More was written than a message can hold."""


class CodePasted(Refused):
    """An access code stands in the text. It is refused and written nowhere: whoever reads it could use it."""


def check(text: str) -> str:
    """`text` without white space around it. Raises `NoText`, `TextTooLong` and `CodePasted`."""
    text = text.strip()
    if not text:
        raise NoText("Schrijf eerst iets.")
    if len(text) > LONGEST:
        raise TextTooLong("Uw tekst is te lang. Stuur de rest in een tweede bericht, of voeg een bestand toe.")
    if contains_code(text):
        raise CodePasted("In uw tekst staat een code. Haal die weg: wie de code leest, kan uw melding openen.")
    return text
