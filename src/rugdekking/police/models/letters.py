"""Letters of a police file: to whoever caused damage, and to a platform."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.police.models.dossier import Dossier
from rugdekking.police.models.online import Online


class DossierLetter(models.Model):
    """One letter in the words that go out, sealed under the key of its file. A notice says what it is `about`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Online, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    sent_on = models.DateField(null=True)
    sealed = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(
        sealed=frozenset({"sealed"}),
        clear={"name": "The name of a shipped letter, such as damage_claim; nobody types it."},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_letter_of_a_file_goes_out_after_it_was_made",
                condition=Q(sent_on=None) | Q(sent_on__gte=F("made_on")),
            ),
        )
        indexes = (models.Index(name="letters_of_a_dossier", fields=("dossier", "made_on")),)

    def __str__(self) -> str:
        return str(self.pk)
