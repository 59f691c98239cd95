"""The check before anything goes to the police: what is missing, and what nobody may have meant to tell. Pure."""

import enum
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rugdekking.police.file.sheets import QUESTIONS, Account, Details, LogLine, Shield

_POSTAL_CODE = re.compile(r"\b[1-9][0-9]{3}\s?[A-Z]{2}\b")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_NAME = re.compile(r"\b[A-ZÀ-Þ]\w{2,}")
# With what a text about a family begins, without being a name.
_NO_NAME = re.compile(
    r"(mijn|onze|haar|zijn|een|het|die|ook|wij|hij|alleen|beide|twee|dochters?|zoons?|partner|man|vrouw|kind(eren)?|"
    r"ouders|moeder|vader|broer|zus|gezin)",
    re.IGNORECASE,
)
# A street, and the number of the house behind it.
_STREET = re.compile(r"(?P<street>.*?[^\W\d]{3}.*?)[\s,]+(?P<number>\d+)")
_SHORTEST = 3
_BETWEEN = re.compile(r"[^\w]+|_")
_TRACES = ((_POSTAL_CODE, "een postcode"), (_PHONE, "een telefoonnummer"), (_MAIL, "een e-mailadres"))


class Kept(enum.StrEnum):
    """What stays out of a file unless somebody chose to tell it, in the words of the file itself."""

    HOME = "het woonadres"
    FAMILY = "wat het gezin of de naasten raakt"
    NAME = "de naam van de betrokkene"
    OTHERS = "wie er nog meer meldde"


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that is kept back and yet stands somewhere."""

    kept: Kept
    words: str
    where: str

    @property
    def said(self) -> str:
        return f"{self.words} staat ook {self.where}."


@dataclass(frozen=True, slots=True)
class Known:
    """What the check looks at. `online`: what was written down of it; `costs`: what each line of the ledger says;
    `files`: what stands with the evidence of the person; `others`: the names of other reporters of the case;
    `unseen`: the names of the files that were not checked, `unlooked` of those at which nobody of the desk looked,
    `placed` of those whose original says where it was made; `confirmed`: the person concerned read the text;
    `complains`: they want to file a complaint themselves, or somebody for them."""

    account: Account
    details: Details
    log: Collection[LogLine]
    online: Collection[str]
    costs: Collection[str]
    files: Collection[str]
    others: Collection[str]
    unseen: Collection[str]
    unlooked: Collection[str]
    placed: Collection[str]
    confirmed: bool
    needs_complaint: bool
    employer_files: bool
    complains: bool


def missing(known: Known) -> list[str]:
    """What the police will ask and the file does not say, the most important first."""
    open_ones = [question for name, question, _ in QUESTIONS if not getattr(known.account, name).strip()]
    answers = [f"Nog geen antwoord op: ‘{question}’" for question in open_ones]
    return [*answers, *_missing_name(known), *_missing_around(known), *_not_seen(known)]


def _not_seen(known: Known) -> Iterator[str]:
    if known.unseen:
        yield f"Nog niet gecontroleerd: {', '.join(known.unseen)}. Bekijk ze eerst bij de melding."
    if known.unlooked:
        yield f"Nog door niemand van het steunpunt bekeken: {', '.join(known.unlooked)}. Kijk wat erop staat."


def _missing_name(known: Known) -> Iterator[str]:
    if known.complains and not known.details.name.strip() and known.details.shield is not Shield.NUMBER:
        yield (
            "De naam van de betrokkene staat er niet in. Voor een aangifte vraagt de politie een naam. "
            "Wil de betrokkene die niet in de stukken? Kies bij ‘Gegevens’ dan ‘Onder nummer’, en overleg dat met de "
            "politie."
        )


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
    if not known.files:
        yield "Er gaat geen bewijs mee. Is er een schermafdruk, brief of opname?"
    if not known.confirmed:
        yield "De betrokkene heeft de antwoorden nog niet nagelezen."


def traces(known: Known) -> list[str]:
    """What in the running text leads to somebody's home, although nobody chose to tell that."""
    found = [
        f"{what.capitalize()} {where}. Is dat van de betrokkene of van iemand anders die bescherming nodig heeft?"
        for where, text in _texts(known)
        for pattern, what in _TRACES
        if pattern.search(text)
    ]
    placed = [
        f"Het originele bestand ‘{name}’ vertelt waar het is gemaakt. Is dat thuis? Laat het dan weg, of vraag de "
        "betrokkene."
        for name in known.placed
    ]
    return [*found, *(slip.said for slip in slips(known)), *placed]


def slips(known: Known, *, shown: Collection[Kept] = ()) -> list[Slip]:
    """What is kept back and yet stands in the running text, with where. `shown`: what somebody chose to tell."""
    texts, found = _texts(known), dict[tuple[Kept, str], Slip]()
    for kept, words, looked_for in _kept_back(known):
        for where, text in texts:
            if kept not in shown and any(_stands(one, text) for one in looked_for):
                found.setdefault((kept, where), Slip(kept, words, where))
    return list(found.values())


def tells(details: Details, text: str) -> bool:
    """Whether a text says where somebody lives, or a name that is kept back."""
    return any(_stands(one, text) for _, _, listed in _of_details(details) for one in listed)


def _texts(known: Known) -> list[tuple[str, str]]:
    """Everything that goes along in somebody's own words, after where it stands."""
    return [
        *(("bij ‘" + question + "’", getattr(known.account, name)) for name, question, _ in QUESTIONS),
        ("bij de functie", known.details.office),
        ("bij de getuigen", "\n".join(known.details.witnesses)),
        ("bij de schade", known.details.damage),
        ("bij eerdere voorvallen", known.details.earlier),
        ("bij wat online staat", "\n".join(known.online)),
        ("bij de kosten", "\n".join(known.costs)),
        ("bij het bewijs, in een naam of toelichting", "\n".join(known.files)),
        ("in het logboek", "\n".join(line.text for line in known.log)),
    ]


def _kept_back(known: Known) -> Iterator[tuple[Kept, str, Collection[str]]]:
    yield from _of_details(known.details)
    yield Kept.OTHERS, "De naam van een andere melder", known.others


def _of_details(details: Details) -> Iterator[tuple[Kept, str, Collection[str]]]:
    whole, street = _home(details.home_address)
    yield Kept.HOME, "Het woonadres", whole
    # Said only of a text in which the number of the house does not stand as well.
    yield Kept.HOME, "De straat van het woonadres", street
    yield Kept.FAMILY, "Een naam uit het gezin", _names(details.family)
    if details.shield is Shield.NUMBER:
        yield Kept.NAME, "De naam van de betrokkene", [details.name, *_names(details.name)]


def _home(address: str) -> tuple[list[str], list[str]]:
    """The whole address and its street with number, as people write it, and apart from those the street alone."""
    found = _STREET.match(address.strip())
    if found is None:
        return [address, address.partition(",")[0]], []
    street, number = found["street"].strip(" ,"), found["number"]
    return [address, f"{street} {number}", *_POSTAL_CODE.findall(address)], [street]


def _names(text: str) -> list[str]:
    """The words that look like names of people or places."""
    return [word for word in _NAME.findall(text) if not _NO_NAME.fullmatch(word)]


def _stands(words: str, text: str) -> bool:
    looked_for = _folded(words)
    return len(looked_for) >= _SHORTEST and re.search(rf"\b{re.escape(looked_for)}\b", _folded(text)) is not None


def _folded(text: str) -> str:
    return " ".join(_BETWEEN.sub(" ", text.casefold()).split())
