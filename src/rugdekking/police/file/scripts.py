"""One page to keep at hand: what to say on the phone and at the desk of the police."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from rugdekking.content.queries import latest
from rugdekking.content.schema import Agreement, Agreements, Passages, Stage
from rugdekking.kernel.time import day_of, written_out
from rugdekking.keys.rings import StaffRing
from rugdekking.police.agreements import ELA
from rugdekking.police.file.checking import tells
from rugdekking.police.file.composing import address_for
from rugdekking.police.file.queries import account_of, details_of
from rugdekking.police.file.sheets import Details
from rugdekking.police.hinting import Hinted, hints_of
from rugdekking.police.models import Dossier, Part, Route
from rugdekking.police.queries import sheet
from rugdekking.police.sheets import Wish
from rugdekking.rendering.documents import Checks, Document, Section, Words

TITLES: Mapping[str, str] = {
    "telefoon": "Bellen met de politie: 0900-8844",
    "balie": "Aan de balie van de politie",
    "afspraken": "Wat politie en OM hebben afgesproken",
}
# Not read aloud: a list to take along, and what we ourselves are not sure of.
AGREED = "afspraken"
_NAMES: Mapping[str, str] = {"telefoon": "script_phone", "balie": "script_desk"}
_STEPS: Mapping[str, str] = {
    Route.NOTIFICATION: "een melding",
    Route.COMPLAINT: "een aangifte",
    Route.STOP_TALK: "een stopgesprek",
}
_BLANK = re.compile(r"\{(\w+)\}")
_LONGEST = 220
_NOT_ALOUD = "(zeg het in eigen woorden: in de tekst staat een adres of een naam die u niet noemt)"


def script(which: str, dossier: Dossier, ring: StaffRing, *, at: datetime) -> list[tuple[str, str]]:
    """The headings and texts of a page, with what is known of this file filled in."""
    if which == AGREED:
        return [*((one.subject, one.text) for one in agreed()), *_unsure(dossier, ring, at=at)]
    known = _known(dossier, ring, at=at)
    passages = latest(Passages, _NAMES[which]).passages
    return [(one.title, _BLANK.sub(lambda found: known[found[1]], one.text)) for one in passages]


def on_paper(which: str, dossier: Dossier, ring: StaffRing, *, at: datetime) -> Document:
    return Document(
        title=TITLES[which],
        subtitle="",
        author=dossier.organisation.name,
        day=day_of(at),
        marking=f"Vertrouwelijk. Zaak {dossier.case.reference}",
        contents=False,
        sections=tuple(_sections(which, dossier, ring, at=at)),
    )


def agreed() -> list[Agreement]:
    """What police and prosecution agreed, in the order in which it comes up."""
    found = latest(Agreements, ELA)
    return [one for stage in Stage for one in found.at(stage)]


def _sections(which: str, dossier: Dossier, ring: StaffRing, *, at: datetime) -> Iterator[Section]:
    if which != AGREED:
        yield from (Section(heading, (Words(text),)) for heading, text in script(which, dossier, ring, at=at))
        return
    yield Section("Vink af wat is gedaan", (Checks(tuple(f"{one.subject}. {one.text}" for one in agreed())),))
    yield from (Section(heading, (Words(text),)) for heading, text in _unsure(dossier, ring, at=at))


def _unsure(dossier: Dossier, ring: StaffRing, *, at: datetime) -> Iterator[tuple[str, str]]:
    """What of the law nobody confirmed yet, for ourselves: none of it goes to the police."""
    for one in hints_of(dossier, ring=ring, at=at).said:
        if one.doubts:
            yield f"Niet bevestigd: {one.offence.title}", " ".join(one.doubts)


def _known(dossier: Dossier, ring: StaffRing, *, at: datetime) -> Mapping[str, str]:
    account, details = account_of(dossier, ring).account, details_of(dossier, ring)
    wish = sheet(dossier, Part.WISH, Wish, ring=ring)
    return {
        "organisatie": dossier.organisation.name,
        "functie": details.office or "(noem de functie)",
        "wat": _aloud(details, account.what) or "(zeg in één zin wat er gebeurde)",
        "wanneer": _aloud(details, account.when) or "(noem dag en tijd)",
        "stap": next(
            (_STEPS[way] for way in (() if wish is None else wish.ways) if way in _STEPS),
            "een melding of een aangifte",
        ),
        "adres": address_for(details, dossier.case.desk),
        "kenmerk": dossier.case.reference,
        "termijn": _term(hints_of(dossier, ring=ring, at=at)),
        "klacht": (
            "De betrokkene dient een klacht in: het verzoek om te vervolgen. Wilt u dat in de aangifte opnemen?"
            if details.complaint
            else "Is voor een van deze feiten een klacht nodig? Dan overleggen wij eerst met de betrokkene."
        ),
    }


def _term(hinted: Hinted) -> str:
    if hinted.complaint_until is None:
        return "Er loopt voor zover wij weten geen termijn, maar wij willen graag snel een afspraak."
    return f"Een klacht kan nog tot en met {written_out(hinted.complaint_until)}. De afspraak moet dus daarvoor zijn."


def _aloud(details: Details, text: str) -> str:
    """What may be read aloud: nothing of where somebody lives, and no name that is kept back."""
    told = _short(text)
    return _NOT_ALOUD if tells(details, told) else told


def _short(text: str) -> str:
    """The beginning, up to a whole word."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0]} …"
