"""Whose case it is: the reports it holds, the people concerned, and those who handle it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.cases.models.case import Case
from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.reports.models import Report


class CaseReport(models.Model):
    """A report that belongs to a case. A report belongs to one case at most."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy()

    def __str__(self) -> str:
        return str(self.pk)


class PersonKind(models.TextChoices):
    CONCERNED = "concerned", "betrokkene"
    WITNESS = "witness", "getuige"
    RELATIVE = "relative", "naaste"


class PersonConcerned(models.Model):
    """Somebody to whom it happened, who saw it, or who stands near. Each has own consent, support and terms.

    Who reported has a `report`, and their consents stand there. Others are known to the case only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=PersonKind)
    sealed = models.BinaryField()
    added_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        indexes = (models.Index(name="people_of_a_case", fields=("case", "added_on")),)

    def __str__(self) -> str:
        return self.get_kind_display()


class Handler(models.Model):
    """A member who handles a case, or did. `urgent_at` and `waiting` repeat the case's, for one own queue."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    urgent_at = models.DateTimeField()
    waiting = models.BooleanField(default=False)

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_running_turn_per_handler", fields=("case", "membership"), condition=Q(until=None)
            ),
        )
        indexes = (
            models.Index(
                name="own_cases_in_order", fields=("membership", "urgent_at", "case"), condition=Q(until=None)
            ),
            models.Index(
                name="own_waiting_in_order",
                fields=("membership", "urgent_at", "case"),
                condition=Q(until=None, waiting=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
