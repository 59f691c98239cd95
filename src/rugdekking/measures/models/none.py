"""That nothing was answered, with the reason."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.cases.models import Case
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Membership, Organisation


class NoReaction(models.Model):
    """A reasoned none: why this case goes without an answer to the behaviour."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    reason = models.BinaryField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"reason"}))

    def __str__(self) -> str:
        return str(self.pk)
