"""A report, its story, and who holds a code to it. Every word of anybody is sealed.

A reference by which nobody looks, or with which another index begins, has no index of its own here: each index is
one more page to write in the commit of every report.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Desk, Membership, Organisation
from rugdekking.reports.choices import (
    BehaviourClass,
    Channel,
    Confirmed,
    Kind,
    Origin,
    Part,
    PersonClass,
    Writer,
)
from rugdekking.reports.status import State


class Report(models.Model):
    """What somebody told the desk. When it is destroyed this row stays, without a key: that it was there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=9, unique=True)
    key = models.ForeignKey(Key, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    origin = models.CharField(max_length=5, choices=Origin, default=Origin.FORM)
    state = models.CharField(max_length=9, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=14, choices=Channel, blank=True)
    behaviour_class = models.CharField(max_length=6, choices=BehaviourClass, blank=True)
    person_class = models.CharField(max_length=13, choices=PersonClass, blank=True)
    unsafe_now = models.BooleanField(default=False)
    # Sent while far more came in than people can send: a person looks before anybody is alarmed.
    set_apart = models.BooleanField(default=False)
    # Some of the readers must not know, so the key went person by person.
    person_by_person = models.BooleanField(default=False)
    taken_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    awaits_confirmation = models.BooleanField(default=False)
    typed_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    confirmed_how = models.CharField(max_length=4, choices=Confirmed, blank=True)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    confirmed_with = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_on = models.DateField(null=True)
    destroy_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={"reference": "A random name to say over the phone; it tells nothing of the report."}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="only_a_destroyed_report_has_no_key",
                condition=Q(state=State.DESTROYED, key=None) | ~Q(state=State.DESTROYED) & Q(key__isnull=False),
            ),
            models.CheckConstraint(
                name="a_withdrawn_report_shows_when_it_is_destroyed",
                condition=Q(withdrawn_on=None, destroy_on=None)
                | Q(withdrawn_on__isnull=False, destroy_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_withdrawn_report_says_so",
                condition=Q(state=State.DESTROYED)
                | Q(state=State.WITHDRAWN, withdrawn_on__isnull=False)
                | ~Q(state=State.WITHDRAWN) & Q(withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="word_of_mouth_names_two_different_people",
                condition=~Q(confirmed_how=Confirmed.BY_WORD)
                | Q(confirmed_by__isnull=False, confirmed_with__isnull=False) & ~Q(confirmed_by=F("confirmed_with")),
            ),
            models.CheckConstraint(
                name="the_typist_is_not_the_second_person",
                condition=Q(typed_by=None) | Q(confirmed_with=None) | ~Q(typed_by=F("confirmed_with")),
            ),
        )
        indexes = (
            # The queue shows alarms first, then what waits longest.
            models.Index(
                F("desk"),
                F("unsafe_now").desc(),
                F("received_at"),
                F("id"),
                name="reports_not_taken",
                condition=Q(state=State.RECEIVED),
            ),
            models.Index(name="reports_to_destroy", fields=("destroy_on",), condition=Q(state=State.WITHDRAWN)),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open_to_desk(self) -> bool:
        """Whether the desk reads it: not from the moment it is withdrawn, though it is destroyed later."""
        return self.state not in {State.WITHDRAWN, State.DESTROYED}

    @property
    def entered_by_desk(self) -> bool:
        return self.origin != Origin.FORM


class CodeHolder(models.Model):
    """Somebody who holds an access code to one report. A second report under the same code has a holder of its
    own, and nothing in the database ties the two."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+", db_index=False)
    part = models.CharField(max_length=9, choices=Part, default=Part.REPORTER)
    lookup = models.BinaryField(unique=True)
    public = models.BinaryField()
    first_use = models.BooleanField(default=False)
    sealed_address = models.BinaryField(null=True)
    made_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"lookup", "public", "sealed_address"}))

    class Meta:
        constraints = (models.UniqueConstraint(name="one_holder_per_part", fields=("report", "part")),)

    def __str__(self) -> str:
        return self.get_part_display()


class Body(models.Model):
    """One version of the story. A correction adds a version; the earlier ones stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField(default=1)
    writer = models.CharField(max_length=9, choices=Writer)
    sealed = models.BinaryField()
    written_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (models.UniqueConstraint(name="each_version_once", fields=("report", "version")),)

    def __str__(self) -> str:
        return str(self.version)
