"""Reports, what belongs to them, and who holds a code to them. Every word of anybody is sealed.

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
    Answer,
    BehaviourClass,
    Channel,
    Confirmed,
    Kind,
    Origin,
    Part,
    PersonClass,
    Score,
    Step,
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


class Message(models.Model):
    """A message between the desk and one holder of a code. The order lies in the sealed text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    holder = models.ForeignKey(CodeHolder, on_delete=models.CASCADE, related_name="+")
    from_reporter = models.BooleanField()
    sealed = models.BinaryField()
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        indexes = (models.Index(name="messages_of_a_report", fields=("report", "from_reporter", "read_at")),)

    def __str__(self) -> str:
        return str(self.pk)


class Evidence(models.Model):
    """A file of a report. Its name and its key are sealed under the report's key; the file lies on disk.

    `copy` is its cleaned copy, a sealed file of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    file = models.UUIDField(unique=True)
    copy = models.UUIDField(null=True, unique=True)
    added_by = models.CharField(max_length=9, choices=Writer)
    sealed = models.BinaryField()
    added_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)


class Consent(models.Model):
    """A step that was asked of the person concerned, and what they said. Asking again makes a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=12, choices=Step)
    state = models.CharField(max_length=9, choices=Answer, default=Answer.ASKED)
    how = models.CharField(max_length=4, choices=Confirmed, blank=True)
    recorded_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_answered_consent_says_when_and_how",
                condition=Q(state=Answer.ASKED, answered_at=None, how="")
                | ~Q(state=Answer.ASKED) & Q(answered_at__isnull=False) & ~Q(how=""),
            ),
            models.UniqueConstraint(
                name="one_running_consent_per_step",
                fields=("report", "step"),
                condition=Q(state__in=(Answer.ASKED, Answer.GIVEN)) & ~Q(step=Step.OTHER),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.get_state_display()}"


class Rating(models.Model):
    """How somebody looks back at what the desk did, once per closing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    holder = models.ForeignKey(CodeHolder, on_delete=models.CASCADE, related_name="+")
    score = models.CharField(max_length=5, choices=Score)
    wants_reopening = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)
    closed_on = models.DateField()
    given_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (models.UniqueConstraint(name="one_rating_per_closing", fields=("holder", "closed_on")),)

    def __str__(self) -> str:
        return self.get_score_display()


class Draft(models.Model):
    """A report that is being written. Only its code opens it; the id is a one-way name of that code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    sealed = models.BinaryField()
    expires_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        indexes = (models.Index(name="drafts_to_destroy", fields=("expires_on",)),)

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """A file of a draft. The id is the file's own; its key is sealed under the draft's code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # No foreign key: sending deletes draft and rows without first reading them.
    draft = models.UUIDField(db_index=True)
    sealed = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)
