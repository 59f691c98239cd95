"""Somebody looked whether a running measure is still needed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.measures.models.answer import Answer
from rugdekking.measures.models.change import Change
from rugdekking.measures.models.choices import ReviewOutcome
from rugdekking.organisations.models import Membership, Organisation


class Review(models.Model):
    """What came of one look: it stays as it is, or a change was put to a decider. `next_on`: the next look."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    held_on = models.DateField()
    held_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=ReviewOutcome)
    reason = models.BinaryField()
    next_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"reason"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_review_that_wants_a_change_asks_for_it",
                condition=Q(outcome=ReviewOutcome.CONTINUE, change=None)
                | ~Q(outcome=ReviewOutcome.CONTINUE) & Q(change__isnull=False),
            ),
            models.CheckConstraint(name="the_next_review_is_no_earlier", condition=Q(next_on__gte=F("held_on"))),
        )

    def __str__(self) -> str:
        return str(self.pk)
