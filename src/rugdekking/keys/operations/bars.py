"""Keeping somebody out of a report or case. No reason is recorded, so that the row says nothing."""

from collections.abc import Collection
from uuid import UUID

from rugdekking.keys.models import Bar
from rugdekking.organisations.models import Membership


def bar_member(subject: UUID, *, membership: Membership) -> None:
    """This member finds no trace of `subject` from now on. Does not renew keys: see `keep_out` for that."""
    Bar.objects.get_or_create(organisation_id=membership.organisation_id, subject=subject, membership=membership)


def bar_as(subject: UUID, *, organisation: UUID, others: Collection[UUID]) -> None:
    """Whoever is kept out of any of `others` is kept out of `subject` as well."""
    known = set(Bar.objects.filter(subject=subject).values_list("membership", "role"))
    found = set(Bar.objects.filter(subject__in=others).values_list("membership", "role"))
    Bar.objects.bulk_create(
        Bar(organisation_id=organisation, subject=subject, membership_id=membership, role=role)
        for membership, role in found - known
    )
