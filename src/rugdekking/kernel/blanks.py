"""Texts with blanks that each desk fills with words of its own."""

from collections.abc import Mapping


def named(text: str, words: Mapping[str, str]) -> str:
    """`text` with the word of each name where it stands between braces; other braces stay."""
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text
