"""Support for people after an event: offered, planned, held; referrals; and what the reporter was told."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.aftercare.status import MomentState, ReferralState, TrackState
from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.privacy import Privacy
from rugdekking.keys.models import Key
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.reports.models import Report


class Track(models.Model):
    """The support of one person: of whom it happened to, of a relative, or of a witness.

    Name and contact lie under the track's own key, which the carer has once the person agreed, and whoever works
    the case. What the carer writes lies elsewhere, under keys of the carer alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.OneToOneField(PersonConcerned, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    carer = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=TrackState, default=TrackState.ASKED)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    sealed = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="support_runs_only_after_a_yes",
                condition=Q(state__in=[TrackState.ASKED, TrackState.NO_ANSWER])
                | ~Q(state__in=[TrackState.ASKED, TrackState.NO_ANSWER]) & Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_carer_comes_only_after_a_yes",
                condition=Q(carer=None) | Q(state__in=[TrackState.RUNNING, TrackState.STOPPED, TrackState.ENDED]),
            ),
            models.CheckConstraint(
                name="support_that_ended_has_a_day",
                condition=Q(state__in=[TrackState.STOPPED, TrackState.ENDED], ended_on__isnull=False)
                | ~Q(state__in=[TrackState.STOPPED, TrackState.ENDED]) & Q(ended_on=None),
            ),
        )
        indexes = (
            models.Index(name="tracks_of_a_case", fields=("case",)),
            models.Index(name="tracks_of_a_carer", fields=("carer", "state")),
        )

    def __str__(self) -> str:
        return str(self.pk)


class MomentKind(models.TextChoices):
    """The moments of content/nl/terms: within 72 hours, after 2 weeks, 6 to 8 weeks and 3 months."""

    FIRST = ClockKind.SUPPORT_FIRST.value, "eerste gesprek, binnen 24 tot 72 uur"
    SECOND = ClockKind.SUPPORT_SECOND.value, "gesprek na twee weken"
    THIRD = ClockKind.SUPPORT_THIRD.value, "gesprek na zes tot acht weken"
    LAST = ClockKind.SUPPORT_LAST.value, "gesprek na drie maanden"


class Moment(models.Model):
    """One support talk. That it is planned, held or missed is known to the case; what was said is not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=MomentKind)
    state = models.CharField(max_length=9, choices=MomentState, default=MomentState.PLANNED)
    due_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    reason = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"reason"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_talk_that_was_held_or_missed_has_a_day",
                condition=Q(state=MomentState.PLANNED, ended_on=None)
                | ~Q(state=MomentState.PLANNED) & Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_missed_talk_has_a_reason",
                condition=~Q(state=MomentState.MISSED) | Q(reason__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_planned_talk_of_a_kind", fields=("track", "kind"), condition=Q(state=MomentState.PLANNED)
            ),
        )
        indexes = (models.Index(name="moments_of_a_track", fields=("track", "due_at")),)

    def __str__(self) -> str:
        return self.get_kind_display()


class CarerNote(models.Model):
    """What a carer wrote for themselves. Its key is wrapped to the writer and to nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    written_on = models.DateField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        indexes = (models.Index(name="notes_of_a_track", fields=("track", "author")),)

    def __str__(self) -> str:
        return str(self.pk)


class ReferralOutcome(models.TextChoices):
    SUPPORTED = "supported", "er is hulp gestart"
    ADVISED = "advised", "er is advies gegeven"
    NOT_REACHED = "not_reached", "het contact is niet gelukt"
    NOT_NEEDED = "not_needed", "hulp bleek niet nodig"


class Referral(models.Model):
    """A step to somebody outside, such as the Ondersteuningsteam: first a yes, then a day, a contact, an outcome."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonConcerned, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=40)
    state = models.CharField(max_length=7, choices=ReferralState, default=ReferralState.ASKED)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    made_on = models.DateField(null=True)
    contact = models.BinaryField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=11, choices=ReferralOutcome, blank=True)
    remark = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        sealed=frozenset({"contact", "remark"}),
        clear={"service": "The code of a public service in shipped content, such as support_team."},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_referral_is_made_only_after_a_yes",
                condition=Q(state=ReferralState.ASKED, answered_on=None, made_on=None, contact=None)
                | Q(
                    state__in=[ReferralState.AGREED, ReferralState.REFUSED],
                    answered_on__isnull=False,
                    made_on=None,
                    contact=None,
                )
                | Q(
                    state__in=[ReferralState.MADE, ReferralState.CLOSED],
                    answered_on__isnull=False,
                    made_on__isnull=False,
                    contact__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="a_closed_referral_has_an_outcome",
                condition=Q(state=ReferralState.CLOSED, closed_on__isnull=False, outcome__in=ReferralOutcome.values)
                | ~Q(state=ReferralState.CLOSED) & Q(closed_on=None, outcome=""),
            ),
            models.UniqueConstraint(
                name="one_open_referral_per_person_and_service",
                fields=("person", "service"),
                condition=~Q(state=ReferralState.CLOSED),
            ),
        )
        indexes = (models.Index(name="referrals_of_a_case", fields=("case",)),)

    def __str__(self) -> str:
        return self.get_state_display()


class FeedbackWay(models.TextChoices):
    MAILBOX = "mailbox", "bericht op de eigen pagina"
    PHONE = "phone", "telefoon"
    IN_PERSON = "in_person", "gesprek"
    NOT_REACHED = "not_reached", "niet bereikt, met uitleg"


class Feedback(models.Model):
    """What a reporter was told about what was done. Each closing of a case asks for its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=11, choices=FeedbackWay)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    closing_on = models.DateField(null=True)
    sealed = models.BinaryField()

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        indexes = (models.Index(name="feedback_in_a_case", fields=("case", "report")),)

    def __str__(self) -> str:
        return self.get_way_display()
