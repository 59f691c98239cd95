"""An organisation's own scans and conversation guides. What anybody answers in a scan is kept nowhere."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.scans.rooms.models import Room, Stage, Vote

__all__ = ["Kind", "OwnContent", "Room", "Stage", "State", "Vote"]


class Kind(models.TextChoices):
    """What it is; the value is the folder below content/nl in which the shipped ones stand."""

    SCAN = "scans", "zelfscan"
    GUIDE = "guides", "werkvorm"


class State(models.TextChoices):
    DRAFT = "draft", "concept"
    PUBLISHED = "published", "gepubliceerd"
    WITHDRAWN = "withdrawn", "ingetrokken"


class OwnContent(models.Model):
    """One version of a scan or guide that an organisation wrote itself. It changes only while it is a draft.

    `name` is the id in its file; with the name of a shipped one it takes the place of that. `number` counts
    what was published.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.SCAN)
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    number = models.PositiveIntegerField(null=True)
    body = models.TextField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "name": "The name of a public scan or guide, about nobody.",
            "body": "The text of a public scan or guide: about nobody, and no answers.",
        }
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="own_content_has_one_draft",
                fields=("organisation", "kind", "name"),
                condition=Q(state=State.DRAFT),
            ),
            models.UniqueConstraint(
                name="a_version_of_own_content_is_published_once", fields=("organisation", "kind", "name", "number")
            ),
            models.CheckConstraint(
                name="published_own_content_says_when",
                condition=Q(state=State.DRAFT, number=None, published_on=None, withdrawn_on=None)
                | Q(state=State.PUBLISHED, number__isnull=False, published_on__isnull=False, withdrawn_on=None)
                | Q(
                    state=State.WITHDRAWN,
                    number__isnull=False,
                    published_on__isnull=False,
                    withdrawn_on__isnull=False,
                ),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
