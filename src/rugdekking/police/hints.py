"""What may be an offence, from recorded facts and answers: one pure function, which never concludes.

The strongest word is "mogelijk". Not to know is an answer, and every hint says from which answers it came.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rugdekking.content.schema import Needed, Offence, Offences, Period, Question, Reply
from rugdekking.protocols.facts import Facts, holds


class Standing(enum.StrEnum):
    """How an offence stands beside the answers. Nothing here says that it is one."""

    POSSIBLE = "possible"
    OPEN = "open"
    NO_FIT = "no_fit"
    NOT_YET = "not_yet"


class Duty(enum.StrEnum):
    """Whether the prosecution would wait for a complaint of the person concerned."""

    NEEDED = "needed"
    MAYBE = "maybe"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Event:
    """What is known of what happened. `on` is the day of the fact, none when nobody knows it."""

    facts: Facts
    severity: int = 1
    on: date | None = None
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """An element with its answer. `read` says that the answer comes from recorded facts and not from somebody."""

    question: Question
    reply: Reply
    read: bool


@dataclass(frozen=True, slots=True)
class Hint:
    """One offence that may fit, and why. `law` is that of the day of the fact, none when nobody looked it up.

    `attempt`: what misses may make it an attempt, which is punishable too. `doubts` are the plain sentences about
    what was not confirmed against the present law.
    """

    offence: Offence
    standing: Standing
    duty: Duty
    reasons: tuple[Reason, ...]
    law: Period | None
    attempt: bool
    doubts: tuple[str, ...] = field(default=())

    @property
    def fits(self) -> bool:
        return self.standing in {Standing.POSSIBLE, Standing.OPEN}

    @property
    def affirmed(self) -> int:
        """How many elements somebody, or a recorded fact, said yes to."""
        return sum(reason.reply is Reply.YES for reason in self.reasons)

    @property
    def says_nothing_yet(self) -> bool:
        """It comes up, and nobody could answer anything about it yet."""
        return self.fits and self.affirmed == 0

    @property
    def may_need_complaint(self) -> bool:
        return self.fits and self.duty is not Duty.NOT_NEEDED


def hints(offences: Offences, event: Event, answers: Mapping[str, Reply]) -> tuple[Hint, ...]:
    """Every offence that comes up by what was recorded or was added by hand, what fits best first."""
    known = _replies(offences, event, answers)
    found = [_hint(one, offences, event, known) for one in offences.offences if _comes_up(one, event)]
    order = list(Standing)
    return tuple(sorted(found, key=lambda one: (order.index(one.standing), -one.affirmed)))


def asked(offences: Offences, event: Event, answers: Mapping[str, Reply]) -> tuple[Reason, ...]:
    """The questions of those offences, each once, with the answer that stands now."""
    known = _replies(offences, event, answers)
    codes = {code for one in offences.offences if _comes_up(one, event) for code in one.questions}
    return tuple(known[one.code] for one in offences.questions if one.code in codes)


def complaint_may_be_needed(found: tuple[Hint, ...]) -> bool:
    """Whether the term for a complaint matters: as soon as one that fits asks for it, or may."""
    return any(one.may_need_complaint for one in found)


def _comes_up(offence: Offence, event: Event) -> bool:
    return offence.code in event.also or not event.facts.categories.isdisjoint(offence.categories)


def _replies(offences: Offences, event: Event, answers: Mapping[str, Reply]) -> dict[str, Reason]:
    """What somebody answered counts; else a yes that the facts say; else nobody knows."""
    found: dict[str, Reason] = {}
    for one in offences.questions:
        told = answers.get(one.code)
        read = told is None and any(holds(when, event.facts, severity=event.severity) for when in one.facts)
        found[one.code] = Reason(one, told or (Reply.YES if read else Reply.UNKNOWN), read)
    return found


def _hint(offence: Offence, offences: Offences, event: Event, known: Mapping[str, Reason]) -> Hint:
    law = offence.law_on(event.on)
    return Hint(
        offence,
        _standing(offence, event.on, known),
        _duty(offence, known),
        tuple(known[code] for code in offence.questions),
        law,
        _attempt(offence, known),
        tuple(_doubts(offence, law, offences)),
    )


def _standing(offence: Offence, on: date | None, known: Mapping[str, Reason]) -> Standing:
    if on is not None and offence.begins is not None and on < offence.begins:
        return Standing.NOT_YET
    needs = {known[code].reply for code in offence.needs if not _only_tried(offence, code)}
    if Reply.NO in needs or any(known[code].reply is Reply.YES for code in offence.excludes):
        return Standing.NO_FIT
    return Standing.OPEN if Reply.UNKNOWN in needs else Standing.POSSIBLE


def _only_tried(offence: Offence, code: str) -> bool:
    """An element without which an attempt may be left does not make the offence fit less."""
    return offence.attempt and code == offence.attempt_when


def _attempt(offence: Offence, known: Mapping[str, Reason]) -> bool:
    return offence.attempt_when is not None and known[offence.attempt_when].reply is Reply.NO


def _duty(offence: Offence, known: Mapping[str, Reason]) -> Duty:
    """Doubt about who was meant leaves the term standing: then a complaint in time costs nothing."""
    complaint = offence.complaint
    if complaint.needed is not Needed.DEPENDS or complaint.question is None:
        return Duty.NEEDED if complaint.needed is Needed.ALWAYS else Duty.NOT_NEEDED
    reply = known[complaint.question].reply
    if reply is Reply.UNKNOWN:
        return Duty.MAYBE
    return Duty.NEEDED if reply is complaint.when else Duty.NOT_NEEDED


def _doubts(offence: Offence, law: Period | None, offences: Offences) -> Iterator[str]:
    if offence.doubt:
        yield offences.doubt(offence.doubt)
    if law is None:
        yield "De wettekst van die dag is niet nagelezen. Vraag de politie of een jurist wat toen gold."
    elif law.doubt is not None:
        yield offences.doubt(law.doubt)
