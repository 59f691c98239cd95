"""What the organisation answers to the person who did it, what became of it, and that nothing was answered."""

from rugdekking.measures.models.answer import Answer
from rugdekking.measures.models.cards import Card, CardName
from rugdekking.measures.models.change import Change
from rugdekking.measures.models.choices import (
    ChangeKind,
    Finding,
    Hearing,
    Mandate,
    Nature,
    Remedy,
    ReviewOutcome,
    Strength,
)
from rugdekking.measures.models.letters import Letter, Letterhead, Wording
from rugdekking.measures.models.none import NoReaction
from rugdekking.measures.models.objection import Objection
from rugdekking.measures.models.review import Review

__all__ = [
    "Answer",
    "Card",
    "CardName",
    "Change",
    "ChangeKind",
    "Finding",
    "Hearing",
    "Letter",
    "Letterhead",
    "Mandate",
    "Nature",
    "NoReaction",
    "Objection",
    "Remedy",
    "Review",
    "ReviewOutcome",
    "Strength",
    "Wording",
]
