"""That an organisation practises, or did. What was invented lies in an organisation of its own, and goes with it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Membership, Organisation


class Drill(models.Model):
    """One drill. `practice` is where it is held; after it was thrown away only this line stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    practice = models.OneToOneField(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    scenario = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    goes_on = models.DateField()
    thrown_away_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(clear={"scenario": "The name of a shipped drill, public."})

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_drill_is_held_somewhere_or_was_thrown_away",
                condition=Q(practice__isnull=False, thrown_away_on=None)
                | Q(practice=None, thrown_away_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_drill_at_a_time", fields=("organisation",), condition=Q(thrown_away_on=None)
            ),
        )

    def __str__(self) -> str:
        return self.scenario
