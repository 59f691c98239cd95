"""Mails that wait to be sent. They say that something waits, never what."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rugdekking.kernel.privacy import Privacy


class Kind(models.TextChoices):
    SOMETHING_WAITS = "waits", "er staat iets voor u klaar"
    REMINDER = "reminder", "een termijn nadert"
    ALARM = "alarm", "iemand heeft u nu nodig"
    INVITATION = "invitation", "uitnodiging"
    PASSWORD_RESET = "password", "nieuw wachtwoord"
    ACCOUNT_CHANGED = "account", "account veranderd"
    LOG_HEAD = "log_head", "eindstand van het logboek"
    REPORTER_WAITS = "reporter", "er staat iets klaar voor een melder"


class State(models.TextChoices):
    WAITING = "waiting", "wacht"
    SENDING = "sending", "wordt verstuurd"
    SENT = "sent", "verstuurd"
    GIVEN_UP = "given_up", "opgegeven"


class Silence(models.Model):
    """An organisation from which no mail ever leaves, because it exists for a drill."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.UUIDField(unique=True)

    privacy: ClassVar[Privacy] = Privacy()

    def __str__(self) -> str:
        return str(self.pk)


class Mail(models.Model):
    """One mail. The address is a member's own, or a reporter's, sealed to a key outside the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind)
    address = models.EmailField(blank=True)
    sealed_address = models.BinaryField(null=True)
    holder = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    extra = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()

    privacy: ClassVar[Privacy] = Privacy(
        sealed=frozenset({"sealed_address"}),
        clear={
            "address": "A member's own mail address, needed to send; removed after sending.",
            "extra": "The link of an invitation or new password, or a signed head of the log; nobody types it.",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_waiting_mail_has_one_address",
                condition=~Q(state=State.WAITING)
                | Q(sealed_address=None) & ~Q(address="")
                | Q(sealed_address__isnull=False, address=""),
            ),
        )
        indexes = (
            models.Index(name="mails_that_wait", fields=("subject_id",), condition=Q(state=State.WAITING)),
            models.Index(
                name="mails_to_send",
                fields=("next_attempt_at", "id"),
                condition=Q(state__in=(State.WAITING, State.SENDING)),
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
