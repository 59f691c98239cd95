"""The case itself: its key, its state, and the few things that the queue may show in clear."""

import uuid
from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.cases.status import State
from rugdekking.kernel.ids import reference
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Desk, Organisation
from rugdekking.reports.choices import BehaviourClass, PersonClass

# Where a case stands in the queue is one moment, so that one index serves every page of every filter.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
NO_TERM = datetime(2900, 1, 1, tzinfo=UTC)
# Closed cases stand behind all open ones, the last closed first: counted back from here.
AFTER_ALL = datetime(5000, 1, 1, tzinfo=UTC)


class Outcome(models.TextChoices):
    SETTLED = "settled", "afgerond"
    WITHOUT_FOLLOW_UP = "without", "geen vervolg nodig"
    ELSEWHERE = "elsewhere", "overgedragen aan een ander"
    WITHDRAWN = "withdrawn", "ingetrokken door de melder"


class Case(models.Model):
    """One event, told in one or more reports, that somebody has taken on.

    The case key opens what the desk writes. Parts above this one seal nothing under it: they have keys of their
    own, wrapped to the case key, so that the case key can be renewed without knowing them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=9, unique=True, default=reference, editable=False)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    new_key_due = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.INTAKE)
    opened_on = models.DateField()
    protocol = models.CharField(max_length=40, blank=True)
    protocol_version = models.PositiveIntegerField(null=True)
    behaviour_class = models.CharField(max_length=6, choices=BehaviourClass, blank=True)
    person_class = models.CharField(max_length=13, choices=PersonClass, blank=True)
    unsafe_now = models.BooleanField(default=False)
    waiting = models.BooleanField(default=False)
    urgent_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "reference": "A random word for on the phone; it tells nothing about the case.",
            "protocol": "The name of the shipped protocol that the case follows, public.",
        }
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_closed_case_has_a_day_and_an_outcome",
                condition=Q(state=State.CLOSED, closed_on__isnull=False, outcome__in=Outcome.values)
                | ~Q(state=State.CLOSED) & Q(closed_on=None, outcome=""),
            ),
            models.CheckConstraint(
                name="a_closed_case_waits_for_nobody",
                condition=~Q(state=State.CLOSED) | Q(waiting=False, unsafe_now=False),
            ),
            models.CheckConstraint(
                name="a_protocol_is_pinned_with_its_version",
                condition=Q(protocol="", protocol_version=None) | ~Q(protocol="") & Q(protocol_version__isnull=False),
            ),
        )
        indexes = (
            models.Index(name="cases_in_order", fields=("organisation", "urgent_at", "id")),
            models.Index(
                name="cases_waiting_in_order",
                fields=("organisation", "urgent_at", "id"),
                condition=Q(waiting=True),
            ),
            models.Index(name="cases_closed_by_day", fields=("closed_on",), condition=Q(closed_on__isnull=False)),
        )

    def __str__(self) -> str:
        return self.reference
