"""The plan of a case: tasks per role and phase, each with a key of its own. And what is prepared every year."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.cases.models import Case
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.plans.status import State


class Plan(models.Model):
    """That a case got its plan, and after which version of the shipped one. A case keeps what it followed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    made_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(clear={"name": "The name of a shipped plan, public."})

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Phase(models.TextChoices):
    BEFORE = "before", "vooraf"
    DURING = "during", "tijdens"
    AFTER = "after", "na"


class Task(models.Model):
    """One thing to do. Its owner reads the task and what the handler added to it, and nothing else of the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40)
    phase = models.CharField(max_length=6, choices=Phase)
    step = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    due_at = models.DateTimeField(null=True)
    clock = models.UUIDField(null=True)
    sealed = models.BinaryField()
    sealed_end = models.BinaryField(null=True)
    made_on = models.DateField()
    ended_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        sealed=frozenset({"sealed", "sealed_end"}),
        clear={
            "code": "Names a task of the shipped plan, public; empty for a task that somebody wrote.",
            "role": "A role code of the shipped plan, such as carer; nobody types it.",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_task_that_ended_says_when_and_how",
                condition=Q(state=State.OPEN, ended_on=None, sealed_end=None)
                | ~Q(state=State.OPEN) & Q(ended_on__isnull=False, sealed_end__isnull=False),
            ),
            models.CheckConstraint(name="a_task_is_one_of_the_nine_steps", condition=Q(step__gte=1, step__lte=9)),
            models.UniqueConstraint(
                name="each_shipped_task_once_per_case", fields=("case", "code"), condition=~Q(code="")
            ),
        )
        indexes = (
            models.Index(name="tasks_of_a_case", fields=("case", "phase", "step")),
            models.Index(
                name="open_tasks_of_an_owner", fields=("owner", "due_at", "id"), condition=Q(state=State.OPEN)
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Preparation(models.Model):
    """What an organisation prepares in one year, after which version of the shipped plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    made_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(clear={"name": "The name of a shipped plan, public."})

    class Meta:
        constraints = (models.UniqueConstraint(name="one_preparation_a_year", fields=("organisation", "year")),)

    def __str__(self) -> str:
        return str(self.year)


class Precaution(models.Model):
    """One thing to prepare this year: of the shipped plan by its `code`, or an own one by its `text`.

    About no report and no case, so everybody of the organisation may read it and it lies under no key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=40)
    owner = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    moved = models.BooleanField(default=False)
    clock = models.UUIDField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    remark = models.CharField(max_length=500, blank=True)
    ended_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "code": "Names a task of the shipped plan, public; empty for one that the organisation added.",
            "text": "What the organisation prepares, about nobody; the page asks to name no person and no report.",
            "role": "A role code of the shipped plan, such as carer; nobody types it.",
            "remark": "How preparing went or why it was skipped; the page asks to name no person and no report.",
        }
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_precaution_is_shipped_or_added",
                condition=Q(text="") & ~Q(code="") | Q(code="") & ~Q(text=""),
            ),
            models.CheckConstraint(
                name="a_precaution_that_ended_says_when",
                condition=Q(state=State.OPEN, ended_on=None) | ~Q(state=State.OPEN) & Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_precaution_is_skipped_for_a_reason", condition=~Q(state=State.SKIPPED, remark="")
            ),
            models.UniqueConstraint(
                name="each_shipped_precaution_once_a_year", fields=("preparation", "code"), condition=~Q(code="")
            ),
        )

    def __str__(self) -> str:
        return self.code or self.text
