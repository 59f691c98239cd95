"""The shape of a page of the public toolkit: what helps before, while and after something happens."""

import enum
import re
from datetime import date
from typing import Annotated, Final

import msgspec

from rugdekking.content.schema import writing
from rugdekking.content.schema.base import FaultAt, Header, Record, Status, Text, refuse_doubles
from rugdekking.content.schema.plan import Phase

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=90)]
Summary = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=160)]
Address = Annotated[str, msgspec.Meta(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?\Z", max_length=60)]
# What a telephone takes.
DIAL: Final = r"^(\+?[0-9]{3,15})?\Z"
Written = Annotated[str, msgspec.Meta(min_length=1, max_length=12_000)]


class PageKind(enum.StrEnum):
    THEME = "theme"
    ARTICLE = "article"
    GUIDE = "guide"
    DOCUMENT = "document"
    STORY = "story"
    QUESTION = "question"
    EVENT = "event"
    SERVICE = "service"
    NEWS = "news"


class Theme(enum.StrEnum):
    """The themes, in the order in which they are shown. Each is the id of its own page."""

    REPORTING = "reporting"
    POLICE_LAW = "police_law"
    ONLINE = "online"
    HOME_FAMILY = "home_family"
    MEETINGS = "meetings"
    UNDERMINING = "undermining"
    FAIRNESS = "fairness"
    AFTERCARE = "aftercare"
    FOR_CLERKS = "for_clerks"
    FOR_COUNCILS = "for_councils"
    STORIES = "stories"
    CONTACTS = "contacts"
    ABOUT = "about"


class Audience(enum.StrEnum):
    """For whom a page is written. A resident is the other side: who got a letter about what they did."""

    COUNCILLOR = "councillor"
    STATES_MEMBER = "states_member"
    EXECUTIVE = "executive"
    WATER_BOARD = "water_board"
    CLERK = "clerk"
    STAFF = "staff"
    FAMILY = "family"
    RESIDENT = "resident"


THEMES: dict[Theme, str] = {
    Theme.REPORTING: "Melden en wat er dan gebeurt",
    Theme.POLICE_LAW: "Politie en wet",
    Theme.ONLINE: "Online: haat, doxing, stalking",
    Theme.HOME_FAMILY: "Thuis en familie",
    Theme.MEETINGS: "Bijeenkomsten en gesprekken",
    Theme.UNDERMINING: "Ondermijning en druk",
    Theme.FAIRNESS: "Eerlijk tegenover de ander",
    Theme.AFTERCARE: "Nazorg",
    Theme.FOR_CLERKS: "Voor griffiers en secretarissen",
    Theme.FOR_COUNCILS: "Voor raden, Staten en besturen",
    Theme.STORIES: "Verhalen",
    Theme.CONTACTS: "Waar u terecht kunt",
    Theme.ABOUT: "Over dit meldpunt",
}
AUDIENCES: dict[Audience, str] = {
    Audience.COUNCILLOR: "Raadsleden",
    Audience.STATES_MEMBER: "Statenleden",
    Audience.EXECUTIVE: "Bestuurders",
    Audience.WATER_BOARD: "Waterschap",
    Audience.CLERK: "Griffiers en secretarissen",
    Audience.STAFF: "Medewerkers",
    Audience.FAMILY: "Partner en gezin",
    Audience.RESIDENT: "Inwoners",
}
PHASES: dict[Phase, str] = {Phase.BEFORE: "Vooraf", Phase.DURING: "Als het gebeurt", Phase.AFTER: "Daarna"}
KINDS: dict[PageKind, str] = {
    PageKind.THEME: "Thema",
    PageKind.ARTICLE: "Uitleg",
    PageKind.GUIDE: "Stappenplan",
    PageKind.DOCUMENT: "Document",
    PageKind.STORY: "Verhaal",
    PageKind.QUESTION: "Vraag en antwoord",
    PageKind.EVENT: "Bijeenkomst",
    PageKind.SERVICE: "Wie helpt",
    PageKind.NEWS: "Nieuws",
}


def in_a_sentence(audience: Audience) -> str:
    """For whom, halfway a sentence. Statenleden keep their capital, as the Staten do."""
    name = AUDIENCES[audience]
    return name if audience is Audience.STATES_MEMBER else name.lower()


class GuideStep(Record, frozen=True):
    """What somebody in one role does, before, while or after it happens."""

    role: Audience
    phase: Phase
    title: Line
    body: Written


class DocumentType(enum.StrEnum):
    FACTSHEET = "factsheet"
    PROTOCOL = "protocol"
    LETTER = "letter"
    REPORT = "rapport"


DOCUMENT_TYPES: dict[DocumentType, str] = {
    DocumentType.FACTSHEET: "factsheet",
    DocumentType.PROTOCOL: "protocol",
    DocumentType.LETTER: "brief",
    DocumentType.REPORT: "rapport",
}


class Generated(enum.StrEnum):
    """Which document is made by the program itself; its size and its number of pages are then counted."""

    FACTSHEET_REPORTING = "factsheet_reporting"
    PROTOCOL_ON_A_PAGE = "protocol_on_a_page"


class Document(Record, frozen=True):
    type: DocumentType
    author: Line
    month: Annotated[str, msgspec.Meta(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])\Z")]
    generated: Generated | None = None


class Story(Record, frozen=True):
    """`composite` is a story put together from what happens to many: it is about nobody, and says so.

    A story of one person needs `consent`: what they agreed to, and when.
    """

    composite: bool
    content_note: Text
    consent: str = ""

    def __post_init__(self) -> None:
        if not self.composite and not self.consent:
            raise ValueError("een verhaal van één persoon heeft toestemming nodig: vul ‘consent’ in")


def one_number(phone: str, dial: str) -> bool:
    """Whether what people read is what a telephone calls, also when one of the two has the number of the country."""
    read, called = ("".join(re.findall("[0-9]", text.replace("+31", "0"))) for text in (phone, dial))
    return bool(phone) == bool(dial) and read == called


class HelpService(Record, frozen=True):
    """`phone` as people read it; `dial` as a telephone takes it. A number nobody confirmed is left out."""

    hours: Line
    who: Line
    phone: str = ""
    dial: Annotated[str, msgspec.Meta(pattern=DIAL)] = ""

    def __post_init__(self) -> None:
        if not one_number(self.phone, self.dial):
            raise ValueError("‘phone’ en ‘dial’ horen bij elkaar: wat mensen lezen en wat de telefoon belt")


class Event(Record, frozen=True):
    day: date
    place: Line


class HelpPage(Header, frozen=True):
    """One page. `situations` end the sentence 'wat kan ik doen als ...'; `unconfirmed` says what is not sure.

    `address` is the last part of its address, in Dutch; without one that is the id.
    `body` and the bodies of steps are a small part of Markdown: see `writing.refuse_unreadable`.
    """

    kind: PageKind
    title: Title
    summary: Summary
    audience: Annotated[tuple[Audience, ...], msgspec.Meta(min_length=1)]
    phase: Annotated[tuple[Phase, ...], msgspec.Meta(min_length=1)]
    owner: Line
    review_by: date
    body: Written
    address: Address = ""
    theme: Theme | None = None
    situations: tuple[Line, ...] = ()
    unconfirmed: tuple[Text, ...] = ()
    steps: tuple[GuideStep, ...] = ()
    document: Document | None = None
    story: Story | None = None
    service: HelpService | None = None
    event: Event | None = None

    def __post_init__(self) -> None:
        refuse_doubles(self.audience, "doelgroep")
        refuse_doubles(self.phase, "fase")
        self._refuse_what_does_not_read_on()
        self._refuse_the_wrong_theme()
        self._refuse_parts_of_another_kind()
        if self.status is Status.RECONSTRUCTED and not self.unconfirmed:
            raise FaultAt(".status", "schrijf bij ‘unconfirmed’ wat niet zeker is")
        if self.status is Status.CONFIRMED and self.unconfirmed:
            raise FaultAt(".status", "wat bevestigd is, heeft geen twijfel bij ‘unconfirmed’")
        for place, text in self.written():
            writing.refuse_unreadable(place, text)

    def _refuse_what_does_not_read_on(self) -> None:
        if self.review_by <= self.reviewed_on:
            raise FaultAt(".review_by", "deze dag ligt niet na de dag waarop er het laatst naar gekeken is")
        for number, end in enumerate(self.situations):
            if end[0].isupper() or end[-1] in ".?!":
                raise FaultAt(f".situations[{number}]", "dit is het einde van ‘wat kan ik doen als ...’")

    def _refuse_the_wrong_theme(self) -> None:
        is_theme = self.kind is PageKind.THEME
        if is_theme and self.id not in set(Theme):
            raise FaultAt(".id", f"het thema ‘{self.id}’ bestaat niet")
        if is_theme == bool(self.theme):
            raise FaultAt(".kind", "elke pagina hoort bij een thema, en een thema zelf bij geen")

    def _refuse_parts_of_another_kind(self) -> None:
        parts = {
            PageKind.GUIDE: ("steps", self.steps),
            PageKind.DOCUMENT: ("document", self.document),
            PageKind.STORY: ("story", self.story),
            PageKind.SERVICE: ("service", self.service),
            PageKind.EVENT: ("event", self.event),
        }
        for kind, (name, part) in parts.items():
            if bool(part) != (kind is self.kind):
                raise FaultAt(".kind", f"‘{name}’ hoort bij de soort ‘{kind}’, en deze pagina is ‘{self.kind}’")

    def written(self) -> list[tuple[str, str]]:
        """Everything in Markdown with its place in the file, such as `.steps[2].body`."""
        steps = [(f".steps[{number}].body", step.body) for number, step in enumerate(self.steps)]
        return [(".body", self.body), *steps]

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.address or self.id.replace("_", "-")
