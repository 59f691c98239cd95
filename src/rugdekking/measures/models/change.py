"""What is changed of a measure that runs: made shorter, made longer within its maximum, or lifted."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.measures.models.answer import Answer
from rugdekking.measures.models.choices import ChangeKind, Mandate
from rugdekking.measures.models.objection import Objection
from rugdekking.measures.status import OPEN_CHANGE, ChangeState
from rugdekking.organisations.models import Membership, Organisation

_DECIDED = [ChangeState.AGREED, ChangeState.DECLINED, ChangeState.DONE]


class Change(models.Model):
    """A new decision about a running measure, by somebody with the mandate; it holds once it was made known.

    Texts lie under the key of the answer. `from_end` is the last day as it was when this was asked, `view` what the
    other side said about a longer term, or why nobody could ask. One that follows from an `objection` was decided by
    whoever answered that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")
    objection = models.ForeignKey(Objection, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=ChangeKind)
    state = models.CharField(max_length=9, choices=ChangeState, default=ChangeState.ASKED)
    mandate = models.CharField(max_length=12, choices=Mandate)
    put_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    put_on = models.DateField()
    decider = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    from_end = models.DateField()
    ends_on = models.DateField(null=True)
    ground = models.BinaryField()
    view = models.BinaryField(null=True)
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    reason = models.BinaryField(null=True)
    told_on = models.DateField(null=True)
    told_text = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"ground", "view", "reason", "told_text"}))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_change_of_a_measure_at_a_time",
                fields=("answer",),
                condition=Q(state__in=sorted(OPEN_CHANGE)),
            ),
            models.CheckConstraint(
                name="longer_is_longer_and_shorter_is_shorter",
                condition=Q(kind=ChangeKind.LIFT, ends_on=None)
                | Q(kind=ChangeKind.EXTEND, ends_on__isnull=False, ends_on__gt=F("from_end"))
                | Q(kind=ChangeKind.SHORTEN, ends_on__isnull=False, ends_on__lt=F("from_end")),
            ),
            models.CheckConstraint(
                name="a_longer_term_asks_the_other_side",
                condition=~Q(kind=ChangeKind.EXTEND) | Q(view__isnull=False),
            ),
            models.CheckConstraint(
                name="an_objection_makes_nothing_longer",
                condition=Q(objection=None) | ~Q(kind=ChangeKind.EXTEND),
            ),
            models.CheckConstraint(
                name="a_change_has_a_decider_a_day_and_a_reason",
                condition=Q(state=ChangeState.ASKED, decided_by=None, decided_on=None, reason=None)
                | Q(state=ChangeState.WITHDRAWN)
                | Q(state__in=_DECIDED, decided_by__isnull=False, decided_on__isnull=False, reason__isnull=False),
            ),
            models.CheckConstraint(
                name="only_who_was_asked_or_the_deputy_decides_a_change",
                condition=Q(decided_by=None)
                | Q(decided_by=F("decider"))
                | Q(deputy__isnull=False, decided_by=F("deputy")),
            ),
            models.CheckConstraint(
                name="a_change_holds_once_it_was_made_known",
                condition=Q(
                    state=ChangeState.DONE,
                    told_on__isnull=False,
                    told_text__isnull=False,
                    told_on__gte=F("decided_on"),
                )
                | ~Q(state=ChangeState.DONE) & Q(told_on=None, told_text=None),
            ),
        )
        indexes = (models.Index(name="changes_of_a_decider", fields=("decider", "state")),)

    def __str__(self) -> str:
        return str(self.pk)
