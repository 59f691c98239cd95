"""What the organisation answers to the person who did it, what became of it, and that nothing was answered."""

from rugdekking.measures.models.answer import Answer
from rugdekking.measures.models.choices import Hearing, Mandate, Nature, Remedy, Strength
from rugdekking.measures.models.letters import Letter, Letterhead, Wording
from rugdekking.measures.models.none import NoReaction

__all__ = [
    "Answer",
    "Hearing",
    "Letter",
    "Letterhead",
    "Mandate",
    "Nature",
    "NoReaction",
    "Remedy",
    "Strength",
    "Wording",
]
