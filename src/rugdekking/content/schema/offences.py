"""The shape of possible offences: elements as questions, and the law as it stood on the day of the fact.

Nothing here judges. The police and the prosecution decide what is an offence; this helps people to see what may be
worth bringing to them, and by when.
"""

import enum
from datetime import date
from typing import Annotated

import msgspec

from rugdekking.content.schema.base import (
    Code,
    Header,
    Record,
    Status,
    Text,
    refuse_doubles,
    refuse_unknown,
)
from rugdekking.content.schema.conditions import Condition
from rugdekking.content.schema.routes import Line, refuse_unsaid_doubt


class Reply(enum.StrEnum):
    """Not to know is an answer."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Needed(enum.StrEnum):
    """Whether the prosecution waits for a complaint of the person concerned (Wetboek van Strafrecht, article 64)."""

    ALWAYS = "always"
    NEVER = "never"
    DEPENDS = "depends"


class Complaint(Record, frozen=True):
    """`depends` names the question that decides, and the answer with which a complaint is needed."""

    needed: Needed
    question: Code | None = None
    when: Reply | None = None

    def __post_init__(self) -> None:
        if (self.needed is Needed.DEPENDS) != (self.question is not None and self.when is not None):
            raise ValueError("een klacht die ergens van afhangt, noemt de vraag en het antwoord; een andere niet")


class Doubt(Record, frozen=True):
    code: Code
    text: Text


class Question(Record, frozen=True):
    """An element in plain words. `facts` are recorded facts from which a yes may be read, to be changed by hand."""

    code: Code
    text: Text
    help: str = ""
    facts: tuple[Condition, ...] = ()


class Period(Record, frozen=True):
    """The law from one day until and with another, or until now. `prison` is in months: the lowest maximum that may
    apply, so that limitation is never reckoned too late; none when it was not looked up."""

    from_: date = msgspec.field(name="from")
    prison: Annotated[int, msgspec.Meta(ge=0, le=600)] | None
    most: Text
    until: date | None = None
    doubt: Code | None = None

    def holds(self, on: date) -> bool:
        return self.from_ <= on and (self.until is None or on <= self.until)


class Offence(Record, frozen=True):
    """One possible offence. All of `needs` belong to it, any of `excludes` says that it is something else.

    `categories` are the codes of the protocol by which it comes up; without any somebody adds it by hand. `begins` is
    since when it is an offence at all, when that was not long ago. `minor` is an infringement (overtreding).
    `attempt_when` is the element without which what is left may still be an attempt. `office` says what is different
    when it is about somebody's office.
    """

    code: Code
    article: Line
    title: Line
    about: Text
    needs: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1)]
    complaint: Complaint
    attempt: bool
    periods: Annotated[tuple[Period, ...], msgspec.Meta(min_length=1)]
    evidence: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    status: Status
    source: Text
    reviewed_on: date
    doubt: str = ""
    categories: tuple[Code, ...] = ()
    excludes: tuple[Code, ...] = ()
    attempt_when: Code | None = None
    office: str = ""
    minor: bool = False
    begins: date | None = None

    def __post_init__(self) -> None:
        refuse_unsaid_doubt(self.status, self.doubt, where=self.code)
        for earlier, later in zip(self.periods, self.periods[1:], strict=False):
            if earlier.until is None or earlier.until >= later.from_:
                raise ValueError(f"‘{self.code}’: perioden volgen op elkaar en overlappen niet")

    @property
    def questions(self) -> tuple[Code, ...]:
        """Everything that is asked about this offence."""
        decides = () if self.complaint.question is None else (self.complaint.question,)
        return tuple(dict.fromkeys((*self.needs, *self.excludes, *decides)))

    def law_on(self, day: date | None) -> Period | None:
        """The law on this day, or the present one when the day is not known; none when nobody looked it up."""
        if day is None:
            return self.periods[-1]
        return next((period for period in self.periods if period.holds(day)), None)


class Offences(Header, frozen=True):
    doubts: tuple[Doubt, ...]
    questions: Annotated[tuple[Question, ...], msgspec.Meta(min_length=1)]
    offences: Annotated[tuple[Offence, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        refuse_doubles((one.code for one in self.questions), "vraag")
        refuse_doubles((one.code for one in self.offences), "feit")
        asked = {code for one in self.offences for code in (*one.questions, *filter(None, [one.attempt_when]))}
        refuse_unknown(asked, {one.code for one in self.questions}, "vraag")
        doubted = {one.doubt for one in self.offences if one.doubt}
        doubted |= {period.doubt for one in self.offences for period in one.periods if period.doubt}
        refuse_unknown(doubted, {one.code for one in self.doubts}, "twijfel")

    def question(self, code: str) -> Question:
        """The question with this code; a code that no file knows is a mistake in the program."""
        return next(one for one in self.questions if one.code == code)

    def doubt(self, code: str) -> str:
        """The plain sentence that a page shows; empty for nothing in doubt."""
        return next((one.text for one in self.doubts if one.code == code), "")
