"""Somebody is kept out of a case, and cases whose time has come are destroyed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.clocks import operations as clocks
from rugdekking.keys.operations.wraps import destroy_key
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.models import Answer, Letter, NoReaction
from rugdekking.measures.operations.putting import withdraw
from rugdekking.measures.status import WAITING
from rugdekking.organisations.models import Membership
from rugdekking.perpetrators import operations as perpetrators


@transaction.atomic
def keep_out(case: Case, *, membership: Membership, ring: StaffRing, at: datetime) -> None:
    """Keep a member out of this case and of every part below: what waits for their decision is withdrawn.

    The case then shows that nobody decides about it; another decider can be asked.
    """
    asked = Q(decider=membership) | Q(deputy=membership)
    for answer in Answer.objects.filter(asked, case=case, state__in=WAITING):
        withdraw(answer, ring=ring, at=at)
    perpetrators.keep_out(case, membership=membership, ring=ring, at=at)


def destroy_due(*, at: datetime) -> int:
    """Destroy the answers of cases whose time has come, keys first. Says how many."""
    due = cases.due_for_destruction(at=at)
    return sum(_destroy(case) for case in due)


@transaction.atomic
def _destroy(case: UUID) -> int:
    answers = Answer.objects.filter(case=case)
    reasons = NoReaction.objects.filter(case=case)
    keys = [*answers.values_list("key", flat=True), *reasons.values_list("key", flat=True)]
    clocks.destroy(list(answers.values_list("pk", flat=True)))
    Letter.objects.filter(answer__in=answers).delete()
    answers.delete()
    reasons.delete()
    for key in keys:
        destroy_key(key)
    return len(keys)
