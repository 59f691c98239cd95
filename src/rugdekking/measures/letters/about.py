"""What letters can be about, and the same few things done with each: an answer, or the record of who did it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from rugdekking.cases.paper import Written
from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema import Slot
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.letters import operations, queries, records
from rugdekking.measures.letters.drafting import Draft
from rugdekking.measures.letters.fitting import Value
from rugdekking.measures.letters.queries import OpenLetter
from rugdekking.measures.models import Letter
from rugdekking.measures.queries import OpenAnswer
from rugdekking.organisations.models import Membership
from rugdekking.perpetrators.queries import Opened


class About(Protocol):
    """One thing that letters are about, as whoever holds `ring` meets it."""

    @property
    def ring(self) -> StaffRing: ...
    @property
    def name(self) -> str: ...
    def made(self) -> list[OpenLetter]: ...
    def offered(self) -> list[Text]: ...
    def beginning(self, text: Text, *, on: date) -> Mapping[Slot, Value]: ...
    def signer(self, text: Text) -> Membership: ...
    def read_over(self, draft: Draft, *, at: datetime) -> Written: ...
    def write(self, draft: Draft, *, at: datetime) -> Letter: ...
    def to_save(self, letter: OpenLetter, *, form: str) -> bytes: ...
    def makes_known(self, letter: Letter) -> str: ...
    def send(self, letter: Letter, *, on: date, told: str, at: datetime) -> None: ...


@dataclass(frozen=True)
class AboutAnswer:
    answer: OpenAnswer
    ring: StaffRing

    @property
    def name(self) -> str:
        return self.answer.measure.label

    def made(self) -> list[OpenLetter]:
        return queries.letters_of(self.answer.row, self.ring)

    def offered(self) -> list[Text]:
        return queries.letters_for(self.answer, self.ring)

    def beginning(self, text: Text, *, on: date) -> Mapping[Slot, Value]:
        return queries.beginning(text, self.answer, self.ring, on=on)

    def signer(self, text: Text) -> Membership:
        return queries.signer_of(text, self.answer, self.ring)

    def read_over(self, draft: Draft, *, at: datetime) -> Written:
        return operations.read_over(self.answer.row, draft=draft, ring=self.ring, at=at)

    def write(self, draft: Draft, *, at: datetime) -> Letter:
        return operations.write_letter(self.answer.row, draft=draft, ring=self.ring, at=at)

    def to_save(self, letter: OpenLetter, *, form: str) -> bytes:
        return queries.to_save(letter, self.answer.row, form=form)

    def makes_known(self, letter: Letter) -> str:
        known = queries.made_known_by(letter, self.answer.row) is not None
        return "Met deze brief is bekendgemaakt wat er is besloten." if known else ""

    def send(self, letter: Letter, *, on: date, told: str, at: datetime) -> None:
        operations.send_letter(letter, on=on, told=told, ring=self.ring, at=at)


@dataclass(frozen=True)
class AboutRecord:
    one: Opened
    ring: StaffRing

    @property
    def name(self) -> str:
        return "Veroorzaker"

    def made(self) -> list[OpenLetter]:
        return records.letters_about(self.one.row, self.ring)

    def offered(self) -> list[Text]:
        return [records.text_for(self.one.row)]

    def beginning(self, text: Text, *, on: date) -> Mapping[Slot, Value]:  # noqa: ARG002  (what every letter is asked)
        return records.beginning(self.one, self.ring)

    def signer(self, text: Text) -> Membership:  # noqa: ARG002
        return self.ring.membership

    def read_over(self, draft: Draft, *, at: datetime) -> Written:
        return records.read_over(self.one.row, draft=draft, ring=self.ring, at=at)

    def write(self, draft: Draft, *, at: datetime) -> Letter:
        return records.write(self.one.row, draft=draft, ring=self.ring, at=at)

    def to_save(self, letter: OpenLetter, *, form: str) -> bytes:
        return queries.as_file(letter.written, self.one.row.organisation, form=form)

    def makes_known(self, letter: Letter) -> str:  # noqa: ARG002
        return "Daarna staat bij de veroorzaker dat die is ingelicht." if self.one.row.informed_on is None else ""

    def send(self, letter: Letter, *, on: date, told: str, at: datetime) -> None:
        records.send(letter, on=on, told=told, ring=self.ring, at=at)
