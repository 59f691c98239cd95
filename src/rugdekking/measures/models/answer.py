"""What the organisation answers to the person who did it, and that nothing was answered, with the reason."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.cases.models import Case
from rugdekking.content.schema import Decider, Kind, Obligation
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.measures.status import State
from rugdekking.organisations.models import Membership, Organisation


class Nature(models.TextChoices):
    RESPONSE = Kind.RESPONSE.value, "reactie"
    MEASURE = Kind.MEASURE.value, "maatregel"


class Strength(models.TextChoices):
    ALWAYS = Obligation.ALWAYS.value, "altijd"
    IN_PRINCIPLE = Obligation.IN_PRINCIPLE.value, "in principe"
    IN_CONSULTATION = Obligation.IN_CONSULTATION.value, "in overleg met de betrokkene"
    MAY = Obligation.MAY.value, "mag"


class Mandate(models.TextChoices):
    CASE_MANAGER = Decider.CASE_MANAGER.value, "casusregisseur"
    LINE_MANAGER = Decider.LINE_MANAGER.value, "leidinggevende"
    CLERK = Decider.CLERK.value, "griffier"
    SECRETARY = Decider.SECRETARY.value, "secretaris"
    CHAIR = Decider.CHAIR.value, "voorzitter van het bestuur"
    EXECUTIVE = Decider.EXECUTIVE.value, "dagelijks bestuur"
    PRESIDIUM = Decider.PRESIDIUM.value, "presidium"


class Hearing(models.TextChoices):
    NONE = "none", "nog niet gehoord"
    HELD = "held", "gehoord"
    SKIPPED = "skipped", "niet gehoord, met reden"
    LATER = "later", "achteraf gehoord"


class Remedy(models.TextChoices):
    """What the person who gets the answer can do about it."""

    COMPLAINT = "complaint", "een klacht indienen"
    OBJECTION = "objection", "bezwaar maken"
    CIVIL_COURT = "civil_court", "naar de burgerlijke rechter gaan"


class Answer(models.Model):
    """One answer: a response such as a conversation, or a measure such as a written warning.

    Every text lies under the answer's own key, which the decider has and which says nothing of the rest of
    the case. A measure stands in the table only with behaviour, ground and remedy, is decided only after a
    hearing or a reason to skip it, and is served only after a decision (design, principle 4).
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
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    reason = models.BinaryField(null=True)
    motive = models.BinaryField(null=True)
    served_on = models.DateField(null=True)
    served_text = models.BinaryField(null=True)

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
            }
        ),
        clear={
            "code": "A code of the protocol, such as written_warning: decides hearing and terms.",
            "protocol": "The name of the protocol that the case follows, public.",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="emotion_alone_leads_to_no_measure",
                condition=Q(nature=Nature.RESPONSE) | Q(norm_crossing=True),
            ),
            models.CheckConstraint(
                name="a_measure_names_its_remedy",
                condition=Q(nature=Nature.RESPONSE) | Q(remedy__in=Remedy.values, remedy_text__isnull=False),
            ),
            models.CheckConstraint(
                name="a_hearing_has_a_day_and_a_text",
                condition=Q(hearing=Hearing.NONE, hearing_text=None, heard_on=None)
                | Q(
                    hearing__in=[Hearing.HELD, Hearing.SKIPPED, Hearing.LATER],
                    hearing_text__isnull=False,
                    heard_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="no_measure_is_decided_without_a_hearing_or_a_reason_to_skip_it",
                condition=Q(nature=Nature.RESPONSE)
                | Q(state__in=[State.PROPOSED, State.DECLINED, State.WITHDRAWN])
                | Q(state__in=[State.HEARD, State.DECIDED, State.SERVED])
                & Q(hearing__in=[Hearing.HELD, Hearing.SKIPPED, Hearing.LATER]),
            ),
            models.CheckConstraint(
                name="a_decision_has_a_decider_a_day_and_a_reason",
                condition=Q(state__in=[State.PROPOSED, State.HEARD], decided_by=None, decided_on=None, reason=None)
                | Q(state=State.WITHDRAWN)
                | Q(
                    state__in=[State.DECIDED, State.DECLINED, State.SERVED],
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                    reason__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="only_who_was_asked_or_the_deputy_decides",
                condition=Q(decided_by=None)
                | Q(decided_by=F("decider"))
                | Q(deputy__isnull=False, decided_by=F("deputy")),
            ),
            models.CheckConstraint(
                name="leaving_the_protocol_has_a_motive",
                condition=~Q(state__in=[State.DECIDED, State.SERVED], strength="")
                & ~Q(state=State.DECLINED, strength=Strength.ALWAYS)
                | Q(motive__isnull=False),
            ),
            models.CheckConstraint(
                name="a_served_answer_has_a_day_after_its_decision",
                condition=Q(
                    state=State.SERVED,
                    served_text__isnull=False,
                    served_on__isnull=False,
                    served_on__gte=F("decided_on"),
                )
                | ~Q(state=State.SERVED) & Q(served_on=None, served_text=None),
            ),
        )
        indexes = (
            models.Index(name="answers_of_a_case", fields=("case", "state")),
            models.Index(name="answers_of_a_decider", fields=("decider", "state")),
            models.Index(name="answers_of_a_deputy", fields=("deputy", "state")),
        )

    def __str__(self) -> str:
        return str(self.pk)


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
