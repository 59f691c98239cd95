"""Text as it is compared: what people write differently and say the same."""

import unicodedata


def plain(text: str) -> str:
    """`text` in small letters, without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
