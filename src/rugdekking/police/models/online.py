"""What stands online: where, what was kept of it, and what the platform did about it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Organisation
from rugdekking.police.models.dossier import Dossier
from rugdekking.police.status import OnlineState


class Answer(models.TextChoices):
    """What a platform did after a notice."""

    REMOVED = "removed", "weggehaald"
    PARTLY = "partly", "een deel weggehaald"
    REFUSED = "refused", "niet weggehaald"


class Online(models.Model):
    """One message, profile or film online. What it is and where lies sealed.

    `noticed_on`: the platform was told (Regulation (EU) 2022/2065, article 16); `clock` then watches its answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=OnlineState, default=OnlineState.KEPT)
    kept_on = models.DateField()
    noticed_on = models.DateField(null=True)
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    answered_on = models.DateField(null=True)
    clock = models.UUIDField(null=True)
    sealed = models.BinaryField()
    changes = models.PositiveSmallIntegerField(default=0)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_notice_to_a_platform_has_a_day_and_a_clock",
                condition=Q(state=OnlineState.KEPT, noticed_on=None, clock=None)
                | ~Q(state=OnlineState.KEPT) & Q(noticed_on__isnull=False, clock__isnull=False),
            ),
            models.CheckConstraint(
                name="an_answer_of_a_platform_follows_a_notice",
                condition=Q(
                    state=OnlineState.ANSWERED,
                    answer__in=Answer.values,
                    answered_on__isnull=False,
                    answered_on__gte=F("noticed_on"),
                )
                | ~Q(state=OnlineState.ANSWERED) & Q(answer="", answered_on=None),
            ),
        )
        indexes = (models.Index(name="online_of_a_dossier", fields=("dossier", "kept_on")),)

    def __str__(self) -> str:
        return self.get_state_display()
