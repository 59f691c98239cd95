"""What came of it: news of police, prosecution and court, and the agreements that somebody watches."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rugdekking.kernel.privacy import Privacy
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.police.models.dossier import Dossier
from rugdekking.police.status import WATCHED, WatchState


class NewsKind(models.TextChoices):
    """The codes of content/nl/texts/police_news, which says each in the words of the person concerned."""

    FILED = "filed", "melding of aangifte gedaan"
    INVESTIGATION = "investigation", "het onderzoek loopt"
    STOPPED = "stopped", "de politie stopt met het onderzoek"
    SUSPECT = "suspect", "er is een verdachte"
    RELEASED = "released", "de verdachte komt vrij"
    PROSECUTED = "prosecuted", "het OM gaat vervolgen"
    DISMISSED = "dismissed", "het OM vervolgt niet"
    PENALTY = "penalty", "het OM legt zelf een straf op"
    HEARING = "hearing", "datum van de zitting"
    DAMAGE_JOINED = "damage_joined", "schade gevraagd in de strafzaak"
    VERDICT = "verdict", "uitspraak van de rechter"
    OTHER = "other", "ander nieuws"


# What is known before it happens.
AHEAD = frozenset({NewsKind.HEARING, NewsKind.RELEASED})


# After these somebody may ask the court of appeal to order a prosecution (Sv 12), within three months.
TO_COURT = frozenset({NewsKind.DISMISSED, NewsKind.PENALTY})


class Told(models.TextChoices):
    """How the person concerned heard of it. What lies in the file they can read on their own page as well."""

    MESSAGE = "message", "met een bericht"
    SPOKEN = "spoken", "in een gesprek"
    KNEW = "knew", "wist het al"


class News(models.Model):
    """One thing that happened at the police, the prosecution or the court; the person concerned reads it too.

    `on` is the day on which it happened or will, `heard_on` the day on which the desk heard it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=NewsKind)
    on = models.DateField()
    heard_on = models.DateField()
    sealed = models.BinaryField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=7, choices=Told, blank=True)
    told_on = models.DateField(null=True)

    privacy: ClassVar[Privacy] = Privacy(sealed=frozenset({"sealed"}))

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="only_what_is_set_for_a_day_lies_ahead",
                condition=Q(kind__in=sorted(AHEAD)) | Q(on__lte=F("heard_on")),
            ),
            models.CheckConstraint(
                name="told_news_says_how_and_when",
                condition=Q(told="", told_on=None)
                | Q(told__in=Told.values, told_on__isnull=False, told_on__gte=F("heard_on")),
            ),
        )
        indexes = (models.Index(name="news_of_a_dossier", fields=("dossier", "on")),)

    def __str__(self) -> str:
        return self.get_kind_display()


class Watch(models.Model):
    """An agreement of police and prosecution that somebody watches, by its code in content/nl/agreements.

    `clock` tells by when it is looked at; it runs as long as the agreement was neither kept nor let go.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=WatchState, default=WatchState.WAITS)
    promised_on = models.DateField()
    ended_on = models.DateField(null=True)
    clock = models.UUIDField()
    sealed = models.BinaryField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        sealed=frozenset({"sealed"}),
        clear={"code": "Names a shipped agreement of police and prosecution, public; nobody types it."},
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(name="each_agreement_is_watched_once", fields=("dossier", "code")),
            models.CheckConstraint(
                name="a_watch_that_ended_has_a_day",
                condition=Q(state__in=sorted(WATCHED), ended_on=None)
                | ~Q(state__in=sorted(WATCHED)) & Q(ended_on__isnull=False, ended_on__gte=F("promised_on")),
            ),
        )

    def __str__(self) -> str:
        return self.code
