"""A second person says whether two records are of the same person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.cases import queries as cases
from rugdekking.cases.operations import NotYourCase
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.perpetrators import queries
from rugdekking.perpetrators.models import Match, MatchState
from rugdekking.perpetrators.operations.removing import SecondPerson
from rugdekking.perpetrators.queries import Comparison, writers
from rugdekking.reports.actors import actor_of


@transaction.atomic
def look(match: UUID, *, ring: StaffRing, at: datetime) -> Comparison | None:
    """Open two records side by side, and log the look. Nothing for whoever may not know of both cases."""
    found = queries.comparison(match, ring)
    if found is not None:
        _log("match.looked", found.match, ring=ring, at=at)
    return found


@transaction.atomic
def decide(match: Match, *, same: bool, ring: StaffRing, at: datetime) -> None:
    """Say that two records are of the same person, or not. Only then it counts as repetition, or is gone.

    Who finds later that it is not so says it again, and the last word counts. Raises `NotYourCase` for whoever may
    not know of both cases, `SecondPerson` for who wrote one of them, and `JustChanged` when somebody else was first.
    """
    if not all(cases.sees(ring.membership, one.case) for one in (match.one, match.other)):
        raise NotYourCase("Dit kan alleen wie beide zaken mag zien.")
    if ring.holder in writers(match):
        raise SecondPerson("U legde een van deze twee zelf vast. Een collega kijkt of het dezelfde persoon is.")
    ring.open(match.one.key_id)
    ring.open(match.other.key_id)
    state = MatchState.SAME if same else MatchState.OTHER
    as_read = Match.objects.filter(pk=match.pk, state=match.state).exclude(state=state)
    if not as_read.update(state=state, decided_by=ring.membership, decided_on=day_of(at)):
        raise JustChanged("Een collega heeft dit intussen al gezegd.")
    _log(f"match.{state}", match, ring=ring, at=at)


def _log(action: str, match: Match, *, ring: StaffRing, at: datetime) -> None:
    audit.record(action, organisation=match.organisation_id, subject=match.pk, by=actor_of(ring), at=at)
