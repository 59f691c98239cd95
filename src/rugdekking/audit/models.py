"""What happened and who looked. Append-only, without foreign keys and without a word of anybody."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.audit.actor import ActorKind
from rugdekking.kernel.privacy import Privacy


class Segment(models.Model):
    """One month of one organisation's log. Its head is signed again each time rows are linked to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.UUIDField()
    month = models.DateField()
    previous_head = models.BinaryField()
    length = models.PositiveIntegerField(default=0)
    head = models.BinaryField()
    signature = models.BinaryField()
    sent_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (models.UniqueConstraint(name="one_segment_per_month", fields=("organisation", "month")),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Entry(models.Model):
    """One act or one look. Written inside the transaction of what it tells; linked by the worker afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.UUIDField()
    action = models.CharField(max_length=40)
    subject = models.UUIDField()
    actor_kind = models.CharField(max_length=8, choices=ActorKind)
    actor = models.UUIDField(null=True)
    role = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()
    segment = models.UUIDField(null=True)
    position = models.PositiveIntegerField(null=True)
    link = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "action": "A code from the program, such as case.looked; never what somebody typed.",
            "role": "A role code from the program: the reporter reads in which role somebody looked.",
        }
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_entry_per_place_in_a_segment",
                fields=("segment", "position"),
                condition=Q(segment__isnull=False),
            ),
            models.CheckConstraint(
                name="a_linked_entry_has_segment_position_and_link",
                condition=Q(segment=None, position=None, link=None)
                | Q(segment__isnull=False, position__isnull=False, link__isnull=False),
            ),
        )
        indexes = (
            models.Index(name="entries_of_a_subject", fields=("subject", "action")),
            models.Index(name="entries_to_link", fields=("organisation", "at", "id"), condition=Q(segment=None)),
            models.Index(F("organisation"), F("at").desc(), F("id"), name="entries_newest_first"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
