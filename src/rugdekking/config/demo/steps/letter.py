"""A letter about an answer, made and sent: the letter of a decision makes that decision known."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from rugdekking.config.demo.steps.base import Did
from rugdekking.config.demo.tale import Tale
from rugdekking.content.schema import Slot
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters import operations, queries
from rugdekking.measures.letters.drafting import Draft
from rugdekking.measures.queries import open_answers


class SendsLetter(Did, frozen=True, tag="letter"):
    """`values` stand in the place of what the answer says; it happened `days_ago`."""

    code: str
    name: str
    recipient: str
    salutation: str
    days_ago: int
    values: Mapping[str, str]
    told: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        answer = open_answers([tale.answer(self.code)], ring)[0]
        text = next(one for one in queries.letters_for(answer, ring) if one.id == self.name)
        signer = queries.signer_of(text, answer, ring)
        values = {
            **queries.beginning(text, answer, ring, on=day_of(at)),
            Slot.DAY: day_of(at) - timedelta(days=self.days_ago),
            **{Slot(slot): words for slot, words in self.values.items()},
        }
        draft = Draft(self.name, self.recipient, self.salutation, f"{signer.person.name}\n{signer.title}", values)
        made = operations.write_letter(answer.row, draft=draft, ring=ring, at=at)
        operations.send_letter(made, on=day_of(at), told=self.told, ring=ring, at=at)
