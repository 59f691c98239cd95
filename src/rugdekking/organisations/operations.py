"""Setting up an organisation: its desk, its terms, its house style, its people and their roles."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import IntegrityError, transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import SYSTEM, Actor, member
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.notify import operations as notify
from rugdekking.notify.models import Kind as MailKind
from rugdekking.organisations.models import (
    LONGEST_SLUG,
    PRACTICE,
    Deputy,
    Desk,
    Invitation,
    Kind,
    Membership,
    MembershipRole,
    Organisation,
)
from rugdekking.organisations.practising import leave_practice
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from rugdekking.people import operations as people
from rugdekking.people.models import Person
from rugdekking.people.queries import by_email

INVITATION_GOOD_FOR, _SALT = timedelta(days=7), "invitation"
RESERVED = frozenset({"account", "werk", "weg", "statisch", "onderdelen", "redactie", "well-known"})


class NameTaken(Refused):
    """Another organisation has this address already."""


class NoSuchInvitation(Refused):
    """The link was used, was withdrawn, or is too old."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """What the front page says about reaching the desk."""

    name: str
    phone: str
    hours: str
    outside_hours: str
    introduction: str
    address: str
    privacy_officer: str = ""
    accessibility_entry: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the organisation promises, and how long it keeps things. Days and months, working days and hours."""

    contact_working_days: int
    plan_hours: int
    reaction_hours: int
    draft_days: int
    withdrawn_days: int
    closed_months: int


@dataclass(frozen=True, slots=True)
class Style:
    """House style. Colours as `#rrggbb`, or empty for the neutral theme; the logo as bytes of a PNG or empty."""

    brand_colour: str
    accent_colour: str
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The place that an invitation keeps for somebody."""

    email: str
    name: str
    title: str
    roles: frozenset[Role]


@transaction.atomic
def found(slug: str, *, name: str, kind: Kind, desk_name: str, by: Actor, at: datetime) -> Desk:
    """A new organisation with a desk. Its form stays closed until its keys are in order. Raises `NameTaken`."""
    if slug in RESERVED or slug.endswith(PRACTICE) or len(slug) > LONGEST_SLUG:
        raise NameTaken("Dit adres is van het systeem zelf, of te lang. Kies een ander adres.")
    organisation = Organisation(slug=slug, name=name, kind=kind, protocol=kind.protocol, made_on=day_of(at))
    try:
        with transaction.atomic():
            organisation.save(force_insert=True)
    except IntegrityError as error:
        raise NameTaken("Er is al een organisatie met dit adres.") from error
    desk = Desk(organisation=organisation, name=desk_name)
    desk.save(force_insert=True)
    _record("organisation.founded", organisation.pk, organisation.pk, by, at)
    return desk


@transaction.atomic
def set_contacts(desk: Desk, *, contacts: Contacts, by: Actor, at: datetime) -> None:
    """Change what the front page says about reaching the desk. A number without hours is refused."""
    if contacts.phone and not contacts.hours:
        raise Refused("Zet bij het nummer ook wanneer er iemand opneemt.")
    _change(Desk, desk.pk, contacts)
    _record("desk.contacts_set", desk.organisation_id, desk.pk, by, at)


@transaction.atomic
def set_terms(organisation: UUID, *, terms: Terms, by: Actor, at: datetime) -> None:
    """Change promises and retention; clocks that run keep their term."""
    if terms.contact_working_days > 3:
        raise Refused("Beloof contact binnen drie werkdagen of sneller. Wie zich meldt, wacht op u.")
    _change(Organisation, organisation, terms)
    _record("organisation.terms_set", organisation, organisation, by, at)


@transaction.atomic
def set_style(organisation: UUID, *, name: str, style: Style, by: Actor, at: datetime) -> None:
    """Change name, colours and logo. Whoever calls this has checked the contrast of the colours."""
    changes: dict[str, Any] = {"name": name, "brand_colour": style.brand_colour, "accent_colour": style.accent_colour}
    if style.logo is not None:
        changes["logo"] = style.logo
    Organisation.objects.filter(pk=organisation).update(**changes)
    _record("organisation.style_set", organisation, organisation, by, at)


@transaction.atomic
def invite(organisation: UUID, *, place: Place, by: Membership | None, at: datetime) -> Invitation:
    """Invite somebody by mail; a role that reads opens nothing yet. `by` nobody: who founds the organisation."""
    if not place.roles:
        raise Refused("Kies minstens een rol.")
    person = by_email(place.email)
    if person and Membership.objects.filter(person=person, organisation=organisation, left_on=None).exists():
        raise Refused("Deze persoon werkt hier al mee.")
    invitation = Invitation(
        organisation_id=organisation,
        email=place.email.strip().lower(),
        name=place.name.strip(),
        title=place.title.strip(),
        roles=" ".join(sorted(place.roles)),
        invited_by=by,
        expires_at=at + INVITATION_GOOD_FOR,
    )
    invitation.save(force_insert=True)
    notify.enqueue(
        MailKind.INVITATION,
        organisation=organisation,
        address=invitation.email,
        subject=invitation.pk,
        extra=f"/account/uitnodiging/{token_of(invitation)}/",
        at=at,
    )
    _record("member.invited", organisation, invitation.pk, _inviter(by), at)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at):
        raise JustChanged("Deze uitnodiging is al gebruikt of ingetrokken.")
    _record("member.invitation_withdrawn", invitation.organisation_id, invitation.pk, by, at)


def invitation_of(token: str, *, at: datetime) -> Invitation:
    """The open invitation behind a link. Raises `NoSuchInvitation`."""
    try:
        identity = signing.loads(token, salt=_SALT, max_age=INVITATION_GOOD_FOR)
    except signing.BadSignature as error:
        raise NoSuchInvitation(_NOT_GOOD) from error
    running = Invitation.objects.filter(pk=identity, accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    found_one = running.select_related("organisation").first()
    if found_one is None:
        raise NoSuchInvitation(_NOT_GOOD)
    return found_one


def token_of(invitation: Invitation) -> str:
    return signing.dumps(str(invitation.pk), salt=_SALT)


@transaction.atomic
def accept(invitation: Invitation, *, person: Person | None, password: str, at: datetime) -> Membership:
    """Take the place that was kept. Somebody without an account gets one. Raises `NoSuchInvitation`.

    An invitation is for the invited address: a signed-in `person` with another address is refused.
    """
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(accepted_at=at):
        raise NoSuchInvitation(_NOT_GOOD)
    if person is None:
        person = people.create_person(
            invitation.email,
            name=invitation.name,
            password=password,
            organisation=invitation.organisation_id,
            by=SYSTEM,
            at=at,
        )
    elif person.email != invitation.email:
        raise Refused("Deze uitnodiging is voor een ander e-mailadres.")
    return join(
        invitation.organisation,
        person=person,
        title=invitation.title,
        roles=[Role(role) for role in invitation.roles.split()],
        by=SYSTEM,
        at=at,
    )


@transaction.atomic
def join(
    organisation: Organisation, *, person: Person, title: str, roles: Collection[Role], by: Actor, at: datetime
) -> Membership:
    """Give somebody with an account a place and roles in an organisation."""
    membership = Membership(organisation=organisation, person=person, title=title, joined_on=day_of(at))
    membership.save(force_insert=True)
    _put_roles(membership, roles)
    _record("member.joined", organisation.pk, membership.pk, by, at)
    return membership


@transaction.atomic
def set_roles(membership: Membership, *, roles: Collection[Role], by: Actor, at: datetime) -> None:
    """Change what a member may do. At least one administrator always remains."""
    if Role.ADMINISTRATOR in roles_of(membership) and Role.ADMINISTRATOR not in roles:
        _another_administrator_remains(membership)
    MembershipRole.objects.filter(membership=membership).exclude(role__in=roles).delete()
    _put_roles(membership, set(roles) - roles_of(membership))
    _record("member.roles_set", membership.organisation_id, membership.pk, by, at)


@transaction.atomic
def set_deputy(member: Membership, *, deputy: Membership | None, by: Actor, at: datetime) -> None:
    """Say who steps in for a member, or that nobody does."""
    if deputy is None:
        Deputy.objects.filter(member=member).delete()
    elif deputy.pk == member.pk or deputy.organisation_id != member.organisation_id:
        raise Refused("Kies iemand anders uit dezelfde organisatie als vervanger.")
    else:
        Deputy.objects.update_or_create(
            member=member, defaults={"organisation_id": member.organisation_id, "deputy": deputy}
        )
    _record("member.deputy_set", member.organisation_id, member.pk, by, at)


@transaction.atomic
def end_membership(leaver: Membership, *, by: Actor, at: datetime) -> None:
    """Somebody leaves. What they did stays readable; roles and deputising end."""
    if Role.ADMINISTRATOR in roles_of(leaver):
        _another_administrator_remains(leaver)
    if not Membership.objects.filter(pk=leaver.pk, left_on=None).update(left_on=day_of(at)):
        raise JustChanged("Deze persoon was al weg.")
    MembershipRole.objects.filter(membership=leaver).delete()
    Deputy.objects.filter(member=leaver).delete()
    Deputy.objects.filter(deputy=leaver).delete()
    leave_practice(leaver, on=day_of(at))
    _record("member.left", leaver.organisation_id, leaver.pk, by, at)


def destroy_due(*, at: datetime) -> int:
    """Remove invitations that were accepted, withdrawn or expired: they hold a name and an address."""
    return Invitation.objects.exclude(accepted_at=None, withdrawn_at=None, expires_at__gte=at).delete()[0]


def _inviter(by: Membership | None) -> Actor:
    return SYSTEM if by is None else member(by.pk, Role.ADMINISTRATOR)


_NOT_GOOD = "Deze uitnodiging is gebruikt, ingetrokken of verlopen. Vraag om een nieuwe."


def _put_roles(membership: Membership, roles: Collection[Role]) -> None:
    MembershipRole.objects.bulk_create(
        MembershipRole(organisation_id=membership.organisation_id, membership=membership, role=role) for role in roles
    )


def _another_administrator_remains(membership: Membership) -> None:
    others = MembershipRole.objects.filter(organisation=membership.organisation_id, role=Role.ADMINISTRATOR)
    if not others.exclude(membership=membership).exists():
        raise Refused("Er moet altijd een beheerder zijn. Geef eerst iemand anders die rol.")


def _change(model: type[Desk] | type[Organisation], pk: UUID, values: Contacts | Terms) -> None:
    model.objects.filter(pk=pk).update(**{name: getattr(values, name) for name in values.__slots__})


def _record(action: str, organisation: UUID, subject: UUID, by: Actor, at: datetime) -> None:
    audit.record(action, organisation=organisation, subject=subject, by=by, at=at)
