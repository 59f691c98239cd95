"""Which letters fit an answer now, and what of the answer already fills them: pure rules."""

from collections.abc import Mapping
from datetime import date

from rugdekking.content.schema import Addressee, Letter, LetterKind, Measure, Slot
from rugdekking.measures.course import Course, OpenChange, OpenObjection
from rugdekking.measures.models import Answer, ChangeKind, Hearing, Nature
from rugdekking.measures.queries import OpenAnswer
from rugdekking.measures.status import APPROVED, TOLD, ChangeState, ObjectionState, State
from rugdekking.measures.terms import review_day
from rugdekking.organisations.models import Desk

Value = str | date
Later = OpenChange | OpenObjection

NOTICE = "police_notice"
_KNOW_THE_DESK = frozenset({Addressee.REPORTER, Addressee.POLICE, Addressee.MAYOR})
_OFF = frozenset({State.DECLINED, State.WITHDRAWN})
_CHANGES: Mapping[LetterKind, ChangeKind] = {
    LetterKind.EXTENSION: ChangeKind.EXTEND,
    LetterKind.CHANGE: ChangeKind.SHORTEN,
    LetterKind.LIFT: ChangeKind.LIFT,
}
_DECIDED = frozenset({ChangeState.AGREED, ChangeState.DONE})
_JUDGED = frozenset({ObjectionState.ANSWERED, ObjectionState.TOLD})


def fits(letter: Letter, row: Answer, measure: Measure, course: Course) -> bool:
    """Whether this letter can be made now.

    What says that something was decided waits for the decision, and what says that it was done until the other side
    was told.
    """
    if letter.kind is LetterKind.CONFIRMATION:
        return row.state in TOLD
    if letter.id == measure.letter or (letter.id == NOTICE and row.nature == Nature.MEASURE):
        return row.state in APPROVED
    if letter.kind is LetterKind.HEARING:
        return _waits_for_a_hearing(row)
    return later(letter, course) is not None


def later(letter: Letter, course: Course) -> Later | None:
    """What came after the answer that this letter tells of: the last such change, or the last judged objection."""
    if letter.kind is LetterKind.OBJECTION:
        judged = [one for one in course.objections if one.row.state in _JUDGED]
        return max(judged, key=_waits, default=None)
    kind = _CHANGES.get(letter.kind)
    changes = [one for one in course.changes if one.row.kind == kind and one.row.state in _DECIDED]
    return max(changes, key=_waits, default=None)


def _waits(found: Later) -> tuple[bool, date]:
    """What was not made known yet goes before what was, and then the newest."""
    if isinstance(found, OpenObjection):
        return found.row.state == ObjectionState.ANSWERED, found.row.answered_on or date.min
    return found.row.state == ChangeState.AGREED, found.row.decided_on or date.min


def _waits_for_a_hearing(row: Answer) -> bool:
    waits = row.state == State.PROPOSED or row.hearing == Hearing.SKIPPED
    return row.nature == Nature.MEASURE and row.state not in _OFF and waits


def begun(
    letter: Letter, answer: OpenAnswer, course: Course, *, desk: Desk, reported_on: date, on: date
) -> Mapping[Slot, Value]:
    """What each slot begins with in a letter that goes out on day `on`.

    The words of the answer, then what the letter itself proposes.
    """
    row, measure = answer.row, answer.measure
    begins_on, review_on = _begins(row, measure, on)
    known: dict[Slot, Value | None] = {
        Slot.BEHAVIOUR: answer.behaviour,
        # A letter that rests on a law of its own says which; the answer names the norm that was crossed.
        Slot.GROUND: letter.proposals.get(Slot.GROUND) or answer.ground,
        Slot.REASON: answer.reason,
        Slot.VIEW: _view(answer),
        Slot.REMEDY: answer.remedy,
        Slot.SCOPE: answer.scope,
        Slot.REMAINS: answer.basic_services,
        Slot.BEGIN: begins_on,
        Slot.END: row.ends_on,
        Slot.REVIEW: review_on,
        Slot.DECIDED: row.decided_on,
        Slot.REPORTED: reported_on,
        Slot.INTENTION: f"{measure.label}. {measure.explanation}",
        Slot.DONE: "" if _asks_others(letter, measure) else f"{measure.label}. {measure.explanation}",
        Slot.CONTACT: _contact(letter, desk),
        **_of_later(later(letter, course), on),
    }
    filled = {slot: value for slot, value in known.items() if value and slot in letter.slots}
    return {**letter.proposals, **_in_order(filled)}


def _begins(row: Answer, measure: Measure, on: date) -> tuple[date | None, date | None]:
    """From when it holds and when it is looked at again: made known on day `on`, it holds no earlier (`serve`)."""
    if row.begins_on is None or row.ends_on is None or measure.term is None:
        return None, None
    if row.state != State.DECIDED or row.begins_on >= on:
        return row.begins_on, row.review_on
    return on, review_day(on, measure.term.review_after, ends_on=row.ends_on)


def _of_later(found: Later | None, on: date) -> dict[Slot, Value | None]:
    if isinstance(found, OpenObjection):
        return {
            Slot.RECEIVED: found.row.received_on,
            Slot.OBJECTION: found.text,
            Slot.OUTCOME: f"Uw bezwaar is {found.row.get_finding_display()}.",
            Slot.REASON: found.reason,
            # What one can do about this answer is another thing than what one could do about the decision.
            Slot.REMEDY: "",
        }
    if isinstance(found, OpenChange):
        ends = {Slot.END: found.row.ends_on} if found.row.ends_on else {Slot.BEGIN: found.row.told_on or on}
        # Who was asked about the change itself said something newer than who was heard before the first decision.
        view = {Slot.VIEW: found.view} if found.view else {}
        return {Slot.REASON: found.reason, **view, **ends}
    return {}


def _in_order(values: Mapping[Slot, Value]) -> Mapping[Slot, Value]:
    """Nobody looks again after the last day."""
    review, end = values.get(Slot.REVIEW), values.get(Slot.END)
    late = isinstance(review, date) and isinstance(end, date) and review > end
    return {**values, Slot.REVIEW: end} if late and end else values


def _asks_others(letter: Letter, measure: Measure) -> bool:
    """Whether the answer is this request to somebody else: then it tells nothing of what the desk itself did."""
    return letter.id == measure.letter and letter.kind is LetterKind.POLICE


def _view(answer: OpenAnswer) -> str:
    if answer.row.hearing == Hearing.SKIPPED:
        return f"Wij hebben u niet eerst gehoord. {answer.hearing}"
    return answer.hearing


def _contact(letter: Letter, desk: Desk) -> str:
    """What the letter proposes, and for the desk's own circle where it can be reached.

    Whoever did it learns neither the desk nor its number from a letter: there the office fills in whom to call.
    """
    if letter.to not in _KNOW_THE_DESK:
        return letter.proposals.get(Slot.CONTACT, "")
    reach = f"{desk.name}: {desk.phone}{f', {desk.hours}' if desk.hours else ''}." if desk.phone else ""
    return "\n".join(filter(None, (letter.proposals.get(Slot.CONTACT, ""), reach)))
