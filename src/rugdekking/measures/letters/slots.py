"""What the office fills in, slot by slot: what it is called, and how it is asked."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from rugdekking.content.schema import Slot


class Form(enum.Enum):
    TEXT = "several lines"
    LINE = "one line"
    DAY = "a date"


@dataclass(frozen=True, slots=True)
class Blank:
    """`label` is the question above the field; `what` completes "Vul nog in: …"."""

    label: str
    what: str
    form: Form = Form.TEXT
    help_text: str = ""


_NO_NAMES = "Noem geen melder."
_TO_YOU = f"De ander leest dit. Schrijf dus ‘u’, en niet ‘hij’ of ‘zij’. {_NO_NAMES}"

BLANKS: Mapping[Slot, Blank] = {
    Slot.BEHAVIOUR: Blank(
        "Wat gebeurde er?",
        "het gedrag",
        help_text="Precies en zonder oordeel, zodat de ander weet wat anders moet. Noem geen melder en geen adres.",
    ),
    Slot.DAY: Blank("Op welke dag gebeurde het?", "de dag waarop het gebeurde", Form.DAY),
    Slot.GROUND: Blank("Welke regel of norm hoort hierbij?", "de grond", help_text=_NO_NAMES),
    Slot.REASON: Blank("Waarom dit besluit?", "de reden van het besluit", help_text=_TO_YOU),
    Slot.VIEW: Blank(
        "Wat vertelde de ander?", "wat de ander vertelde, of waarom u de ander niet eerst hoorde", help_text=_TO_YOU
    ),
    Slot.NEXT: Blank("Wat gebeurt er als het weer gebeurt?", "wat er bij herhaling gebeurt"),
    Slot.SCOPE: Blank("Wat mag de ander niet, of hoe moet het nu?", "wat de maatregel precies inhoudt"),
    Slot.BEGIN: Blank("Vanaf welke dag?", "de eerste dag", Form.DAY),
    Slot.END: Blank("Tot en met welke dag?", "de laatste dag", Form.DAY),
    Slot.REVIEW: Blank("Op welke dag kijkt u of het nog nodig is?", "de dag waarop u opnieuw kijkt", Form.DAY),
    Slot.REMAINS: Blank("Wat kan de ander wel, en hoe?", "wat de ander wel kan"),
    Slot.REMEDY: Blank("Wat kan de ander doen als die het er niet mee eens is?", "wat de ander hiertegen kan doen"),
    Slot.CONTACT: Blank(
        "Hoe bereikt de lezer u?", "hoe de lezer u bereikt", help_text="Een naam, en een nummer of mailadres."
    ),
    Slot.DECIDED: Blank("Op welke dag was het besluit?", "de dag van het besluit", Form.DAY),
    Slot.RECEIVED: Blank("Op welke dag kwam het bezwaar binnen?", "de dag van het bezwaar", Form.DAY),
    Slot.OBJECTION: Blank("Wat schreef de ander?", "wat de ander schreef"),
    Slot.OUTCOME: Blank("Wat is uw antwoord?", "uw antwoord"),
    Slot.INTENTION: Blank("Welk besluit overweegt u?", "wat u overweegt"),
    Slot.WHEN: Blank(
        "Wanneer is het gesprek?", "wanneer het gesprek is", Form.LINE, "Bijvoorbeeld: dinsdag 24 maart om 10.00 uur."
    ),
    Slot.WHERE: Blank("Waar is het gesprek?", "waar het gesprek is", Form.LINE),
    Slot.RESPOND: Blank("Hoe kan de ander anders reageren, en tot wanneer?", "hoe de ander anders kan reageren"),
    Slot.SUBJECT: Blank("Waar gaat de klacht over?", "waar de klacht over gaat"),
    Slot.DAMAGE: Blank("Welke schade is er?", "de schade"),
    Slot.AMOUNT: Blank("Om welk bedrag gaat het?", "het bedrag", Form.LINE, "Bijvoorbeeld: € 340,00."),
    Slot.PAY_BEFORE: Blank("Voor welke dag vraagt u het te betalen?", "de dag van betalen", Form.DAY),
    Slot.REPORTED: Blank("Op welke dag was de melding?", "de dag van de melding", Form.DAY),
    Slot.DONE: Blank("Wat is er gedaan?", "wat er is gedaan"),
    Slot.NOW: Blank("Hoe gaat het nu verder?", "hoe het nu verdergaat"),
    Slot.REQUEST: Blank("Wat vraagt u?", "wat u vraagt"),
    Slot.EARLIER: Blank("Wat gebeurde er eerder?", "wat er eerder gebeurde"),
    Slot.FEAR: Blank("Waarom vreest u voor meer?", "waarom u voor meer vreest"),
    Slot.ADDRESS: Blank(
        "Op welk adres staat het?", "het adres van het bericht", help_text="Eén adres op elke regel."
    ),
    Slot.CONTENT: Blank("Wat staat er?", "wat er staat"),
    Slot.RECORDED: Blank(
        "Wat is er vastgelegd?", "wat er is vastgelegd", help_text="Alles wat er staat. De ander mag het zien."
    ),
    Slot.PURPOSE: Blank("Waarvoor en waarom is dit vastgelegd?", "waarvoor dit is vastgelegd", help_text=_TO_YOU),
    Slot.PRIVACY: Blank(
        "Hoe bereikt de lezer de functionaris gegevensbescherming?",
        "hoe de lezer de functionaris gegevensbescherming bereikt",
        Form.LINE,
    ),
    Slot.UNLAWFUL: Blank("Waarom is het verboden?", "waarom het verboden is"),
}
