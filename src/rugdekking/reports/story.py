"""What somebody tells, as it is sealed: every answer of the form. Nothing here is ever stored in clear."""

import enum
from uuid import UUID

import msgspec

from rugdekking.reports.choices import Kind


class Moment(enum.StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    PERIOD = "period"
    MORE_THAN_ONCE = "more_than_once"


class Perpetrator(enum.StrEnum):
    KNOWN = "known"
    UNKNOWN = "unknown"
    ACCOUNT = "account"
    GROUP = "group"


class Target(enum.StrEnum):
    """At whom or what it was aimed; the same codes as the protocols use."""

    OFFICE = "office"
    PERSON = "person"
    FAMILY = "family"


class KnownAs(enum.StrEnum):
    ANONYMOUS = "anonymous"
    DESK_ONLY = "desk_only"
    NAMED = "named"


class For(enum.StrEnum):
    """For whom somebody reports."""

    SELF = "self"
    WITNESS = "witness"
    OTHER = "other"


class Wish(enum.StrEnum):
    RECORD = "record"
    ADVICE = "advice"
    ACTION = "action"


class Reach(enum.StrEnum):
    """How the desk may reach somebody. `code`: only on the reporter's own page."""

    CODE = "code"
    PHONE = "phone"
    EMAIL = "email"


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of all parts of a story. Unknown fields are left out when an older body is read."""


class When(Told, frozen=True):
    """`day` and `until` as people wrote or chose them: ISO days where they are exact, words where not."""

    moment: Moment | None = None
    day: str = ""
    time: str = ""
    until: str = ""
    words: str = ""


class Who(Told, frozen=True):
    """Who did it: a kind, and whatever the reporter knows of them."""

    kind: Perpetrator | None = None
    words: str = ""


class Me(Told, frozen=True):
    """Who tells, as far as they want: `office` is a code of content/nl/offices."""

    known_as: KnownAs = KnownAs.ANONYMOUS
    office: str = ""
    name: str = ""


class Concerned(Told, frozen=True):
    """The person for whom somebody else reports."""

    name: str = ""
    contact: str = ""
    knows_of_it: bool | None = None


class KeepOut(Told, frozen=True):
    """Who must not know: members that were ticked, roles, and names that were typed."""

    members: tuple[UUID, ...] = ()
    roles: tuple[str, ...] = ()
    names: str = ""

    def __bool__(self) -> bool:
        return bool(self.members or self.roles or self.names.strip())


class Contact(Told, frozen=True):
    """How to reach the teller. With `mail_me` the address is sealed once more, to the key that sends mail."""

    reach: Reach | None = None
    phone: str = ""
    moment: str = ""
    email: str = ""
    mail_me: bool = False


class Story(Told, frozen=True):
    """One report in the teller's own words. For a talk or a feeling most of it stays empty.

    `behaviour` and `channel` are codes of content/nl/texts. `first`, `literal`, `then` and `others` answer the
    prompts that help a shaken person.
    """

    kind: Kind = Kind.INCIDENT
    safe_now: bool | None = None
    what: str = ""
    first: str = ""
    literal: str = ""
    then: str = ""
    others: str = ""
    behaviour: str = ""
    channel: str = ""
    place: str = ""
    when: When = When()
    who: Who = Who()
    targets: tuple[Target, ...] = ()
    me: Me = Me()
    reporting_for: For = For.SELF
    concerned: Concerned = Concerned()
    keep_out: KeepOut = KeepOut()
    wish: Wish | None = None
    contact: Contact = Contact()
    # Only in a draft: its writer said to have kept the code, so that it is not shown on each page any more.
    code_kept: bool = False

    @property
    def unsafe_now(self) -> bool:
        return self.safe_now is False

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, body: bytes) -> "Story":
        return msgspec.json.decode(body, type=cls)


class Words(Told, frozen=True):
    """A short text with its writer: a message, the note of a consent, a comment. `at` is ISO with a time zone."""

    text: str
    writer: str = ""
    at: str = ""

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, body: bytes) -> "Words":
        return msgspec.json.decode(body, type=cls)
