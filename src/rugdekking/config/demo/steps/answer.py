"""Steps towards the person who did it: respond, put to a decider, hear, decide, make known."""

from datetime import datetime

from rugdekking.config.demo.steps.base import Did
from rugdekking.config.demo.tale import Tale, in_working_days
from rugdekking.kernel.time import day_of
from rugdekking.measures import operations
from rugdekking.measures.models import ChangeKind, ReviewOutcome
from rugdekking.measures.operations import Decision, Look, Request, Response, Wish


class Responds(Did, frozen=True, tag="respond"):
    """A response that needs nobody's decision, such as a conversation."""

    code: str
    behaviour: str
    reason: str
    told: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        response = Response(self.code, behaviour=self.behaviour, reason=self.reason, told=self.told, on=day_of(at))
        operations.respond(tale.case, response=response, ring=tale.staff(self.by), at=at)


class SaysWhyNot(Did, frozen=True, tag="no_reaction"):
    reason: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.no_reaction(tale.case, reason=self.reason, ring=tale.staff(self.by), at=at)


class Puts(Did, frozen=True, tag="put"):
    """Puts an answer to a decider; one with a term for `length` months."""

    code: str
    decider: str
    behaviour: str
    ground: str
    remedy_text: str = ""
    length: int | None = None
    scope: str = ""
    basic_services: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        request = Request(
            self.code,
            decider=tale.member(self.decider),
            behaviour=self.behaviour,
            ground=self.ground,
            remedy_text=self.remedy_text,
            length=self.length,
            scope=self.scope,
            basic_services=self.basic_services,
        )
        operations.put_to_decider(tale.case, request=request, ring=tale.staff(self.by), at=at)


class Hears(Did, frozen=True, tag="hear"):
    code: str
    view: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.hear(tale.answer(self.code), view=self.view, on=day_of(at), ring=tale.staff(self.by), at=at)


class SkipsHearing(Did, frozen=True, tag="skip_hearing"):
    """`later`: within so many working days the other side is heard after all."""

    code: str
    reason: str
    later: int

    def happen(self, tale: Tale, *, at: datetime) -> None:
        later_on = in_working_days(self.later, at=at)
        operations.skip_hearing(
            tale.answer(self.code), reason=self.reason, later_on=later_on, ring=tale.staff(self.by), at=at
        )


class Decides(Did, frozen=True, tag="decide"):
    code: str
    reason: str
    approve: bool = True
    motive: str = ""
    length: int | None = None

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.look(tale.answer(self.code), ring=ring, at=at)
        decision = Decision(self.approve, self.reason, motive=self.motive, length=self.length)
        operations.decide(tale.answer(self.code), decision=decision, ring=ring, at=at)


class LooksAgain(Did, frozen=True, tag="review"):
    """Looks whether a running measure is still needed; with a `wish` it puts a change to a decider."""

    code: str
    reason: str
    wish: ChangeKind | None = None
    decider: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        wish = None if self.wish is None else Wish(self.wish, tale.member(self.decider), self.reason)
        outcome = ReviewOutcome.CONTINUE if self.wish is None else ReviewOutcome(self.wish.value)
        look = Look(outcome, self.reason, day_of(at), wish)
        operations.review(tale.answer(self.code), look=look, ring=tale.staff(self.by), at=at)


class DecidesChange(Did, frozen=True, tag="decide_change"):
    code: str
    reason: str
    approve: bool = True

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        change = tale.change(self.code)
        operations.look_at_change(change, ring=ring, at=at)
        operations.decide_change(change, approve=self.approve, reason=self.reason, ring=ring, at=at)


class TellsChange(Did, frozen=True, tag="tell_change"):
    code: str
    told: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        change, ring = tale.change(self.code), tale.staff(self.by)
        operations.tell_change(change, told=self.told, on=day_of(at), ring=ring, at=at)


class Serves(Did, frozen=True, tag="serve"):
    code: str
    told: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.serve(tale.answer(self.code), told=self.told, on=day_of(at), ring=tale.staff(self.by), at=at)
