"""The cast and the props of the tests. Everything is made through operations, so nothing impossible exists.

The cast: Greet works cases (griffier), Cor coordinates, Vera deputises from outside the desk, Bas decides
(burgemeester), Nora gives aftercare, Tim has tasks (bode), Ada administers, Frits audits.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from uuid import uuid4

from rugdekking.audit.actor import SYSTEM
from rugdekking.content.models import Item
from rugdekking.content.operations import load_content
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Desk, Kind, Membership
from rugdekking.organisations.queries import desk_of
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person
from rugdekking.vault.codes import AccessCode
from tests.recording import a_step, recorded

# A Tuesday at noon in the Netherlands, with no holiday near.
MIDDAY = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
PASSPHRASE = "vier gewone woorden samen"
_numbers = count(1)


def person(name: str = "Iemand") -> Person:
    """Somebody with an account and without a usable password: signing in is tested elsewhere."""
    made = Person(email=f"{name.lower()}{next(_numbers)}@voorbeeld.nl", name=name, created_on=MIDDAY.date())
    made.set_unusable_password()
    made.save(force_insert=True)
    return made


def desk(slug: str | None = None, *, name: str = "Gemeente Waterlaar", kind: Kind = Kind.GEMEENTE) -> Desk:
    """A desk without people and keys: its form is closed."""
    return organisations.found(
        slug or f"org-{uuid4().hex[:8]}", name=name, kind=kind, desk_name="Meld- en steunpunt", by=SYSTEM, at=MIDDAY
    )


def member(
    at_desk: Desk, *roles: Role, name: str = "Iemand", title: str = "medewerker", as_person: Person | None = None
) -> Membership:
    """A member with these roles and no key yet."""
    return organisations.join(
        at_desk.organisation, person=as_person or person(name), title=title, roles=roles, by=SYSTEM, at=MIDDAY
    )


@a_step
def newcomer(at_desk: Desk, *roles: Role, name: str = "Iemand", title: str = "medewerker") -> StaffRing:
    """A member with these roles, unlocked, whom nobody has let in yet."""
    return ring(member(at_desk, *roles, name=name, title=title))


def ring(membership: Membership) -> StaffRing:
    """This member unlocked, with a personal key made now."""
    made = keys.set_up_person(membership.person, passphrase=PASSPHRASE, at=MIDDAY)
    return StaffRing.of(membership, made.secret)


@dataclass(frozen=True)
class Cast:
    """A desk whose form is open, and its people, unlocked."""

    desk: Desk
    greet: StaffRing
    cor: StaffRing
    vera: StaffRing
    bas: StaffRing
    nora: StaffRing
    tim: StaffRing
    ada: StaffRing
    shares: tuple[str, ...]

    @property
    def rings(self) -> tuple[StaffRing, ...]:
        return (self.greet, self.cor, self.vera, self.bas, self.nora, self.tim, self.ada)


def content(*, at: datetime = MIDDAY) -> None:
    """The shipped content, loaded on the day of `at`."""
    if Item.objects.exists():
        load_content(at=at)
    else:
        recorded(("content", at), lambda: load_content(at=at))


def cast(slug: str | None = None, *, kind: Kind = Kind.GEMEENTE) -> Cast:
    """The whole cast at an open desk. Greet made the key and let Cor and Vera in; all shares are kept."""
    return recorded(("cast", slug, kind), lambda: _made_cast(slug, kind))


def _made_cast(slug: str | None, kind: Kind) -> Cast:
    at_desk = desk(slug, kind=kind)
    greet = ring(member(at_desk, Role.CASE_MANAGER, name="Greet", title="griffier"))
    cor = ring(member(at_desk, Role.COORDINATOR, name="Cor", title="coördinator veiligheid"))
    vera = ring(member(at_desk, Role.DEPUTY, name="Vera", title="gemeentesecretaris"))
    papers = keys.make_desk_key(at_desk, ring=greet, at=MIDDAY)
    for newcomer in (cor, vera):
        keys.let_in(newcomer.membership, desk=at_desk, ring=greet, at=MIDDAY)
    for number, share in enumerate(papers.shares, start=1):
        keys.confirm_share(at_desk, number=number, typed=share, at=MIDDAY)
    organisations.set_deputy(greet.membership, deputy=vera.membership, by=SYSTEM, at=MIDDAY)
    organisations.set_deputy(cor.membership, deputy=vera.membership, by=SYSTEM, at=MIDDAY)
    return Cast(
        desk=desk_of(at_desk.organisation_id),
        greet=greet,
        cor=cor,
        vera=vera,
        bas=ring(member(at_desk, Role.DECIDER, name="Bas", title="burgemeester")),
        nora=ring(member(at_desk, Role.CARER, name="Nora", title="vertrouwenspersoon")),
        tim=ring(member(at_desk, Role.TASK_OWNER, name="Tim", title="bode")),
        ada=ring(member(at_desk, Role.ADMINISTRATOR, name="Ada", title="functioneel beheerder")),
        shares=papers.shares,
    )


def code() -> AccessCode:
    return AccessCode.new()
