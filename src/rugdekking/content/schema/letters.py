"""The shape of a letter: paragraphs with slots, and which slots a letter of its kind may not do without.

A slot stands in a text as its name between braces: "Op {dag} gebeurde dit". What the office fills in is put there as
plain text, and nothing in it is ever read as a slot again.
"""

import enum
import re
from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Header, Record, Text, refuse_doubles


class Slot(enum.StrEnum):
    """What the office fills in. The names are Dutch, because organisations write them in their own texts."""

    BEHAVIOUR = "gedrag"
    DAY = "dag"
    GROUND = "grond"
    REASON = "reden"
    VIEW = "zienswijze"
    NEXT = "vervolg"
    SCOPE = "wat"
    BEGIN = "begin"
    END = "eind"
    REVIEW = "herziening"
    REMAINS = "wat_kan"
    REMEDY = "bezwaar"
    CONTACT = "contact"
    DECIDED = "besluit_dag"
    RECEIVED = "ontvangen"
    OBJECTION = "bezwaar_inhoud"
    OUTCOME = "uitkomst"
    INTENTION = "voornemen"
    WHEN = "wanneer"
    WHERE = "waar"
    RESPOND = "reageren"
    SUBJECT = "onderwerp"
    DAMAGE = "schade"
    AMOUNT = "bedrag"
    PAY_BEFORE = "betalen_voor"
    REPORTED = "melding_dag"
    DONE = "gedaan"
    NOW = "nu"
    REQUEST = "verzoek"
    EARLIER = "eerder"
    FEAR = "vrees"
    ADDRESS = "adres"
    CONTENT = "inhoud"
    UNLAWFUL = "waarom_verboden"
    RECORDED = "gegevens"
    PURPOSE = "waarvoor"
    PRIVACY = "privacy"


class LetterKind(enum.StrEnum):
    WARNING = "warning"
    HEARING = "hearing"
    ORDER_TALK = "order_talk"
    INVITATION = "invitation"
    BAN = "ban"
    EXTENSION = "extension"
    CHANGE = "change"
    LIFT = "lift"
    OBJECTION = "objection"
    CLAIM = "claim"
    CONFIRMATION = "confirmation"
    POLICE = "police"
    MAYOR = "mayor"
    PLATFORM = "platform"
    RECORD = "record"


class Addressee(enum.StrEnum):
    PERPETRATOR = "perpetrator"
    REPORTER = "reporter"
    POLICE = "police"
    MAYOR = "mayor"
    PLATFORM = "platform"


_FACTS = frozenset({Slot.BEHAVIOUR, Slot.DAY, Slot.GROUND, Slot.CONTACT})
_ANSWER = _FACTS | {Slot.REASON, Slot.VIEW, Slot.REMAINS, Slot.REMEDY}
_TERM = frozenset({Slot.SCOPE, Slot.BEGIN, Slot.END, Slot.REVIEW})
_APPOINTMENT = frozenset({Slot.WHEN, Slot.WHERE, Slot.CONTACT})
_LATER = frozenset({Slot.DECIDED, Slot.SCOPE, Slot.REASON, Slot.CONTACT})
# What the other side must be able to read (design, principle 4), and what a police officer, a mayor or a platform
# needs to act: article 172a of the Gemeentewet, article 16 of Regulation (EU) 2022/2065. Whoever was written down
# reads what article 14 of the General Data Protection Regulation asks for.
REQUIRED: Mapping[LetterKind, frozenset[Slot]] = {
    LetterKind.WARNING: _ANSWER | {Slot.NEXT},
    LetterKind.HEARING: _FACTS | _APPOINTMENT | {Slot.INTENTION, Slot.RESPOND},
    LetterKind.ORDER_TALK: _ANSWER | _APPOINTMENT,
    LetterKind.INVITATION: _APPOINTMENT | {Slot.SUBJECT},
    LetterKind.BAN: _ANSWER | _TERM,
    LetterKind.EXTENSION: _LATER | _ANSWER | {Slot.END, Slot.REVIEW},
    LetterKind.CHANGE: _LATER | _ANSWER | _TERM,
    LetterKind.LIFT: _LATER | {Slot.BEGIN},
    LetterKind.OBJECTION: frozenset(
        {
            *(Slot.DECIDED, Slot.RECEIVED, Slot.OBJECTION, Slot.OUTCOME),
            *(Slot.REASON, Slot.REMEDY, Slot.CONTACT),
        }
    ),
    LetterKind.CLAIM: _FACTS | {Slot.VIEW, Slot.DAMAGE, Slot.AMOUNT, Slot.PAY_BEFORE, Slot.REMEDY},
    LetterKind.CONFIRMATION: frozenset({Slot.REPORTED, Slot.DONE, Slot.NOW, Slot.CONTACT}),
    LetterKind.POLICE: frozenset({Slot.BEHAVIOUR, Slot.DAY, Slot.REQUEST, Slot.DONE, Slot.CONTACT}),
    LetterKind.MAYOR: _FACTS | _TERM | {Slot.EARLIER, Slot.FEAR},
    LetterKind.PLATFORM: frozenset({Slot.ADDRESS, Slot.CONTENT, Slot.UNLAWFUL, Slot.CONTACT}),
    LetterKind.RECORD: _FACTS | {Slot.RECORDED, Slot.PURPOSE, Slot.END, Slot.REMEDY, Slot.PRIVACY},
}

# What a measure of a protocol can name, with a term and without one. All others follow on something that was told.
WITH_TERM = frozenset({LetterKind.BAN})
OF_A_MEASURE = WITH_TERM | {
    LetterKind.MAYOR,
    LetterKind.WARNING,
    LetterKind.ORDER_TALK,
    LetterKind.INVITATION,
    LetterKind.CLAIM,
    LetterKind.POLICE,
    LetterKind.PLATFORM,
}

_SLOT = re.compile(r"\{([^{}]*)\}")
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=160)]


class Paragraph(Record, frozen=True):
    """One piece of a letter. A blank line in `text` begins a new paragraph under the same heading."""

    code: Code
    text: Text
    heading: Annotated[str, msgspec.Meta(max_length=120)] = ""


class Letter(Header, frozen=True):
    """A letter as it is shipped. `about` tells the office when to use it, `proposals` what to begin a slot with."""

    title: Line
    kind: LetterKind
    to: Addressee
    about: Text
    subject: Line
    paragraphs: Annotated[tuple[Paragraph, ...], msgspec.Meta(min_length=1, max_length=20)]
    proposals: dict[Slot, Text] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        refuse_doubles((one.code for one in self.paragraphs), "alinea")
        texts = [self.subject, *(one.text for one in self.paragraphs)]
        for text in (*texts, *(one.heading for one in self.paragraphs)):
            _refuse_loose_braces(text)
        if slots_in([self.subject, *(one.heading for one in self.paragraphs), *self.proposals.values()]):
            raise ValueError("een plek voor tekst, zoals {gedrag}, hoort in een alinea, niet in een kop")
        missing = sorted(REQUIRED[self.kind] - self.slots)
        if missing:
            raise ValueError(f"in deze brief ontbreekt {{{missing[0]}}}; zonder dat is de brief niet volledig")
        unasked = sorted(self.proposals.keys() - self.slots)
        if unasked:
            raise ValueError(f"‘{unasked[0]}’ heeft een voorstel, maar komt in de brief niet voor (proposals)")

    @property
    def slots(self) -> frozenset[Slot]:
        return frozenset(Slot(name) for name in slots_in(one.text for one in self.paragraphs))


def slots_in(texts: Iterable[str]) -> list[str]:
    """The names between braces, each once, in the order in which they first occur."""
    return list(dict.fromkeys(name for text in texts for name in _SLOT.findall(text)))


def fill(text: str, values: Mapping[Slot, str]) -> str:
    """`text` with every slot replaced by its value, in one pass: braces in a value stay braces."""
    return _SLOT.sub(lambda found: values[Slot(found[1])], text)


def _refuse_loose_braces(text: str) -> None:
    known = {slot.value for slot in Slot}
    for name in slots_in([text]):
        if name not in known:
            raise ValueError(f"{{{name}}} is geen plek die een brief kent")
    if re.search(r"[{}]", _SLOT.sub("", text)):
        raise ValueError("een accolade hoort bij een plek voor tekst, zoals {gedrag}")
