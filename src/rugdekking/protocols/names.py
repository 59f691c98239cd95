"""What a target and a perpetrator are called, in one place: after "gericht op" and "door", and as a choice."""

from collections.abc import Mapping

TARGETS: Mapping[str, str] = {
    "office": "het werk of het ambt",
    "person": "de persoon zelf",
    "family": "het gezin of de familie",
}
PERPETRATORS: Mapping[str, str] = {
    "resident": "een inwoner",
    "group": "een groep",
    "company": "een bedrijf, of iemand namens een bedrijf",
    "minor": "iemand onder de 18",
    "office_holder": "een ambtsdrager",
    "colleague": "een collega",
    "organised_crime": "(mogelijk) de georganiseerde misdaad",
    "unknown": "iemand die niet bekend is",
}


def as_choice(words: str) -> str:
    """The same words where a line begins with them."""
    first = 1 if words.startswith("(") else 0
    return words[: first + 1].upper() + words[first + 1 :]


def choices(names: Mapping[str, str]) -> dict[str, str]:
    return {code: as_choice(words) for code, words in names.items()}
