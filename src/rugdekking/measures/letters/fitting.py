"""Which letters fit an answer now, and what of the answer already fills them: pure rules."""

from collections.abc import Mapping
from datetime import date

from rugdekking.content.schema import Letter, LetterKind, Measure, Slot
from rugdekking.measures.models import Answer, Hearing, Nature
from rugdekking.measures.queries import OpenAnswer
from rugdekking.measures.status import APPROVED, TOLD, WITH_TERM, State
from rugdekking.organisations.models import Desk

Value = str | date

_OFF = frozenset({State.DECLINED, State.WITHDRAWN})
_AFTER_IT_WAS_TOLD: Mapping[LetterKind, frozenset[State]] = {
    LetterKind.EXTENSION: WITH_TERM,
    LetterKind.CHANGE: WITH_TERM,
    LetterKind.LIFT: WITH_TERM,
    LetterKind.OBJECTION: TOLD,
}
NOTICE = "police_notice"


def fits(letter: Letter, row: Answer, measure: Measure) -> bool:
    """Whether this letter can be made now. What says that something was decided waits for the decision."""
    if letter.kind is LetterKind.CONFIRMATION:
        return True
    if letter.id == measure.letter or (letter.id == NOTICE and row.nature == Nature.MEASURE):
        return row.state in APPROVED
    if letter.kind is LetterKind.HEARING:
        return _waits_for_a_hearing(row)
    return row.nature == Nature.MEASURE and row.state in _AFTER_IT_WAS_TOLD.get(letter.kind, frozenset())


def _waits_for_a_hearing(row: Answer) -> bool:
    waits = row.state == State.PROPOSED or row.hearing == Hearing.SKIPPED
    return row.nature == Nature.MEASURE and row.state not in _OFF and waits


def begun(letter: Letter, answer: OpenAnswer, *, desk: Desk, reported_on: date) -> Mapping[Slot, Value]:
    """What each slot begins with: the words of the answer, then what the letter itself proposes."""
    row, measure = answer.row, answer.measure
    known: dict[Slot, Value | None] = {
        Slot.BEHAVIOUR: answer.behaviour,
        Slot.GROUND: answer.ground,
        Slot.REASON: answer.reason,
        Slot.VIEW: _view(answer),
        Slot.REMEDY: answer.remedy,
        Slot.SCOPE: answer.scope,
        Slot.REMAINS: answer.basic_services,
        Slot.BEGIN: row.begins_on,
        Slot.END: row.ends_on,
        Slot.REVIEW: row.review_on,
        Slot.DECIDED: row.decided_on,
        Slot.REPORTED: reported_on,
        Slot.INTENTION: f"{measure.label}. {measure.explanation}",
        Slot.DONE: f"{measure.label}. {measure.explanation}",
        Slot.CONTACT: _contact(letter, desk),
    }
    filled = {slot: value for slot, value in known.items() if value and slot in letter.slots}
    return {**letter.proposals, **filled}


def _view(answer: OpenAnswer) -> str:
    if answer.row.hearing == Hearing.SKIPPED:
        return f"Wij hebben u niet eerst gehoord. {answer.hearing}"
    return answer.hearing


def _contact(letter: Letter, desk: Desk) -> str:
    """What the letter proposes, with where this desk can be reached."""
    reach = f"{desk.name}: {desk.phone}{f', {desk.hours}' if desk.hours else ''}." if desk.phone else ""
    return "\n".join(filter(None, (letter.proposals.get(Slot.CONTACT, ""), reach)))
