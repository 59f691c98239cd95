"""Somebody is kept out of a case, and cases whose time has come are destroyed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.clocks import operations as clocks
from rugdekking.keys.operations.wraps import destroy_below, take_away
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.course import ids_of
from rugdekking.measures.models import Answer, Change, Letter, NoReaction, Objection, Review
from rugdekking.measures.operations.cards import bring_cards_in_line, cards_in
from rugdekking.measures.operations.changing import withdraw_change
from rugdekking.measures.operations.putting import withdraw
from rugdekking.measures.status import WAITING, ChangeState, ObjectionState
from rugdekking.organisations.models import Membership
from rugdekking.perpetrators import operations as perpetrators
from rugdekking.reports.models import Report


@transaction.atomic
def keep_out(case: Case, *, membership: Membership, ring: StaffRing, at: datetime) -> None:
    """Keep a member out of this case and of every part below: what waits for their decision is withdrawn.

    The case then shows that nobody decides about it; another decider can be asked.
    """
    _leave(case, membership, ring=ring, at=at)
    perpetrators.keep_out(case, membership=membership, ring=ring, at=at)
    bring_cards_in_line(cards_in(case), ring=ring, at=at)


@transaction.atomic
def join(case: Case, report: Report, *, ring: StaffRing, at: datetime) -> list[Membership]:
    """Bring a report of the same event into the case, as if whoever that report keeps out had been kept out by hand:
    they decide nothing, and hold no key of a card. Says who that is. Raises what `cases.operations.join` raises."""
    newly_out = perpetrators.join(case, report, ring=ring, at=at)
    for membership in newly_out:
        _leave(case, membership, ring=ring, at=at)
    bring_cards_in_line(cards_in(case), ring=ring, at=at)
    return newly_out


def _leave(case: Case, membership: Membership, *, ring: StaffRing, at: datetime) -> None:
    asked = Q(decider=membership) | Q(deputy=membership)
    for answer in Answer.objects.filter(asked, case=case, state__in=WAITING):
        withdraw(answer, ring=ring, at=at)
    _leave_course(case, membership, ring=ring, at=at)


def _leave_course(case: Case, membership: Membership, *, ring: StaffRing, at: datetime) -> None:
    """Changes that wait for this member lapse, and an objection that they were to judge waits for somebody else."""
    asked = Q(decider=membership) | Q(deputy=membership)
    for change in Change.objects.filter(asked, answer__case=case, state=ChangeState.ASKED).select_related("answer"):
        withdraw_change(change, ring=ring, at=at)
    waiting = Objection.objects.filter(answer__case=case, answerer=membership, state=ObjectionState.RECEIVED)
    for objection in waiting.select_related("answer"):
        take_away(objection.answer.key_id, holders=[membership.pk])
        clocks.hand_over([objection.pk], owner=ring.membership.pk)
    waiting.update(answerer=None)


def destroy_due(*, at: datetime) -> int:
    """Destroy the answers of cases whose time has come, keys first. Says how many."""
    due = cases.due_for_destruction(at=at)
    return sum(_destroy(case) for case in due)


@transaction.atomic
def _destroy(case: UUID) -> int:
    answers = Answer.objects.filter(case=case)
    reasons = NoReaction.objects.filter(case=case)
    ids = list(answers.values_list("pk", flat=True))
    known = (answers, reasons, Letter.objects.filter(answer__in=ids))
    keys = {key for rows in known for key in rows.values_list("key", flat=True)}
    clocks.destroy([*ids, *ids_of(ids)])
    for model in (Letter, Review, Change, Objection):
        model.objects.filter(answer__in=ids).delete()
    gone = answers.delete()[0] + reasons.delete()[0]
    for key in keys:
        destroy_below(key)
    return gone
