"""Who belongs to an organisation and in which role."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rugdekking.kernel.written import Prepared
from rugdekking.organisations.models import Deputy, Desk, Invitation, Membership, MembershipRole, Organisation
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person

# What every page of the office asks.
_MEMBERSHIP = Prepared(
    lambda person, slug: Membership.objects.select_related("organisation", "person").filter(
        person=person, left_on=None, organisation__slug=slug
    ),
    UUID,
    str,
)
_ROLES: Prepared[str] = Prepared(
    lambda membership: MembershipRole.objects.filter(membership=membership).values_list("role", flat=True), UUID
)
_DESK = Prepared(
    lambda organisation: Desk.objects.select_related("organisation").filter(organisation=organisation), UUID
)


def memberships_of(person: Person) -> list[Membership]:
    """The running memberships of this person, with their organisations. Drills are found from their organisation."""
    running = Membership.objects.filter(person=person, left_on=None, organisation__practice_of=None)
    running = running.select_related("organisation", "person")
    return list(running.order_by("organisation__name", "pk"))


def membership_of(person: Person, slug: str) -> Membership | None:
    """This person's running membership of the organisation at `slug`."""
    return _MEMBERSHIP.first(person.pk, slug)


def roles_of(membership: Membership) -> frozenset[Role]:
    return frozenset(Role(role) for role in _ROLES.rows(membership.pk))


def members(organisation: UUID, roles: Collection[Role] | None = None) -> QuerySet[Membership]:
    """The running members, or those with at least one of `roles`, in the order of their function."""
    running = Membership.objects.filter(organisation=organisation, left_on=None).select_related("person")
    if roles is not None:
        held = MembershipRole.objects.filter(membership=OuterRef("pk"), role__in=roles)
        running = running.filter(Exists(held))
    return running.order_by("title", "pk")


def roles_by_member(organisation: UUID) -> dict[UUID, frozenset[Role]]:
    """The roles of every member at once, for a members page."""
    found: dict[UUID, set[Role]] = {}
    for membership, role in MembershipRole.objects.filter(organisation=organisation).values_list(
        "membership", "role"
    ):
        found.setdefault(membership, set()).add(Role(role))
    return {membership: frozenset(roles) for membership, roles in found.items()}


def deputies_of(memberships: Collection[UUID]) -> dict[UUID, Membership]:
    """Who steps in for each of these members."""
    rows = Deputy.objects.filter(member__in=memberships, deputy__left_on=None)
    return {row.member_id: row.deputy for row in rows.select_related("deputy__person")}


def desk_of(organisation: UUID) -> Desk:
    desk = _DESK.first(organisation)
    if desk is None:
        raise Desk.DoesNotExist
    return desk


def desk_at(slug: str) -> Desk | None:
    """The desk at a public address, with its organisation, or nothing. A drill has no public page."""
    real = Desk.objects.filter(organisation__slug=slug, organisation__practice_of=None)
    return real.select_related("organisation").first()


def drill_at(slug: str) -> Desk | None:
    """The desk of the drill at this address: only for the page on which somebody plays the reporter."""
    invented = Desk.objects.filter(organisation__slug=slug, organisation__practice_of__isnull=False)
    return invented.select_related("organisation__practice_of").first()


def all_organisations() -> list[Organisation]:
    """Those that are real, for whatever is counted or listed over all of them. A drill is none."""
    return list(Organisation.objects.filter(practice_of=None).order_by("name", "pk"))


def open_invitations(organisation: UUID) -> QuerySet[Invitation]:
    return Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None).order_by("name")


def names_of(memberships: Collection[UUID]) -> dict[UUID, str]:
    """The names of these members, also of those who left: for a timeline and the log."""
    rows = Membership.objects.filter(pk__in=memberships).values_list("pk", "person__name")
    return dict(rows)
