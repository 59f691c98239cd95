"""Closing a case, and keeping somebody out of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.aftercare import queries
from rugdekking.aftercare.models import Feedback, Moment, Track
from rugdekking.aftercare.operations.rows import record
from rugdekking.aftercare.status import MomentState
from rugdekking.cases import operations as case_operations
from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case, Outcome
from rugdekking.cases.operations.at_work import handled
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import SubjectKind
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.operations.wraps import take_away
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.organisations.models import Membership
from rugdekking.police import operations as police
from rugdekking.reports.actors import actor_of
from rugdekking.reports.models import Report


class NotReadyToClose(Refused):
    """Something still has to happen before this case may close. The reason names all of it."""


class ClocksNotConfirmed(Refused):
    """A clock that goes on was not confirmed, has no fit keeper, or ended meanwhile."""


@transaction.atomic
def finish(
    case: Case, *, outcome: Outcome, confirmed: Mapping[UUID, Membership], ring: StaffRing, at: datetime
) -> None:
    """Close the case and its reports, after everything that `queries.closing` asks for.

    Only with a reaction to the behaviour or a reasoned none, each reporter told what was done, and support
    offered and under way. `confirmed` names a keeper for every clock that goes on without the case, by clock; it
    must be exactly the clocks that run. Whoever keeps one of a measure gets the key to that measure. Raises
    `NotReadyToClose`, `ClocksNotConfirmed`, `NotYourCase` and, when somebody else closed or reopened it meanwhile,
    `JustChanged`.
    """
    case = handled(case, ring)
    closing = queries.closing(case, at=at)
    if closing.missing:
        raise NotReadyToClose(" ".join(closing.missing))
    if confirmed.keys() != {clock.pk for clock in closing.clocks}:
        raise ClocksNotConfirmed("Bevestig elke termijn die doorloopt, en kies wie erop let.")
    fit = {one.pk for one in queries.keepers(case, ring)}
    if any(keeper.pk not in fit for keeper in confirmed.values()):
        raise ClocksNotConfirmed("Kies voor elke termijn iemand van uw organisatie die hiervan mag weten.")
    at_the_police = [confirmed[one.pk] for one in closing.clocks if one.subject_kind == SubjectKind.DOSSIER]
    _must_open_the_case(case, at_the_police)
    of_measures = [confirmed[one.pk] for one in closing.clocks if one.subject_kind == SubjectKind.MEASURE]
    if any(holder.public is None for holder in holders(of_measures)):
        raise ClocksNotConfirmed(
            "Wie op een maatregel let, moet die kunnen lezen. Kies iemand die al een wachtzin heeft."
        )
    for clock in closing.clocks:
        clocks.name_keeper(clock.pk, keeper=confirmed[clock.pk].pk)
        if clock.subject_kind == SubjectKind.MEASURE:
            measures.give_keeper(clock.subject_id, keeper=confirmed[clock.pk], ring=ring)
    Feedback.objects.filter(case=case, closing_on=None).update(closing_on=day_of(at))
    police.end_with_case(case, ring=ring, at=at)
    case_operations.close(case, outcome=outcome, ring=ring, at=at)


def _must_open_the_case(case: Case, keepers: Iterable[Membership]) -> None:
    """What hangs on a term at the police stands in the case, so whoever keeps one can open it."""
    may = {one.pk for one in cases.viewers_of(case)}
    if any(one.pk not in may for one in keepers):
        raise ClocksNotConfirmed("Kies voor een termijn bij de politie iemand die deze zaak kan openen.")


@transaction.atomic
def keep_out(case: Case, *, membership: Membership, ring: StaffRing, at: datetime) -> None:
    """Keep a member out of the whole case: its support, answers, tasks and reports.

    People whom this member supported wait, visibly, for another carer. Raises what `cases.operations.keep_out`
    raises.
    """
    handled(case, ring)
    _leave(case, membership, ring=ring, at=at)
    measures.keep_out(case, membership=membership, ring=ring, at=at)


@transaction.atomic
def join(case: Case, report: Report, *, ring: StaffRing, at: datetime) -> None:
    """Bring a report of the same event into the case. Whoever that report keeps out is out of the whole case, as
    after `keep_out`. Raises what `cases.operations.join` raises."""
    for membership in measures.join(case, report, ring=ring, at=at):
        _leave(case, membership, ring=ring, at=at)


def _leave(case: Case, membership: Membership, *, ring: StaffRing, at: datetime) -> None:
    """People whom this member supported wait, visibly, for another carer."""
    for track in Track.objects.filter(case=case, carer=membership).select_related("key"):
        take_away(track.key_id, holders=[membership.pk])
        Track.objects.filter(pk=track.pk).update(carer=None)
        planned = Moment.objects.filter(track=track, state=MomentState.PLANNED)
        clocks.hand_over(list(planned.values_list("pk", flat=True)), owner=None)
        record("support.carer_left", track, by=actor_of(ring), at=at)
