"""The small part of Markdown in which pages of the toolkit are written, and where their links may lead.

Allowed: ## and ###, paragraphs, lists with - or 1., **bold**, [text](address) and > for a note.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from rugdekking.content.schema.base import FaultAt

_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<address>[^)\s]*)\)")
_REFUSED = (
    (re.compile(r"!\["), "een afbeelding kan hier niet"),
    (re.compile(r"<[a-zA-Z/!?]"), "HTML kan hier niet"),
    (re.compile(r"^\s*\|"), "een tabel kan hier niet: schrijf een lijst"),
    (re.compile(r"^(#|#{4,})\s"), "gebruik ## en ### voor koppen"),
    (re.compile(r"^\s*[*+]\s"), "begin een regel van een lijst met -"),
    (re.compile(r"^\s*(-{2,}|={2,}|\*{3,})\s*$"), "een streep kan hier niet"),
    (re.compile(r"`"), "code kan hier niet"),
)
_SAYS_NOTHING = {"", "hier", "klik hier", "lees meer", "link", "deze pagina", "meer"}
_CODE = re.compile(r"^[a-z][a-z0-9_]*\Z")
# The last part of an address of this site, as editors see it in their browser.
_LAST_PART = re.compile(r"^[a-z0-9][a-z0-9_-]*\Z")
_NUMBER = re.compile(r"^\+?[0-9]{3,15}\Z")

# Pages of the desk itself, by the names of their addresses.
DESK = frozenset({"front", "talk", "feeling", "short", "norm", "acute-cards", "signature", "readers"})
# What editors write for some of them, and the code that files have.
IN_DUTCH: Final = {
    "meldpunt:voorpagina": "desk:front",
    "meldpunt:bel-mij": "desk:talk",
    "meldpunt:onveilig-gevoel": "desk:feeling",
    "meldpunt:kort-melden": "desk:short",
    "meldpunt:norm": "desk:norm",
    "meldpunt:kaarten": "desk:acute-cards",
    "meldpunt:handtekening": "desk:signature",
    "meldpunt:wie-leest-mee": "desk:readers",
}
_TALK: Final = "werkvorm:"
# Who may be linked to outside: public organisations, and those that the state pays to help.
OUTSIDE = frozenset(
    {
        "113.nl",
        "autoriteitpersoonsgegevens.nl",
        "fonds-slachtofferhulp.nl",
        "hetccv.nl",
        "huisvoorklokkenluiders.nl",
        "lokaleregelgeving.overheid.nl",
        "nationaleombudsman.nl",
        "om.nl",
        "politie.nl",
        "raadsleden.nl",
        "rechtspraak.nl",
        "rijksoverheid.nl",
        "schadefonds.nl",
        "slachtofferhulp.nl",
        "statenlidnu.nl",
        "vng.nl",
        "weerbaarbestuur.nl",
        "wetten.overheid.nl",
    }
)


class Way(enum.StrEnum):
    """What kind of address a link has."""

    PAGE = "hulp"
    DESK = "desk"
    SCAN = "scan"
    GUIDE = "guide"
    PHONE = "tel"
    OUTSIDE = "https"


@dataclass(frozen=True)
class Link:
    """`target` is what follows the colon: an id, a name, a number; for an outside link the whole address."""

    text: str
    way: Way
    target: str
    row: int


def refuse_unreadable(place: str, text: str, *, by_editors: bool = False) -> None:
    """Refuse Markdown beyond what pages may use, headings out of order, and addresses that lead nowhere known.

    `place` names the field in its file, for the line in the refusal. Editors of an organisation link to whom they
    want (`by_editors`), as long as the address begins with https.
    """
    has_heading = False
    for row, line in enumerate(text.splitlines(), start=1):
        for pattern, reason in _REFUSED:
            if pattern.search(line):
                raise FaultAt(place, reason, row=row)
        if line.startswith("### ") and not has_heading:
            raise FaultAt(place, "een kop met ### hoort onder een kop met ##", row=row)
        has_heading = has_heading or line.startswith("## ")
        if "://" in _LINK.sub("", line):
            raise FaultAt(place, "schrijf een adres als [tekst](adres)", row=row)
    for _ in links(place, text, by_editors=by_editors):
        pass


def links(place: str, text: str, *, by_editors: bool = False) -> Iterator[Link]:
    """The links in `text`, in order. Raises FaultAt for an address of no known kind."""
    for row, line in enumerate(text.splitlines(), start=1):
        for found in _LINK.finditer(line):
            if found["text"].strip().lower() in _SAYS_NOTHING:
                raise FaultAt(place, f"de link ‘{found['text']}’ zegt niet waar die heen gaat", row=row)
            way, target = _address(place, found["address"], row, by_editors=by_editors)
            yield Link(text=found["text"], way=way, target=target, row=row)


def addresses_in(text: str) -> Iterator[tuple[int, str]]:
    """Every address that a link in `text` has, of whatever kind, with its line."""
    for row, line in enumerate(text.splitlines(), start=1):
        yield from ((row, found["address"]) for found in _LINK.finditer(line))


def in_code(address: str) -> str:
    """`address` as files have it, when an editor wrote it in Dutch."""
    if address.startswith(_TALK):
        return f"{Way.GUIDE}:{address.removeprefix(_TALK)}"
    return IN_DUTCH.get(address, address)


def host_of(address: str) -> str:
    """The name of the site that `address` leads to; empty when no browser can read it, or a name stands before an @.

    What stands before an @ is sent along as a name to sign in with, and looks like the site itself.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if "@" in parts.netloc else parts.hostname or ""


def _address(place: str, address: str, row: int, *, by_editors: bool) -> tuple[Way, str]:
    start, _, target = (in_code(address) if by_editors else address).partition(":")
    name = _LAST_PART if by_editors else _CODE
    way = Way(start) if start in set(Way) else None
    host = host_of(address).removeprefix("www.")
    known = {
        Way.PAGE: bool(name.match(target)),
        Way.SCAN: bool(name.match(target)),
        Way.GUIDE: bool(name.match(target)),
        Way.DESK: target in DESK,
        Way.PHONE: bool(_NUMBER.match(target)),
        Way.OUTSIDE: bool(host) and (by_editors or host in OUTSIDE),
    }
    if way is None or not known[way]:
        raise FaultAt(place, f"de link naar ‘{address}’ leidt nergens heen", row=row)
    return way, address if way is Way.OUTSIDE else target
