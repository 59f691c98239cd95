"""What the office typed becomes a letter: nothing may be empty, and nothing is kept yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rugdekking.cases.paper import Written, parts_of, said, sender_of
from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema import Slot
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters.fitting import Value
from rugdekking.measures.letters.slots import BLANKS
from rugdekking.measures.sealing import needed
from rugdekking.organisations.models import Desk


@dataclass(frozen=True, slots=True)
class Draft:
    """What the office typed: for whom, how to begin, who signs, and a value for every slot of the letter `name`."""

    name: str
    recipient: str
    salutation: str
    signature: str
    values: Mapping[Slot, Value]


def filled_in(text: Text, draft: Draft, *, desk: Desk, reference: str, at: datetime) -> Written:
    """The letter with what was typed, as it would go out today. Raises `TextMissing` for an empty part."""
    values = dict(checked(text, draft.values))
    return Written(
        version=text.version,
        title=text.title,
        to=text.to.value,
        sender=sender_of(text, desk),
        recipient=needed(draft.recipient, what="aan wie de brief gaat"),
        reference=reference,
        day=day_of(at),
        subject=text.subject,
        salutation=needed(draft.salutation, what="de aanhef"),
        parts=parts_of(text, values),
        signature=needed(draft.signature, what="wie de brief tekent"),
        values={slot.value: words for slot, words in said(values).items()},
    )


def checked(text: Text, values: Mapping[Slot, Value]) -> Iterator[tuple[Slot, Value]]:
    """Every slot of the letter with its value. Raises `TextMissing`, which names the first that is empty."""
    for slot in Slot:
        if slot in text.slots:
            given = values.get(slot, "")
            yield slot, given if isinstance(given, date) else needed(given, what=BLANKS[slot].what)
