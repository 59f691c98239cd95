"""Keeping somebody out of a report or case. No reason is recorded, so that the row says nothing."""

from uuid import UUID

from rugdekking.keys.models import Bar
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role


def bar_member(subject: UUID, *, membership: Membership) -> None:
    """This member finds no trace of `subject` from now on. Does not renew keys: see `keep_out` for that."""
    Bar.objects.get_or_create(organisation_id=membership.organisation_id, subject=subject, membership=membership)


def bar_role(subject: UUID, *, organisation: UUID, role: Role) -> None:
    """Whoever holds `role`, now or later, finds no trace of `subject`."""
    Bar.objects.get_or_create(organisation_id=organisation, subject=subject, membership=None, role=role)
