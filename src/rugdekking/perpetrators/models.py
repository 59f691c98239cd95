"""Who did it: sealed, recognised again through blind names only, and never to be browsed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.cases.models import Case
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Membership, Organisation


class Purpose(models.TextChoices):
    """What a record may be for; there is no other ground (Autoriteit Persoonsgegevens, black lists)."""

    SAFETY = "safety", "de veiligheid van mensen"
    MEASURE = "measure", "een maatregel die de organisatie neemt of kan nemen"


class Perpetrator(models.Model):
    """One person or company who did something, in one case: facts by which to know them, and nothing about them.

    There is no column for what they are like. The record says why it exists, under which protocol it was made, until
    when it is kept, and when they were told of it or why that has to wait. What they say of it stands beside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    known = models.BinaryField()
    recognisable = models.BooleanField()
    purpose = models.CharField(max_length=7, choices=Purpose)
    reason = models.BinaryField()
    protocol = models.CharField(max_length=40)
    protocol_version = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    until = models.DateField()
    inform_by = models.DateField()
    delay_reason = models.BinaryField(null=True)
    informed_on = models.DateField(null=True)
    informed_text = models.BinaryField(null=True)
    removal_asked_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    removal_asked_on = models.DateField(null=True)
    viewed_on = models.DateField(null=True)
    view = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        sealed=frozenset({"known", "reason", "delay_reason", "informed_text", "view"}),
        clear={"protocol": "The name of the protocol under which the record was made, public."},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_record_of_a_perpetrator_ends", condition=Q(until__gt=F("recorded_on"))),
            models.CheckConstraint(
                name="a_perpetrator_was_told_on_a_day_and_in_some_way",
                condition=Q(informed_on=None, informed_text=None)
                | Q(informed_on__gte=F("recorded_on"), informed_text__isnull=False),
            ),
            models.CheckConstraint(
                name="whose_removal_was_asked_is_not_recognised",
                condition=Q(removal_asked_by=None, removal_asked_on=None)
                | Q(removal_asked_by__isnull=False, removal_asked_on__isnull=False, recognisable=False),
            ),
            models.CheckConstraint(
                name="the_view_of_a_perpetrator_has_a_day",
                condition=Q(viewed_on=None, view=None) | Q(viewed_on__isnull=False, view__isnull=False),
            ),
        )
        indexes = (models.Index(name="perpetrators_until", fields=("until",)),)

    def __str__(self) -> str:
        return str(self.pk)


class Mark(models.Model):
    """A blind name of something that is known of a perpetrator. Only who holds its index key can make it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    perpetrator = models.ForeignKey(Perpetrator, on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"name"}))

    class Meta:
        constraints = (
            models.UniqueConstraint(name="each_mark_once_per_perpetrator", fields=("key", "name", "perpetrator")),
        )

    def __str__(self) -> str:
        return str(self.pk)


class MatchState(models.TextChoices):
    SUGGESTED = "suggested", "misschien dezelfde"
    SAME = "same", "dezelfde"
    OTHER = "other", "iemand anders"


class Match(models.Model):
    """That two records may be of the same person. A second person says whether they are; until then it counts not.

    `one` is the later record. `recorded_by` brought the two together by writing something down or correcting it, or
    made the later record; whoever made the other one does not decide either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey(Perpetrator, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Perpetrator, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=MatchState, default=MatchState.SUGGESTED)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    suggested_on = models.DateField()
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="each_pair_is_matched_once", fields=("one", "other")),
            models.CheckConstraint(name="a_match_is_of_two", condition=~Q(one=F("other"))),
            models.CheckConstraint(
                name="a_second_person_says_whether_it_is_the_same",
                condition=Q(state=MatchState.SUGGESTED, decided_by=None, decided_on=None)
                | Q(state__in=[MatchState.SAME, MatchState.OTHER], decided_by__isnull=False, decided_on__isnull=False)
                & ~Q(decided_by=F("recorded_by")),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
