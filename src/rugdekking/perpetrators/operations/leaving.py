"""Somebody comes or is kept out, and records whose time has come are destroyed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.kernel.time import day_of
from rugdekking.keys import circles
from rugdekking.keys import operations as keys
from rugdekking.keys.models import KeyKind
from rugdekking.keys.queries import is_barred
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import desk_of
from rugdekking.perpetrators.models import Mark, Perpetrator
from rugdekking.perpetrators.operations.indexing import bring_in_line
from rugdekking.perpetrators.operations.recording import destroy
from rugdekking.plans import operations as plans
from rugdekking.reports.models import Report


@transaction.atomic
def keep_out(case: Case, *, membership: Membership, ring: StaffRing, at: datetime) -> None:
    """Keep a member out of this case: nothing of it lies any more under an index key that they hold."""
    plans.keep_out(case, membership=membership, ring=ring, at=at)
    bring_in_line(case, ring=ring, at=at)


@transaction.atomic
def join(case: Case, report: Report, *, ring: StaffRing, at: datetime) -> list[Membership]:
    """Bring a report of the same event into the case. Nothing of the case lies any more under an index key of whoever
    that report keeps out; says who that is."""
    newly_out = plans.join(case, report, ring=ring, at=at)
    bring_in_line(case, ring=ring, at=at)
    return newly_out


@transaction.atomic
def welcome(newcomer: Membership, *, ring: StaffRing) -> None:
    """Give somebody who was just let in the index keys under which nothing lies that they must not know of."""
    desk = desk_of(newcomer.organisation_id)
    keys.standing.held_still(desk)
    for key in circles.trusted(KeyKind.INDEX, desk, ring):
        below = set(Mark.objects.filter(key=key).values_list("perpetrator__case", flat=True))
        if not below or not is_barred(newcomer, below):
            keys.join_circle(key, newcomer=newcomer, desk=desk, ring=ring)


def destroy_due(*, at: datetime) -> int:
    """Destroy the records whose own day has come, and those of cases whose time has come. Says how many."""
    due = Q(until__lt=day_of(at)) | Q(case__in=cases.due_for_destruction(at=at))
    return sum(_destroy(row) for row in list(Perpetrator.objects.filter(due)))


@transaction.atomic
def _destroy(row: Perpetrator) -> int:
    destroy(row)
    return 1
