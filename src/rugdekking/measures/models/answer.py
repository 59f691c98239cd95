"""What the organisation answers to the person who did it."""

import uuid
from typing import ClassVar

from django.db import models

from rugdekking.cases.models import Case
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.measures.models.choices import Hearing, Mandate, Nature, Remedy, Strength
from rugdekking.measures.models.fair import FAIR
from rugdekking.measures.status import State
from rugdekking.organisations.models import Membership, Organisation


class Answer(models.Model):
    """One answer: a response such as a conversation, or a measure such as a written warning.

    Every text lies under the answer's own key, which the decider has and which says nothing of the rest of
    the case. A measure stands in the table only with behaviour, ground and remedy, is decided only after a
    hearing or a reason to skip it, and is served only after a decision (design, principle 4).

    A measure with a term also says where and what exactly (`scope`) and what remains possible and how
    (`basic_services`). `length` counts in the unit of its protocol. It holds from `begins_on` until and with
    `ends_on`, which no change moves past `latest_end`; `ended_on` is the day on which it really stopped.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    nature = models.CharField(max_length=8, choices=Nature)
    code = models.CharField(max_length=40)
    protocol = models.CharField(max_length=40)
    protocol_version = models.PositiveIntegerField()
    strength = models.CharField(max_length=15, choices=Strength, blank=True)
    norm_crossing = models.BooleanField()
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    mandate = models.CharField(max_length=12, choices=Mandate)
    put_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    put_on = models.DateField()
    decider = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    behaviour = models.BinaryField()
    ground = models.BinaryField()
    remedy = models.CharField(max_length=11, choices=Remedy, blank=True)
    remedy_text = models.BinaryField(null=True)
    hearing = models.CharField(max_length=7, choices=Hearing, default=Hearing.NONE)
    hearing_text = models.BinaryField(null=True)
    heard_on = models.DateField(null=True)
    hear_by = models.DateField(null=True)
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    reason = models.BinaryField(null=True)
    motive = models.BinaryField(null=True)
    served_on = models.DateField(null=True)
    served_text = models.BinaryField(null=True)
    length = models.PositiveSmallIntegerField(null=True)
    scope = models.BinaryField(null=True)
    basic_services = models.BinaryField(null=True)
    begins_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    latest_end = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        sealed=frozenset(
            {
                "behaviour",
                "ground",
                "remedy_text",
                "hearing_text",
                "reason",
                "motive",
                "served_text",
                "scope",
                "basic_services",
            }
        ),
        clear={
            "code": "A code of the protocol, such as written_warning: decides hearing and terms.",
            "protocol": "The name of the protocol that the case follows, public.",
        },
    )

    class Meta:
        constraints = FAIR
        indexes = (
            models.Index(name="answers_of_a_case", fields=("case", "state")),
            models.Index(name="answers_of_a_decider", fields=("decider", "state")),
            models.Index(name="answers_of_a_deputy", fields=("deputy", "state")),
        )

    def __str__(self) -> str:
        return str(self.pk)
