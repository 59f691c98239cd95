"""Brings the people of the demo to work: accounts, second factors, keys, deputies."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from rugdekking.audit.actor import SYSTEM
from rugdekking.config.demo.people import PASSPHRASE, PASSWORD, Colleague, DemoOrganisation
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.knowledge import operations as knowledge
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.operations import Style
from rugdekking.organisations.queries import desk_of
from rugdekking.organisations.roles import READERS, Role
from rugdekking.people import operations as people
from rugdekking.vault.codes import AccessCode


@dataclass(frozen=True)
class Cast:
    """A demo organisation at work: its desk, and each colleague's unlocked ring by name."""

    desk: Desk
    rings: dict[str, StaffRing]

    def __getitem__(self, key: str) -> StaffRing:
        return self.rings[key]


def gather(wanted: DemoOrganisation, *, at: datetime) -> Cast:
    """Found the organisation, seat its people, and open its form."""
    desk = organisations.found(
        wanted.slug, name=wanted.name, kind=wanted.kind, desk_name=wanted.contacts.name, by=SYSTEM, at=at
    )
    knowledge.open_for(desk.organisation, at=at)
    organisations.set_contacts(desk, contacts=wanted.contacts, by=SYSTEM, at=at)
    organisations.set_style(desk.organisation_id, name=wanted.name, style=Style(*wanted.colours), by=SYSTEM, at=at)
    rings = {one.key: _seat(wanted, one, desk, at=at) for one in wanted.colleagues}
    for one in wanted.colleagues:
        if one.deputy:
            organisations.set_deputy(rings[one.key].membership, deputy=rings[one.deputy].membership, by=SYSTEM, at=at)
    readers = [rings[one.key] for one in wanted.colleagues if set(one.roles) & READERS]
    _open_the_form(desk, readers, at=at)
    serving = [rings[one.key] for one in wanted.colleagues if Role.FRONT_DESK in one.roles]
    _admit(desk, readers[0], serving, at=at)
    return Cast(desk_of(desk.organisation_id), rings)


def _admit(desk: Desk, by: StaffRing, serving: list[StaffRing], *, at: datetime) -> None:
    for one in serving:
        keys.admit(one.membership, desk=desk, ring=by, at=at)


def _seat(wanted: DemoOrganisation, one: Colleague, desk: Desk, *, at: datetime) -> StaffRing:
    person = people.create_person(
        wanted.email(one),
        name=one.name,
        password=PASSWORD,
        organisation=desk.organisation_id,
        by=SYSTEM,
        at=at,
    )
    membership: Membership = organisations.join(
        desk.organisation, person=person, title=one.title, roles=one.roles, by=SYSTEM, at=at
    )
    Authenticator(
        user=person, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(totp_secret(person.email))}
    ).save()
    made = keys.set_up_person(person, passphrase=PASSPHRASE, at=at)
    keys.prove_codes_kept(person, typed=made.codes[0].text, at=at)
    return StaffRing.of(membership, made.secret)


def _open_the_form(desk: Desk, readers: list[StaffRing], *, at: datetime) -> None:
    first, *others = readers
    papers = keys.make_desk_key(desk, ring=first, at=at)
    for other in others:
        keys.let_in(other.membership, desk=desk, ring=first, at=at)
    for number, share in enumerate(papers.shares, start=1):
        keys.confirm_share(desk, number=number, typed=AccessCode.parse(share).text, at=at)


def totp_secret(email: str) -> str:
    """The demo's second factor: the same at every start, so that an app on a phone keeps working."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    return "".join(letters[byte % 32] for byte in email.encode().ljust(32, b"x")[:32])
