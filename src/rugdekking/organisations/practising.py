"""An organisation in which another one holds a drill: the same people in the same roles, and nothing else.

It is a row of its own, so that no page, figure, promise, mail or recognition of the real one can find what is
invented there: all of them ask for one organisation. See docs/adr/0010.
"""

from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.notify.operations import silence
from rugdekking.organisations.models import PRACTICE, Deputy, Desk, Membership, MembershipRole, Organisation
from rugdekking.organisations.roles import Role

# What somebody plays in a drill. Who manages people or checks the log has no part in a case.
_PLAYED = frozenset(Role) - {Role.ADMINISTRATOR, Role.AUDITOR}
_LONGEST_NAME = 120


@transaction.atomic
def found_practice(real: Organisation, *, on: date) -> Desk:
    """Found the organisation for a drill of `real`, with the same terms and a seat for everybody. It sends no mail.

    Raises `JustChanged` when a drill is held already, and `Refused` for a drill within a drill.
    """
    if real.practice_of_id is not None:
        raise Refused("U bent al in een oefening. Begin een oefening vanuit uw eigen steunpunt.")
    practice = Organisation(
        slug=f"{real.slug}{PRACTICE}",
        name=f"Oefening {real.name}"[:_LONGEST_NAME],
        kind=real.kind,
        protocol=real.protocol,
        contact_working_days=real.contact_working_days,
        plan_hours=real.plan_hours,
        reaction_hours=real.reaction_hours,
        made_on=on,
        practice_of=real,
    )
    try:
        with transaction.atomic():
            practice.save(force_insert=True)
    except IntegrityError as error:
        raise JustChanged("Er loopt al een oefening.") from error
    silence(practice.pk)
    desk = Desk(organisation=practice, name="Oefening")
    desk.save(force_insert=True)
    _seat_everybody(real, practice, on=on)
    return desk


def leave_practice(leaver: Membership, *, on: date) -> None:
    """Who leaves an organisation leaves its drill as well."""
    seats = Membership.objects.filter(person=leaver.person_id, organisation__practice_of=leaver.organisation_id)
    seats.filter(left_on=None).update(left_on=on)


def seat_of(membership: Membership) -> Membership | None:
    """The place of this member in the drill that their organisation holds now."""
    seats = Membership.objects.filter(person=membership.person_id, left_on=None)
    drill = seats.filter(organisation__practice_of=membership.organisation_id)
    return drill.select_related("organisation", "person").first()


def _seat_everybody(real: Organisation, practice: Organisation, *, on: date) -> None:
    seats: dict[UUID, Membership] = {
        one.pk: Membership(id=uuid4(), organisation=practice, person_id=one.person_id, title=one.title, joined_on=on)
        for one in Membership.objects.filter(organisation=real, left_on=None)
    }
    Membership.objects.bulk_create(seats.values())
    roles = MembershipRole.objects.filter(membership__in=seats, role__in=_PLAYED)
    MembershipRole.objects.bulk_create(
        MembershipRole(organisation=practice, membership=seats[row.membership_id], role=row.role) for row in roles
    )
    deputies = Deputy.objects.filter(member__in=seats, deputy__in=seats)
    Deputy.objects.bulk_create(
        Deputy(organisation=practice, member=seats[row.member_id], deputy=seats[row.deputy_id]) for row in deputies
    )
