"""A report that is being written, with its files."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Organisation


class Draft(models.Model):
    """A report that is being written. Only its code opens it; the id is a one-way name of that code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    sealed = models.BinaryField()
    expires_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        indexes = (models.Index(name="drafts_to_destroy", fields=("expires_on",)),)

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """A file of a draft. The id is the file's own; its key is sealed under the draft's code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # No foreign key: sending deletes draft and rows without first reading them.
    draft = models.UUIDField(db_index=True)
    sealed = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)
