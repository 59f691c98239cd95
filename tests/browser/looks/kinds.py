"""Every kind of page of the toolkit in every state, and at which width, with or without script, in which style.

Each two of these four meet. What cannot meet stands below with its reason.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from rugdekking.config.demo.people import ORGANISATIONS
from rugdekking.web.ui.house_style import house_style_css
from tests.browser.looks.pairs import Row, covering

WIDTHS: Final = ("320", "1280")
SCRIPT: Final = ("with script", "without script")
COLOURS: Final = ("brand", "accent")
STYLES: Final[Mapping[str, str]] = {
    one.slug: house_style_css(dict(zip(COLOURS, one.colours, strict=True)) if any(one.colours) else {})
    for one in ORGANISATIONS
}
# The demo's first organisation has no colours of its own: there the pages are opened, in the plain style.
HOME: Final = "/noordmeer/"
PLAIN: Final = "noordmeer"

# Pages that an address alone leads to, below the organisation's own.
PAGES: Final[Mapping[str, str]] = {
    "help: home": "hulp/",
    "help: what to do when": "hulp/wat-te-doen/",
    "help: everything": "hulp/zoeken/",
    "help: found": "hulp/zoeken/?q=bedreigd&voor=clerk",
    "help: found under other words": "hulp/zoeken/?q=smeergeld",
    "help: found under a near word": "hulp/zoeken/?q=bedrijging",
    "help: found nothing": "hulp/zoeken/?q=xyzzy&moment=after",
    "help: theme": "hulp/melden/",
    "help: theme with a message to send on": "hulp/griffiers-en-secretarissen/",
    "help: article": "hulp/bedreiging-in-uw-mail/",
    "help: question": "hulp/anoniem-melden/",
    "help: guide": "hulp/stappenplan/",
    "help: steps of a role": "hulp/stappenplan/voor/raadsleden/",
    "help: document": "hulp/melden-helpt/",
    "help: story": "hulp/verhaal-van-de-balie/",
    "help: event": "hulp/verkiezingen-2027/",
    "help: service": "hulp/113/",
    "help: news": "hulp/nieuw-hulp-en-uitleg/",
    "site: contact": "contact/",
    "site: privacy": "privacy/",
    "site: cookies": "cookies/",
    "site: accessibility": "toegankelijkheid/",
    "site: weakness": "kwetsbaarheid-melden/",
    "site: about": "over/",
    "site: norm": "norm/",
    "site: not there": "hulp/staat-er-niet/",
    "cards: all": "kaarten/",
    "cards: one": "kaarten/balie/",
    "scans: all": "hulp/scan/",
    "scans: questions": "hulp/scan/persoonlijke-veiligheid/",
    "scans: dilemmas": "hulp/scan/democratische-weerbaarheid/",
    "talks: all": "hulp/gesprek/",
    "talks: one": "hulp/gesprek/waar-ligt-onze-grens/",
    "talks: cards": "hulp/gesprek/waar-ligt-onze-grens/kaarten/",
    "talks: presentation": "hulp/presentatie/",
    "room: to open": "hulp/gesprek/hoort-dit-erbij/zaal/",
    "room: to join": "stem/",
    "room: a wrong code": "stem/?code=1",
    "room: an unknown code": "stem/000000000/",
}
# Reached along a way, in the test of that name.
ON_A_WAY: Final[Mapping[str, tuple[str, ...]]] = {
    "scans": ("plan", "plan on paper", "nothing filled in", "thoughts"),
    "room": (
        "at the start",
        "a step with its time",
        "a question",
        "its outcome",
        "no outcome",
        "the end",
        "closed",
        "looked on at",
        "handed on",
        "to lead too",
        "an invitation that was used",
        "phone: waits",
        "phone: may choose",
        "phone: chose nothing",
        "phone: chose",
        "phone: sees the outcome",
        "phone: finds no room",
    ),
    "help": ("what to do when, unfolded", "gone"),
    "office": ("organisation scan", "organisation scan, its picture", "read help"),
    "editor": (
        "home",
        "pages",
        "national pages",
        "kinds to choose from",
        "new page",
        "page that waits",
        "history",
        "second reader's home",
        "second reader's page",
        "to take offline",
    ),
}
KINDS: Final = (*PAGES, *(f"{way}: {state}" for way, states in ON_A_WAY.items() for state in states))


class Look(NamedTuple):
    kind: str
    width: str
    script: str
    style: str


def can_be(row: Row) -> bool:
    look = Look(*row)
    way = look.kind.partition(":")[0]
    # Wagtail's editor is made of script, and has one look for everybody.
    if way == "editor":
        return look.script == "with script" and look.style == PLAIN
    # What is not there belongs to no organisation.
    return look.style == PLAIN or look.kind != "site: not there"


LOOKS: Final = tuple(Look(*row) for row in covering((KINDS, WIDTHS, SCRIPT, tuple(STYLES)), possible=can_be))
