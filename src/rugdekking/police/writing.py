"""What the desk writes down after a file went to the police, as it is sealed."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rugdekking.police.sealing import Written


class Words(Written, frozen=True):
    """A few words beside a row that says the rest."""

    text: str = ""


class AtThePolice(Written, frozen=True):
    """By which numbers police and prosecution know the case, and who there answers."""

    number: str = ""
    officer: str = ""
    officer_reach: str = ""
    prosecution_number: str = ""
    prosecutor: str = ""
    prosecutor_reach: str = ""


class Place(Written, frozen=True):
    """What stands online. `kind` is a code of content/nl/texts/capture, `kept` what was saved before blocking."""

    kind: str
    platform: str
    account: str
    address: str
    what: str
    seen_on: date | None = None
    kept: tuple[str, ...] = ()
    blocked: bool = False
    remark: str = ""


class Bearer(enum.StrEnum):
    """Who bears a cost for now."""

    PERSON = "person"
    ORGANISATION = "organisation"
    INSURER = "insurer"
    STATE = "state"


BEARERS: Mapping[Bearer, str] = {
    Bearer.PERSON: "de betrokkene",
    Bearer.ORGANISATION: "de organisatie",
    Bearer.INSURER: "de verzekeraar",
    Bearer.STATE: "het Rijk",
}


class Cost(Written, frozen=True):
    """One line of the ledger, in cents. `receipt` is the id of a file in the case, `recovered` what was paid back."""

    id: str
    what: str
    on: date
    cents: int
    bearer: Bearer
    receipt: str = ""
    recovered: int = 0


class Costs(Written, frozen=True):
    lines: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in cents. `claimed` is what nobody paid back yet."""

    total: int
    recovered: int
    by_bearer: tuple[tuple[str, int], ...]

    @property
    def claimed(self) -> int:
        return self.total - self.recovered


def totals(lines: Iterable[Cost]) -> Totals:
    """What a ledger comes to."""
    listed = list(lines)
    borne = [(words, sum(one.cents for one in listed if one.bearer is bearer)) for bearer, words in BEARERS.items()]
    return Totals(
        total=sum(one.cents for one in listed),
        recovered=sum(one.recovered for one in listed),
        by_bearer=tuple((words, cents) for words, cents in borne if cents),
    )


def euros(cents: int) -> str:
    """An amount as people write it: € 1.234,50."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}€ {grouped},{rest:02d}"


class Done(Written, frozen=True):
    """A step of a route that was taken."""

    code: str
    on: date
    by: str
    note: str = ""


class Followed(Written, frozen=True):
    """How far somebody is on a route, in the version that was shipped when it began. `answers`: yes, no or unknown
    to the questions of its duty."""

    version: int
    office: str
    begun_on: date
    done: tuple[Done, ...] = ()
    answers: tuple[str, ...] = ()


class Duty(Written, frozen=True):
    """What was decided about the duty to file: who decided, why, and when the person concerned was told of it.

    `files`: the organisation files, also when the person does not want it.
    """

    files: bool
    decided_by: str
    reason: str
    decided_on: date
    told_on: date | None = None
