"""What the worker destroys: carers' notes after their term, and all care of cases and reports that go."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rugdekking.aftercare import queries
from rugdekking.aftercare.models import CarerNote, Feedback, Moment, Referral, Track
from rugdekking.cases import queries as cases
from rugdekking.cases.models import PersonConcerned
from rugdekking.clocks import operations as clocks
from rugdekking.keys.operations.wraps import destroy_below


def destroy_due(*, at: datetime) -> int:
    """Destroy carers' notes whose term after closing has passed, the care of people who withdrew their report, and
    all that belongs to cases that are due. Keys go first; says how many went.
    """
    notes = CarerNote.objects.filter(track__case__in=queries.notes_due(at=at))
    gone = _destroy_notes(list(notes.values_list("pk", flat=True)))
    # Before the cases: those take away who is concerned, to whom support and referral point.
    over = Q(report__in=cases.withdrawn_for_good(at=at).values("report"))
    gone += _destroy(Q(person__in=PersonConcerned.objects.filter(over)), over)
    return gone + sum(_destroy(Q(case=case), Q(case=case)) for case in list(cases.due_for_destruction(at=at)))


@transaction.atomic
def _destroy(of_person: Q, of_report: Q) -> int:
    tracks = list(Track.objects.filter(of_person).values_list("pk", flat=True))
    gone = _destroy_notes(list(CarerNote.objects.filter(track__in=tracks).values_list("pk", flat=True)))
    moments = Moment.objects.filter(track__in=tracks)
    referrals = Referral.objects.filter(of_person)
    clocks.destroy([*moments.values_list("pk", flat=True), *referrals.values_list("pk", flat=True)])
    moments.delete()
    keys: list[UUID] = []
    for rows in (Track.objects.filter(pk__in=tracks), referrals, Feedback.objects.filter(of_report)):
        keys += rows.values_list("key", flat=True)
        rows.delete()
    return gone + _destroy_keys(keys)


@transaction.atomic
def _destroy_notes(notes: Collection[UUID]) -> int:
    rows = CarerNote.objects.filter(pk__in=notes)
    keys = list(rows.values_list("key", flat=True))
    rows.delete()
    return _destroy_keys(keys)


def _destroy_keys(keys: Collection[UUID]) -> int:
    for key in keys:
        destroy_below(key)
    return len(keys)
