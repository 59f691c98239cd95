"""What the organisation answers to the person who did it."""

from rugdekking.measures.models.answer import (
    Answer,
    Hearing,
    Mandate,
    Nature,
    NoReaction,
    Remedy,
    Strength,
)

__all__ = [
    "Answer",
    "Hearing",
    "Mandate",
    "Nature",
    "NoReaction",
    "Remedy",
    "Strength",
]
