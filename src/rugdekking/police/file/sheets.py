"""What the file for the police says: the seven questions, what stands around them, and the logbook."""

import enum
from collections.abc import Mapping
from datetime import date, time

from rugdekking.police.sealing import Written


class Account(Written, frozen=True):
    """The seven questions that the police ask anyway, answered once."""

    who: str = ""
    what: str = ""
    where: str = ""
    with_what: str = ""
    how: str = ""
    when: str = ""
    why: str = ""


# In the order in which they are told: the name of the field, the question, and what helps to answer it.
QUESTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "what",
        "Wat gebeurde er?",
        "In de volgorde waarin het ging. Zet letterlijke woorden tussen aanhalingstekens.",
    ),
    ("who", "Wie deed het?", "Een naam, een account, of hoe iemand eruitzag. Weet u het niet? Schrijf dat op."),
    ("when", "Wanneer was het?", "Dag en tijd, zo precies als u weet. Bij meer keren: de eerste en de laatste keer."),
    ("where", "Waar was het?", "Een plek, of bijvoorbeeld WhatsApp, X of de telefoon."),
    (
        "with_what",
        "Waarmee deed de ander het?",
        "Bijvoorbeeld een telefoon, een auto of een account. Niets? Schrijf dat op.",
    ),
    ("how", "Op welke manier?", "Hoe ging het: hard, fluisterend, elke avond, met anderen erbij?"),
    (
        "why",
        "Waarom, denkt u?",
        "Bijvoorbeeld een besluit of een debat. Weet u het niet? Schrijf dat op.",
    ),
)


class Shield(enum.StrEnum):
    """Under which address somebody stands in the file. Files can be read by the other side later on."""

    DESK = "desk"
    NUMBER = "number"
    OWN = "own"


SHIELDS: Mapping[Shield, tuple[str, str]] = {
    Shield.DESK: (
        "Het adres van de organisatie",
        "De politie bereikt de betrokkene via het steunpunt: domicilie.",
    ),
    Shield.NUMBER: (
        "Onder nummer",
        "Ook de naam staat er niet in. De politie en het OM beslissen of dat kan.",
    ),
    Shield.OWN: ("Het eigen adres", "De verdachte kan dit adres later in de stukken lezen."),
}


class Details(Written, frozen=True):
    """What stands around the seven questions. `witnesses`: one line for each. `vpt`: ask for the code that tells
    police and prosecution that somebody with a public task was hit. `complaint`: ask to prosecute (Sr 64)."""

    name: str = ""
    office: str = ""
    home_address: str = ""
    family: str = ""
    witnesses: tuple[str, ...] = ()
    damage: str = ""
    earlier: str = ""
    shield: Shield = Shield.DESK
    vpt: bool = True
    complaint: bool = False


class LogLine(Written, frozen=True):
    """One contact that somebody did not want. `channel` is a code of `reports.choices.Channel`."""

    day: date
    channel: str
    text: str
    moment: time | None = None

    @property
    def hour(self) -> str:
        """Such as "21.15 uur"; nothing when nobody remembered."""
        return "" if self.moment is None else f"{self.moment:%H.%M} uur"

    @property
    def order(self) -> tuple[date, time]:
        """What comes first in a logbook; without a time, the day begins with it."""
        return self.day, self.moment or time.min
