"""What the front desk may know of a running measure: a card, found by a name and by nothing else."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.measures.models.answer import Answer
from rugdekking.organisations.models import Organisation


class Card(models.Model):
    """Who it is, what the rule is, where, and what to do: sealed to the front desk and the readers.

    Until when it holds, the answer says; so a card never shows a measure that is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    made_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)


class CardName(models.Model):
    """A blind name under which a card is found: only who holds the card's key can make it from what is typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="+")
    name = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"name"}))

    class Meta:
        constraints = (models.UniqueConstraint(name="each_name_once_per_card", fields=("name", "card")),)

    def __str__(self) -> str:
        return str(self.pk)
