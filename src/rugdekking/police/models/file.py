"""What stands in a file beside its sheets: the logbook of contacts, and every time that it was handed over."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.police.models.dossier import Dossier


class LogEntry(models.Model):
    """One contact that was not wanted, by a member or, without `written_by`, by the person concerned.

    A wrong line is struck: it stays readable, and goes to nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    written_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    struck_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)


class HandOver(models.Model):
    """One time that the file was made ready for somebody outside: sealed as it went, signed with `signing`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    signing = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)
