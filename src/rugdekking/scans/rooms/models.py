"""A room in which a group goes through a guide together, and its votes. Gone when the meeting is over."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Organisation


class Stage(models.TextChoices):
    ASKING = "asking", "er wordt gestemd"
    SHOWN = "shown", "de uitslag staat op het scherm"


class Room(models.Model):
    """`code` is what phones type. `guide` is the guide as it was when the room opened.

    `leaders` are the browsers that lead, by a name that they have in this room only; `invitation` lets one more in,
    once.

    `position` is the screen that shows now, since `since`; `shown` are the screens whose outcome everybody saw, and
    that take no more votes. Nothing says who leads or from where.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=9)
    guide = models.TextField()
    leaders = models.JSONField(default=list)
    invitation = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=6, choices=Stage, default=Stage.ASKING)
    shown = models.JSONField(default=list)
    since = models.DateTimeField()
    ends_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "code": "Nine digits that stand on a screen in a room, and mean nothing once it is closed.",
            "leaders": "Names that browsers have in this room only; they lead back to nobody, and to no vote.",
            "shown": "Which numbers of screens showed an outcome, and nothing of that outcome.",
            "guide": "A public conversation guide, the same for everybody who reads it.",
        }
    )

    class Meta:
        constraints = (models.UniqueConstraint(name="a_code_leads_to_one_room", fields=("organisation", "code")),)

    def __str__(self) -> str:
        return str(self.pk)


class Vote(models.Model):
    """One answer of one phone. `phone` is another name on every question: answers cannot be laid together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    answer = models.PositiveSmallIntegerField()
    phone = models.BinaryField(max_length=16)

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_phone_votes_once_on_a_question", fields=("room", "position", "phone")),
        )

    def __str__(self) -> str:
        return str(self.pk)
