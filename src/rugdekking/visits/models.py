"""How often a page of help was read on a day. No address, no browser, no moment: nothing about who read it."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Organisation


class Act(models.TextChoices):
    READ = "read", "gelezen"
    FETCHED = "fetched", "opgehaald"


class DayCount(models.Model):
    """One page of the toolkit on one day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=255)
    act = models.CharField(max_length=7, choices=Act)
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField()

    privacy: ClassVar[Privacy] = Privacy(clear={"page": "The public name of a page of the toolkit."})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_count_per_page_act_and_day", fields=("organisation", "page", "act", "day")
            ),
        )

    def __str__(self) -> str:
        return f"{self.page} {self.day}"
