"""A file as it was handed over: every word of it, also when sheets change later. Kept sealed."""

from datetime import date
from uuid import UUID

from rugdekking.police.sealing import Written


class Item(Written, frozen=True):
    """One piece of evidence that goes along. `path`: where it lies in the ZIP; `report` and `id` find it again."""

    id: UUID
    report: UUID
    path: str
    name: str
    kind: str
    size: int
    sha256: str
    added: str
    captured: str = ""
    url: str = ""
    note: str = ""


class Custody(Written, frozen=True):
    """One thing that somebody did with a piece of evidence."""

    item: str
    when: str
    who: str
    what: str


class Contact(Written, frozen=True):
    """One line of the logbook, as it is printed."""

    when: str
    how: str
    what: str
    by: str


class Posted(Written, frozen=True):
    """Something that stands or stood online."""

    where: str
    address: str
    what: str
    seen: str


class Loss(Written, frozen=True):
    """A line of the ledger, with the amount in words."""

    what: str
    on: str
    amount: str


class Hint(Written, frozen=True):
    """An offence that may fit, with why, as a question to the police."""

    name: str
    why: str


class Snapshot(Written, frozen=True):
    """The whole file. `left_out` says which kinds of things were kept back, never what they are; `told`: where
    such a thing stands after all, as somebody chose; `way`:
    in which way it went, a code of content/nl/choices/police; `duty`: it went because the organisation must file."""

    title: str
    organisation: str
    desk: str
    phone: str
    reference: str
    day: date
    recipient: str
    way: str
    person: str
    office: str
    address: str
    asks: tuple[str, ...]
    account: tuple[tuple[str, str], ...]
    family: str = ""
    log: tuple[Contact, ...] = ()
    witnesses: tuple[str, ...] = ()
    online: tuple[Posted, ...] = ()
    damage: str = ""
    losses: tuple[Loss, ...] = ()
    total: str = ""
    earlier: str = ""
    hints: tuple[Hint, ...] = ()
    complaint_until: str = ""
    items: tuple[Item, ...] = ()
    custody: tuple[Custody, ...] = ()
    left_out: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    duty: bool = False
