"""An organisation's own aggression protocol: public text, adopted by its council or board, in versions."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Organisation


class State(models.TextChoices):
    DRAFT = "draft", "concept"
    ADOPTED = "adopted", "vastgesteld"
    WITHDRAWN = "withdrawn", "ingetrokken"


class OwnProtocol(models.Model):
    """One version. It changes only while it is a draft, because cases point at the version that they followed.

    `number` counts what was adopted. `from_name` and `from_version` say from which shipped protocol it was derived.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    number = models.PositiveIntegerField(null=True)
    body = models.TextField()
    # Counts the changes of a draft: who saves over an older one is told so.
    changes = models.PositiveIntegerField(default=0)
    from_name = models.CharField(max_length=40)
    from_version = models.PositiveIntegerField()
    made_on = models.DateField()
    adopted_by = models.CharField(max_length=120, blank=True)
    adopted_on = models.DateField(null=True)
    reference = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "body": "The organisation's own rules: a public document, about nobody.",
            "from_name": "The name of a shipped public protocol.",
            "adopted_by": "Which public body adopted the rules, such as the council.",
            "reference": "The public reference of that decision.",
        }
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="an_organisation_has_one_draft_protocol",
                fields=("organisation",),
                condition=Q(state=State.DRAFT),
            ),
            models.UniqueConstraint(
                name="a_version_of_a_protocol_is_adopted_once", fields=("organisation", "number")
            ),
            models.CheckConstraint(
                name="an_adopted_protocol_says_by_whom_when_and_where",
                condition=Q(state=State.DRAFT, number=None, adopted_on=None, valid_from=None)
                | Q(
                    state__in=[State.ADOPTED, State.WITHDRAWN],
                    number__isnull=False,
                    adopted_on__isnull=False,
                    valid_from__isnull=False,
                )
                & ~Q(adopted_by="")
                & ~Q(reference=""),
            ),
            models.CheckConstraint(
                name="only_a_withdrawn_protocol_has_a_last_day",
                condition=Q(state=State.WITHDRAWN, withdrawn_on__isnull=False)
                | ~Q(state=State.WITHDRAWN) & Q(withdrawn_on=None),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Example(models.Model):
    """An invented event in the words of a protocol: codes only, no text of anybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    made_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(
        clear={"body": "An invented event: codes of the public protocol that were ticked, and no words."}
    )

    class Meta:
        constraints = (models.UniqueConstraint(name="an_example_is_kept_once", fields=("organisation", "body")),)

    def __str__(self) -> str:
        return str(self.pk)
