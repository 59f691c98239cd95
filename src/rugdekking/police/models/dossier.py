"""The file of one person concerned, and its sheets, which are written anew and never over."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.police.status import State


class Dossier(models.Model):
    """One police track: each person concerned has an own wish, an own term and an own file.

    Its key lies under the key of the case, and with the person's own code when they have one: who corrects the file
    on their own page opens it there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.OneToOneField(PersonConcerned, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_file_that_ended_has_a_day",
                condition=Q(state=State.ENDED, ended_on__isnull=False) | ~Q(state=State.ENDED) & Q(ended_on=None),
            ),
        )
        indexes = (models.Index(name="dossiers_of_a_case", fields=("case", "opened_on")),)

    def __str__(self) -> str:
        return self.get_state_display()


class Part(models.TextChoices):
    """The sheets of a file. Each is written in versions; the newest counts."""

    WISH = "wish", "de wens"
    OFFENCES = "offences", "mogelijke strafbare feiten"
    AT_POLICE = "at_police", "wie bij politie en OM"
    COSTS = "costs", "schade en kosten"
    DANGER = "danger", "wie is gebeld bij levensgevaar"
    SECURITY = "security", "beveiliging van de woning"
    SUBVERSION = "subversion", "ondermijning"
    DUTY = "duty", "de plicht om aangifte te doen"
    ACCOUNT = "account", "de zeven vragen"
    DETAILS = "details", "gegevens voor de politie"
    ENDING = "ending", "waarom het klaar is"


class Sheet(models.Model):
    """One version of a sheet, sealed under the file's key. Without `written_by` the person concerned wrote it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    version = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    written_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (
            models.UniqueConstraint(name="each_version_of_a_sheet_once", fields=("dossier", "part", "version")),
        )

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.version}"
