"""Steps in a case: taking it on, recording, writing, promising, handing over."""

from datetime import datetime

import msgspec

from rugdekking.cases import operations
from rugdekking.cases.models import PersonKind, Visibility
from rugdekking.cases.operations import ToReporter
from rugdekking.cases.sealing import Recorded, Who
from rugdekking.config.demo.steps.base import Did
from rugdekking.config.demo.tale import Tale, in_working_days
from rugdekking.reports import operations as reports


class Opens(Did, frozen=True, tag="open"):
    """Reads the report and takes it on."""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        reports.look(tale.report, ring=ring, at=at)
        operations.open_for(tale.report, ring=ring, at=at)


class Joins(Did, frozen=True, tag="join"):
    """Brings this report into the case of another story: it was the same event."""

    other: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        reports.look(tale.report, ring=ring, at=at)
        operations.join(tale.others[self.other].case, tale.report, ring=ring, at=at)


class LooksAtCase(Did, frozen=True, tag="look_at_case"):
    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.look(tale.case, ring=tale.staff(self.by), at=at)


class Writes(Did, frozen=True, tag="write"):
    """Writes to who reported. `asks`: from then on the case waits for an answer."""

    text: str
    asks: bool = False

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        reports.read_messages(tale.report, at=at)
        letter = ToReporter(tale.report, self.text, asks=self.asks)
        operations.write_to_reporter(tale.case, letter=letter, ring=ring, at=at)


class Notes(Did, frozen=True, tag="note"):
    text: str
    visibility: Visibility = Visibility.TEAM

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.write_note(
            tale.case,
            text=self.text,
            visibility=self.visibility,
            report=tale.report if self.visibility == Visibility.REPORTER else None,
            ring=tale.staff(self.by),
            at=at,
        )


class RecordsFacts(Did, frozen=True, tag="facts"):
    """Weighs with the protocol. `earlier` are the keys of stories about the same person."""

    recorded: Recorded
    earlier: tuple[str, ...] = ()

    def happen(self, tale: Tale, *, at: datetime) -> None:
        references = tuple(tale.others[key].case.reference for key in self.earlier)
        recorded = msgspec.structs.replace(self.recorded, earlier=references)
        operations.record_facts(tale.case, recorded=recorded, ring=tale.staff(self.by), at=at)


class AddsPerson(Did, frozen=True, tag="person"):
    kind: PersonKind
    name: str
    contact: str = ""
    remark: str = ""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        who = Who(name=self.name, contact=self.contact, remark=self.remark)
        operations.add_person(tale.case, kind=self.kind, who=who, ring=tale.staff(self.by), at=at)


class Promises(Did, frozen=True, tag="promise"):
    """Promises something within so many working days. Speaking or writing keeps it."""

    text: str
    days: int

    def happen(self, tale: Tale, *, at: datetime) -> None:
        due_on = in_working_days(self.days, at=at)
        operations.promise(
            tale.case, report=tale.report, text=self.text, due_on=due_on, ring=tale.staff(self.by), at=at
        )


class StartsHandling(Did, frozen=True, tag="handle"):
    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.start_handling(tale.case, ring=tale.staff(self.by), at=at)


class StartsAftercare(Did, frozen=True, tag="aftercare"):
    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.start_aftercare(tale.case, ring=tale.staff(self.by), at=at)


class SafeNow(Did, frozen=True, tag="safe_now"):
    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.mark_safe_now(tale.case, ring=tale.staff(self.by), at=at)


class HandsOver(Did, frozen=True, tag="hand_over"):
    to: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.hand_over(tale.case, to=tale.member(self.to), ring=tale.staff(self.by), at=at)


class AsksAlong(Did, frozen=True, tag="ask_along"):
    to: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.add_handler(tale.case, to=tale.member(self.to), ring=tale.staff(self.by), at=at)


class StepsAside(Did, frozen=True, tag="step_aside"):
    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.recuse(tale.case, ring=tale.staff(self.by), at=at)
