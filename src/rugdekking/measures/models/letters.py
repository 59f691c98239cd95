"""Letters about an answer or a record, and what an organisation made of the shipped texts and of the look."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.measures.models.answer import Answer
from rugdekking.measures.models.change import Change
from rugdekking.measures.models.objection import Objection
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.perpetrators.models import Perpetrator


class Letter(models.Model):
    """One letter as it was made: every word that goes out lies sealed.

    Most lie under the key of their answer. One to the reporter lies under a key of its own, for whoever has the case:
    who only decides about the answer, judges it or looks after it never reads what the reporter was told. What it
    tells of, a `change` or what came of an `objection`, stays that one also when others follow.

    One that tells a `perpetrator` what was written down lies under the key of that record, and goes with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="+")
    perpetrator = models.ForeignKey(Perpetrator, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")
    objection = models.ForeignKey(Objection, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    sent_on = models.DateField(null=True)
    body = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(
        sealed=frozenset({"body"}),
        clear={"name": "The name of a shipped letter, such as warning; nobody types it."},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_letter_goes_out_after_it_was_made",
                condition=Q(sent_on=None) | Q(sent_on__gte=F("made_on")),
            ),
            models.CheckConstraint(
                name="a_letter_tells_of_one_decision",
                condition=Q(change=None) | Q(objection=None),
            ),
            models.CheckConstraint(
                name="a_letter_is_about_an_answer_or_a_record",
                condition=Q(answer__isnull=False, perpetrator=None)
                | Q(answer=None, perpetrator__isnull=False, change=None, objection=None),
            ),
        )
        indexes = (models.Index(name="letters_of_an_answer", fields=("answer", "made_on")),)

    def __str__(self) -> str:
        return str(self.pk)


class Wording(models.Model):
    """An organisation's own words for a shipped letter. `changes` counts: who saves over an older one is told so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    from_version = models.PositiveIntegerField()
    body = models.TextField()
    changes = models.PositiveIntegerField(default=1)
    changed_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "name": "The name of a shipped letter, such as warning; nobody types it.",
            "body": "The organisation's own standard text: it goes to many people, and is about nobody.",
        }
    )

    class Meta:
        constraints = (models.UniqueConstraint(name="one_wording_of_each_letter", fields=("organisation", "name")),)

    def __str__(self) -> str:
        return self.name


class Letterhead(models.Model):
    """An organisation's own Word template, in which its letters are made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()
    put_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(
        clear={"content": "House style: an empty form with the public letterhead, about nobody."}
    )

    def __str__(self) -> str:
        return str(self.pk)
