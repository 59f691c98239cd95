"""The check before anything goes to the police: what is missing, and what nobody may have meant to tell. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rugdekking.police.file.sheets import QUESTIONS, Account, Details, LogLine, Shield

_POSTAL_CODE = re.compile(r"\b[1-9][0-9]{3}\s?[A-Z]{2}\b")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_TRACES = ((_POSTAL_CODE, "een postcode"), (_PHONE, "een telefoonnummer"), (_MAIL, "een e-mailadres"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the check looks at. `online`: what was written down of it; `pieces`: how many files go along;
    `confirmed`: the person concerned read the text."""

    account: Account
    details: Details
    log: Collection[LogLine]
    online: Collection[str]
    pieces: int
    confirmed: bool
    needs_complaint: bool
    employer_files: bool


def missing(known: Known) -> list[str]:
    """What the police will ask and the file does not say, the most important first."""
    open_ones = [question for name, question, _ in QUESTIONS if not getattr(known.account, name).strip()]
    return [*(f"Nog geen antwoord op: ‘{question}’" for question in open_ones), *_missing_around(known)]


def _missing_around(known: Known) -> Iterator[str]:
    if not known.details.office.strip():
        yield "De functie staat er niet in. Zonder functie weet de politie niet dat het om een publieke taak gaat."
    if known.needs_complaint and not known.details.complaint:
        yield (
            "Voor een van de mogelijke feiten is een klacht nodig: het verzoek om te vervolgen. "
            "Dat verzoek staat er nog niet in."
        )
    if known.needs_complaint and known.employer_files:
        yield (
            "De organisatie doet aangifte. Dat is geen klacht: de betrokkene moet zelf om vervolging vragen, "
            "of met een schriftelijke volmacht."
        )
    if known.details.shield is Shield.OWN and not known.details.home_address.strip():
        yield "U koos voor het eigen adres, maar dat is niet ingevuld."
    if not known.pieces:
        yield "Er gaat geen bewijs mee. Is er een schermafdruk, brief of opname?"
    if not known.confirmed:
        yield "De betrokkene heeft de antwoorden nog niet nagelezen."


def traces(known: Known) -> list[str]:
    """What in the running text leads to somebody's home, although nobody chose to tell that."""
    texts = [
        *(("bij ‘" + question + "’", getattr(known.account, name)) for name, question, _ in QUESTIONS),
        ("bij de getuigen", "\n".join(known.details.witnesses)),
        ("bij de schade", known.details.damage),
        ("bij eerdere voorvallen", known.details.earlier),
        ("bij wat online staat", "\n".join(known.online)),
        ("in het logboek", "\n".join(line.text for line in known.log)),
    ]
    found = [
        f"{what.capitalize()} {where}. Is dat van de betrokkene of van iemand anders die bescherming nodig heeft?"
        for where, text in texts
        for pattern, what in _TRACES
        if pattern.search(text)
    ]
    address = _folded(known.details.home_address)
    if address and any(address in _folded(text) for _, text in texts):
        found.append("Het woonadres staat ook in de lopende tekst.")
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
