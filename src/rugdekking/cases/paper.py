"""A letter in the words that go out, whichever part sends it: filled in, and as it goes on paper."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import msgspec

from rugdekking.content.schema import Addressee, Slot
from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema.letters import fill
from rugdekking.kernel.time import written_out
from rugdekking.organisations.models import Desk
from rugdekking.rendering import letters as rendering

Value = str | date


class Part(msgspec.Struct, frozen=True):
    heading: str
    text: str


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What was sent. `version` is that of the shipped text, `values` what the office filled in."""

    version: int
    title: str
    to: str
    sender: str
    recipient: str
    reference: str
    day: date
    subject: str
    salutation: str
    parts: tuple[Part, ...]
    signature: str
    values: Mapping[str, str]
    # Who decided that it goes out; the letter does not say it.
    decided: str = ""

    def on_paper(self, *, logo: bytes = b"") -> rendering.Letter:
        return rendering.Letter(
            sender=self.sender,
            recipient=self.recipient,
            particulars=(("Datum", written_out(self.day)), ("Kenmerk", self.reference or "volgt")),
            title=self.subject,
            salutation=self.salutation,
            blocks=tuple(rendering.Block(one.heading, one.text) for one in self.parts),
            closing="Met vriendelijke groet,",
            signature=self.signature,
            day=self.day,
            logo=logo,
        )


def reference_of(letter: UUID) -> str:
    """What somebody who got this letter calls with. It tells nothing of the case."""
    return f"B-{letter.hex[:4]}-{letter.hex[4:8]}".upper()


def sender_of(text: Text, desk: Desk) -> str:
    """Who writes and where they are: to whoever did it the organisation, to anybody else also its desk."""
    name = "" if text.to is Addressee.PERPETRATOR else desk.name
    return "\n".join(filter(None, (desk.organisation.name, name, desk.address)))


def parts_of(text: Text, values: Mapping[Slot, Value]) -> tuple[Part, ...]:
    """The paragraphs with every slot filled in; a day is written out."""
    words = said(values)
    return tuple(Part(one.heading, fill(one.text, words)) for one in text.paragraphs)


def said(values: Mapping[Slot, Value]) -> dict[Slot, str]:
    return {slot: written_out(one) if isinstance(one, date) else one for slot, one in values.items()}
