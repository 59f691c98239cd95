"""The check before anything goes to the police: what is missing, and what nobody may have meant to tell. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rugdekking.police.file.sheets import QUESTIONS, Account, Details, LogLine, Shield

_POSTAL_CODE = re.compile(r"\b[1-9][0-9]{3}\s?[A-Z]{2}\b")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_NAME = re.compile(r"\b[A-Z]\w{2,}")
# With what a text about a family begins, without being a name.
_NO_NAME = re.compile(
    r"(mijn|onze|haar|zijn|een|het|die|ook|wij|hij|alleen|beide|twee|dochters?|zoons?|partner|man|vrouw|kind(eren)?|"
    r"ouders|moeder|vader|broer|zus|gezin)",
    re.IGNORECASE,
)
_SHORTEST = 3
_BETWEEN = re.compile(r"[^\w]+|_")
_TRACES = ((_POSTAL_CODE, "een postcode"), (_PHONE, "een telefoonnummer"), (_MAIL, "een e-mailadres"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the check looks at. `online`: what was written down of it; `costs`: what each line of the ledger says;
    `files`: what stands with the evidence of the person; `others`: the names of other reporters of the case;
    `unseen`: how many of the files nobody checked; `confirmed`: the person concerned read the text."""

    account: Account
    details: Details
    log: Collection[LogLine]
    online: Collection[str]
    costs: Collection[str]
    files: Collection[str]
    others: Collection[str]
    unseen: int
    confirmed: bool
    needs_complaint: bool
    employer_files: bool


def missing(known: Known) -> list[str]:
    """What the police will ask and the file does not say, the most important first."""
    open_ones = [question for name, question, _ in QUESTIONS if not getattr(known.account, name).strip()]
    unseen = [f"Nog niet gecontroleerd: {known.unseen} van de bestanden. Bekijk ze eerst bij de melding."]
    answers = [f"Nog geen antwoord op: ‘{question}’" for question in open_ones]
    return [*answers, *_missing_around(known), *(unseen if known.unseen else [])]


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
    texts = _texts(known)
    found = [
        f"{what.capitalize()} {where}. Is dat van de betrokkene of van iemand anders die bescherming nodig heeft?"
        for where, text in texts
        for pattern, what in _TRACES
        if pattern.search(text)
    ]
    return [*found, *_named(known, texts)]


def _texts(known: Known) -> list[tuple[str, str]]:
    """Everything that goes along in somebody's own words, after where it stands."""
    return [
        *(("bij ‘" + question + "’", getattr(known.account, name)) for name, question, _ in QUESTIONS),
        ("bij de getuigen", "\n".join(known.details.witnesses)),
        ("bij de schade", known.details.damage),
        ("bij eerdere voorvallen", known.details.earlier),
        ("bij wat online staat", "\n".join(known.online)),
        ("bij de kosten", "\n".join(known.costs)),
        ("bij het bewijs, in een naam of toelichting", "\n".join(known.files)),
        ("in het logboek", "\n".join(line.text for line in known.log)),
    ]


def _named(known: Known, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What is kept back and yet stands somewhere: the home, the family, other reporters, a name under number."""
    details = known.details
    hidden: list[tuple[str, Collection[str]]] = [
        ("Het woonadres", _home(details.home_address)),
        ("Een naam uit het gezin", _names(details.family)),
        ("De naam van een andere melder", known.others),
    ]
    if details.shield is Shield.NUMBER:
        hidden.append(("De naam van de betrokkene", [details.name, *_names(details.name)]))
    for what, words in hidden:
        for where, text in texts:
            if any(_stands(word, text) for word in words):
                yield f"{what} staat ook {where}."


def _home(address: str) -> list[str]:
    """The whole address, and its street with number as people write it: in a text, or in the name of a file."""
    return [address, address.partition(",")[0]]


def _names(text: str) -> list[str]:
    """The words that look like names of people or places."""
    return [word for word in _NAME.findall(text) if not _NO_NAME.fullmatch(word)]


def _stands(words: str, text: str) -> bool:
    looked_for = _folded(words)
    return len(looked_for) >= _SHORTEST and re.search(rf"\b{re.escape(looked_for)}\b", _folded(text)) is not None


def _folded(text: str) -> str:
    return " ".join(_BETWEEN.sub(" ", text.casefold()).split())
