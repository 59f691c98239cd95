"""What the administrator of one organisation may do to an account, which belongs to a person and not to a place."""

from datetime import datetime

from django.db import transaction

from rugdekking.audit.actor import Actor
from rugdekking.kernel.refusal import Refused
from rugdekking.organisations.models import Membership
from rugdekking.people import operations as people


class WorksElsewhere(Refused):
    """Another organisation relies on the same account, so one administrator alone has no say over it."""


@transaction.atomic
def reset_second_factor(membership: Membership, *, by: Actor, at: datetime) -> None:
    """Let a member who lost phone, passkey and recovery codes set up a new second factor.

    Signs them out everywhere. Raises `WorksElsewhere`.
    """
    _must_work_only_here(membership)
    people.reset_second_factor(membership.person, organisation=membership.organisation_id, by=by, at=at)


@transaction.atomic
def close(membership: Membership, *, by: Actor, at: datetime) -> None:
    """Close a member's account and sign them out everywhere, at once. Raises `WorksElsewhere`."""
    _must_work_only_here(membership)
    people.deactivate(membership.person, organisation=membership.organisation_id, by=by, at=at)


def _must_work_only_here(membership: Membership) -> None:
    others = Membership.objects.filter(
        person=membership.person_id, left_on=None, organisation__practice_of=None
    ).exclude(pk=membership.pk)
    if others.exists():
        raise WorksElsewhere(
            "Dit account is ook in gebruik bij een andere organisatie. U kunt het daarom niet alleen wijzigen. "
            "Vraag het de beheerder van deze installatie."
        )
