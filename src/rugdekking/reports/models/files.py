"""The files of a report: those that are whole, those that still come in, and who handled them."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Organisation
from rugdekking.reports.choices import Writer
from rugdekking.reports.models.report import Report


class Evidence(models.Model):
    """A file of a report. Its name and its key are sealed under the report's key; the file lies on disk.

    `copy` is its cleaned copy, a sealed file of its own. `sealed_about` is what people tell of it: when it was made,
    where it was found.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    file = models.UUIDField(unique=True)
    copy = models.UUIDField(null=True, unique=True)
    added_by = models.CharField(max_length=9, choices=Writer)
    sealed = models.BinaryField()
    sealed_about = models.BinaryField(null=True)
    added_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed", "sealed_about"}))

    def __str__(self) -> str:
        return str(self.pk)


class Handling(models.Model):
    """About which file a line of the log is. The log itself speaks of the report only: whoever must not know of the
    report may not find its files there either."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")
    # A line of the log outlives what it tells about, so nothing there is pointed at with a foreign key.
    entry = models.UUIDField(unique=True)

    privacy: ClassVar[Privacy] = Privacy()

    def __str__(self) -> str:
        return str(self.pk)


class ComingFile(models.Model):
    """A file that comes in piece by piece and is not whole yet. The id is the file's own.

    `subject` is a draft or a report, whose key seals what opens the file. No foreign key: it may be either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField(db_index=True)
    sealed = models.BinaryField()
    begun_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    def __str__(self) -> str:
        return str(self.pk)
