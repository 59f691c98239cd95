"""What came out of looking into a file, in words for the people of the desk."""

from enum import StrEnum
from typing import Final


class Trouble(StrEnum):
    """Why a file is set apart: it is not shown, and saved only after a warning."""

    VIRUS = "virus"
    LOCKED = "locked"
    MACROS = "macros"
    BOMB = "bomb"
    TWO_IN_ONE = "two-in-one"
    NESTED = "nested"
    PROGRAM = "program"
    DAMAGED = "damaged"
    OTHERWISE = "otherwise"

    @property
    def sentence(self) -> str:
        """For who works on it: what is wrong and what to do."""
        return _TROUBLES[self]

    @property
    def to_sender(self) -> str:
        """For who sent it, without blame: what would help."""
        return _TO_SENDER.get(self, "wij kunnen het niet veilig openen. Een schermfoto helpt ook.")


_TROUBLES: Final = {
    Trouble.VIRUS: (
        "De virusscanner vond iets in dit bestand. Open het niet. "
        "Vraag uw ICT of de politie hoe u het veilig bekijkt."
    ),
    Trouble.LOCKED: (
        "Er zit een wachtwoord op dit bestand. Wij kunnen niet zien wat erin zit. "
        "Vraag de melder om een versie zonder wachtwoord."
    ),
    Trouble.MACROS: (
        "In dit document zit iets dat vanzelf kan starten (een macro). Vraag de melder om een PDF of schermfoto."
    ),
    Trouble.BOMB: (
        "Dit bestand wordt bij het openen veel te groot. Dat kan een computer laten vastlopen. Open het niet."
    ),
    Trouble.TWO_IN_ONE: (
        "Dit bestand is twee dingen tegelijk. Dat gebeurt niet vanzelf. Open het niet en vraag uw ICT."
    ),
    Trouble.NESTED: (
        "In dit zip-bestand zit nog een ingepakt bestand. "
        "Wij kijken daar niet in. Vraag de melder om de bestanden los."
    ),
    Trouble.PROGRAM: "In dit zip-bestand zit een programma of een webpagina. Open het niet en vraag uw ICT.",
    Trouble.DAMAGED: (
        "Dit bestand is beschadigd of niet compleet. "
        "Wij kunnen het niet bekijken. Vraag de melder het nog eens te sturen."
    ),
    Trouble.OTHERWISE: "Dit bestand is van binnen iets anders dan de naam zegt. Open het niet en vraag uw ICT.",
}


_TO_SENDER: Final = {
    Trouble.VIRUS: "de virusscanner vond er iets in. Laat ook uw eigen computer nakijken.",
    Trouble.LOCKED: "er zit een wachtwoord op. Stuur als u wilt een versie zonder wachtwoord.",
    Trouble.NESTED: "er zit een ingepakt bestand in. Stuur als u wilt de bestanden los.",
    Trouble.DAMAGED: "het kwam niet heel over. Stuur het als u wilt nog eens.",
}


class Left(StrEnum):
    """Why there is no cleaned copy, or what it leaves out."""

    NOTHING = ""
    NO_WAY = "no-way"
    NOTHING_HIDDEN = "nothing-hidden"
    NO_PROGRAM = "no-program"
    NO_ROOM = "no-room"
    TOO_LARGE = "too-large"
    FAILED = "failed"
    FIRST_ONLY = "first-only"

    @property
    def sentence(self) -> str:
        return _LEFT[self]


_LEFT: Final = {
    Left.NOTHING: "",
    Left.NO_WAY: "Niet opgeschoond: van dit soort bestanden kunnen wij geen opgeschoonde kopie maken.",
    Left.NOTHING_HIDDEN: "In gewone tekst zit niets verborgen. Er is geen opgeschoonde kopie nodig.",
    Left.NO_PROGRAM: (
        "Niet opgeschoond: het programma voor film en geluid staat niet op deze server. Uw beheerder kan dat regelen."
    ),
    Left.NO_ROOM: (
        "Niet opgeschoond: de server heeft geen veilige plek om dit bestand te bewerken. "
        "Uw beheerder kan dat regelen."
    ),
    Left.TOO_LARGE: "Niet opgeschoond: dit bestand is daarvoor te groot.",
    Left.FAILED: "Niet opgeschoond: het lukte niet om van dit bestand een kopie te maken.",
    Left.FIRST_ONLY: "Dit bestand heeft meer beelden of bladzijden. De opgeschoonde kopie toont alleen de eerste.",
}


class Tell(StrEnum):
    """What the original of a photo says beside the picture, and a cleaned copy does not."""

    PLACE = "place"
    DAY = "day"
    DEVICE = "device"
    MAKER = "maker"

    @property
    def label(self) -> str:
        return _TELLS[self]


_TELLS: Final = {
    Tell.PLACE: "de plaats",
    Tell.DAY: "dag en tijd",
    Tell.DEVICE: "het toestel",
    Tell.MAKER: "de maker",
}


class Harmful(Exception):
    """Looking stops here: the file is set apart."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class CannotClean(Exception):
    """There is no harm in the file, but no cleaned copy of it either."""

    def __init__(self, left: Left) -> None:
        super().__init__(left.value)
        self.left = left
