"""What somebody brought in against an answer that they got, and what came of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.measures.models.answer import Answer
from rugdekking.measures.models.choices import Finding
from rugdekking.measures.status import ObjectionState
from rugdekking.organisations.models import Membership, Organisation

_JUDGED = [ObjectionState.ANSWERED, ObjectionState.TOLD]


class Objection(models.Model):
    """An objection (bezwaar) or a complaint against an answer, also after it ended or was lifted.

    Whoever decided and whoever put it to that decider do not judge it (in the spirit of Awb 7:5). Texts lie under
    the key of the answer. Without an `answerer` somebody still has to be asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=ObjectionState, default=ObjectionState.RECEIVED)
    received_on = models.DateField()
    in_time = models.BooleanField()
    text = models.BinaryField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decided_before = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    put_before = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answerer = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=9, choices=Finding, blank=True)
    answered_on = models.DateField(null=True)
    reason = models.BinaryField(null=True)
    told_on = models.DateField(null=True)
    told_text = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"text", "reason", "told_text"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="who_decided_or_put_it_does_not_judge_the_objection",
                condition=Q(answerer=None) | ~Q(answerer=F("decided_before")) & ~Q(answerer=F("put_before")),
            ),
            models.CheckConstraint(
                name="a_judged_objection_has_a_judge_a_day_and_a_reason",
                condition=Q(
                    state__in=_JUDGED,
                    finding__in=Finding.values,
                    answerer__isnull=False,
                    answered_on__isnull=False,
                    reason__isnull=False,
                )
                | ~Q(state__in=_JUDGED) & Q(finding="", answered_on=None, reason=None),
            ),
            models.CheckConstraint(
                name="only_a_late_objection_is_left_for_being_late",
                condition=~Q(finding=Finding.LATE) | Q(in_time=False),
            ),
            models.CheckConstraint(
                name="an_answered_objection_was_made_known_on_a_day",
                condition=Q(
                    state=ObjectionState.TOLD,
                    told_on__isnull=False,
                    told_text__isnull=False,
                    told_on__gte=F("answered_on"),
                )
                | ~Q(state=ObjectionState.TOLD) & Q(told_on=None, told_text=None),
            ),
        )
        indexes = (models.Index(name="objections_of_an_answerer", fields=("answerer", "state")),)

    def __str__(self) -> str:
        return str(self.pk)
