"""What the desk and somebody who reported tell each other."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.reports.choices import Answer, Confirmed, Score, Step
from rugdekking.reports.models.report import CodeHolder, Report


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
