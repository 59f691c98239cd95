"""The police track of one person in a case: the file, and what is written in it."""

from rugdekking.police.models.dossier import Dossier, Part, Sheet

__all__ = ["Dossier", "Part", "Sheet"]
