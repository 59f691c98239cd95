"""The shape of the clocks: how long each promise and term lasts, when somebody is warned, who hears it after."""

from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Header, Record, Span, Text, Unit, refuse_doubles


class ClockTerm(Record, frozen=True):
    """One kind of clock.

    `term` is how long it runs when nobody says otherwise, none when a person always picks the date. `warnings`
    are lengths before the due moment, `escalate_after` is a length after it. `promise` counts in the share of
    promises kept. `ends_on_working_day` moves an end on a weekend or public holiday to the next working day.
    """

    code: Code
    label: Text
    explanation: Text
    term: Span | None = None
    warnings: tuple[Span, ...] = ()
    escalate_after: Span | None = None
    repeat_every: Span | None = None
    promise: bool = False
    ends_on_working_day: bool = False
    outlives_case: bool = False

    def __post_init__(self) -> None:
        if any(span.unit in {Unit.WORKING_HOURS, Unit.WORKING_DAYS} for span in self.warnings):
            raise ValueError(f"klok ‘{self.code}’: een waarschuwing telt terug in gewone uren, dagen of weken")


class RetentionTerm(Record, frozen=True):
    """How long something is kept when the organisation says nothing else."""

    code: Code
    label: Text
    term: Span


class Terms(Header, frozen=True):
    clocks: Annotated[tuple[ClockTerm, ...], msgspec.Meta(min_length=1)]
    retention: Annotated[tuple[RetentionTerm, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        refuse_doubles((clock.code for clock in self.clocks), "klok")
        refuse_doubles((each.code for each in self.retention), "bewaartermijn")

    def clock(self, code: str) -> ClockTerm:
        """The clock with this code; a code that no file knows is a mistake in the program."""
        return next(clock for clock in self.clocks if clock.code == code)

    def kept_for(self, code: str) -> Span:
        """How long what `code` names is kept by default."""
        return next(each.term for each in self.retention if each.code == code)
