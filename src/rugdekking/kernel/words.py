"""What counts as a word where people look for something."""

import re
import unicodedata
from typing import Final

# Nobody looks for the address behind a link.
_LINK: Final = re.compile(r"\]\([^)]*\)")
# Of single letters only the network that is called X is a word.
_WORD: Final = re.compile(r"[a-z]{2,}|[0-9]{2,}|\bx\b")


def words_of(text: str) -> list[str]:
    """The words of `text` in their order, in small letters, without accents and without single letters but x."""
    apart = unicodedata.normalize("NFKD", _LINK.sub("]", text.lower()))
    return _WORD.findall("".join(letter for letter in apart if not unicodedata.combining(letter)))
