"""One table for every promise and term. A clock points at its subject by id only, so that any part may have one."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.clocks.status import ClockKind, MoveReason, Outcome, SubjectKind
from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Organisation

_RUNS = Q(outcome=Outcome.RUNNING, ended_at=None)


class Clock(models.Model):
    """A moment by which something must be done, who does it, and whether it was.

    `file` is the case, or the report while there is no case: the queue sorts by it, and who is barred there is
    never told of this clock.
    `owner` and `keeper` are memberships; without either it is the desk's. `keeper` looks after a clock that goes
    on after its case closed. `wake_at` is when the worker must next act on it, if ever.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=14, choices=ClockKind)
    subject_kind = models.CharField(max_length=8, choices=SubjectKind)
    subject_id = models.UUIDField()
    file = models.UUIDField()
    owner = models.UUIDField(null=True)
    keeper = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.RUNNING)
    wake_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    move_reason = models.CharField(max_length=11, choices=MoveReason, blank=True)
    is_promise = models.BooleanField()
    outlives_case = models.BooleanField()

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_clock_runs_or_has_ended",
                condition=_RUNS | (~Q(outcome=Outcome.RUNNING) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(name="a_clock_ends_after_it_starts", condition=Q(due_at__gte=F("started_at"))),
            models.CheckConstraint(name="an_ended_clock_wakes_nobody", condition=Q(ended_at=None) | Q(wake_at=None)),
        )
        # Most clocks have ended, so the indexes of the queue and the worker hold the running ones only.
        indexes = (
            models.Index(name="clocks_due", fields=("organisation", "due_at", "id"), condition=Q(ended_at=None)),
            models.Index(name="clocks_of_an_owner", fields=("owner", "due_at", "id"), condition=Q(ended_at=None)),
            models.Index(name="clocks_to_wake", fields=("wake_at", "id"), condition=Q(wake_at__isnull=False)),
            models.Index(name="clocks_of_a_subject", fields=("subject_id", "due_at")),
            models.Index(name="clocks_of_a_file", fields=("file", "due_at"), condition=Q(ended_at=None)),
            models.Index(
                name="ends_of_measures",
                fields=("file", "ended_at"),
                condition=Q(kind=ClockKind.MEASURE_END, ended_at__isnull=False),
            ),
            models.Index(name="promises", fields=("organisation", "due_at", "outcome"), condition=Q(is_promise=True)),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
