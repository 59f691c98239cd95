"""What people write in a case: facts, notes, promises. All of it sealed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.cases.models.case import Case
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.reports.models import Report


class Facts(models.Model):
    """What a handler recorded about the event, in the words of the protocol. Each version stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    sealed = models.BinaryField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (models.UniqueConstraint(name="one_version_of_facts", fields=("case", "version")),)

    def __str__(self) -> str:
        return str(self.version)


class Visibility(models.TextChoices):
    REPORTER = "reporter", "ook voor de melder"
    TEAM = "team", "alleen voor het team"
    PRIVATE = "private", "alleen voor mij"


class Note(models.Model):
    """A note in a case. Who may read it decides under which key it lies.

    For the reporter: under the report's key, so that the mailbox shows it. For the team: under the case key. Only
    for the writer: under a key that is wrapped to nobody else, and comes back with that person's codes alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=8, choices=Visibility)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, null=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    written_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_note_lies_under_the_key_of_its_readers",
                condition=Q(visibility=Visibility.REPORTER, report__isnull=False, key=None)
                | Q(visibility=Visibility.TEAM, report=None, key=None)
                | Q(visibility=Visibility.PRIVATE, report=None, key__isnull=False),
            ),
        )
        indexes = (models.Index(name="notes_of_a_case", fields=("case", "written_at")),)

    def __str__(self) -> str:
        return self.get_visibility_display()


class Promise(models.Model):
    """A date that the desk promised to a reporter. Both sides read it, so it lies under the report's key.

    The clock says when it is due and whether it was kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    clock = models.UUIDField(unique=True)
    sealed = models.BinaryField()
    made_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)
