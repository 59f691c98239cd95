"""Putting mails in the outbox, and sending them from the worker."""

import logging
import smtplib
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from rugdekking.kernel.written import Prepared, insert
from rugdekking.notify.models import Kind, Mail, Silence, State
from rugdekking.notify.texts import TEXTS
from rugdekking.vault import outside
from rugdekking.vault.secrets import Context, Secret, seal_to

log = logging.getLogger(__name__)

# Five minutes, half an hour, two hours, half a day: then a person must look at the address.
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
# A worker that died while sending leaves a mail claimed; after this it is tried again.
CLAIM = timedelta(minutes=10)
AT_ONCE = 50
_WAITING: Prepared[str] = Prepared(
    lambda kind, subject: Mail.objects.filter(kind=kind, subject_id=subject, state=State.WAITING).values_list(
        "address", flat=True
    ),
    str,
    UUID,
)


def enqueue(
    kind: Kind, *, organisation: UUID, address: str, at: datetime, subject: UUID | None = None, extra: str = ""
) -> None:
    """Send a mail of this kind to a member, soon, and at most once per waiting thing.

    `subject` names what waits: while an earlier mail about it has not gone out, no second one is added.
    """
    if (
        subject is not None
        and Mail.objects.filter(kind=kind, subject_id=subject, address=address, state=State.WAITING).exists()
    ):
        return
    Mail(
        organisation=organisation, kind=kind, address=address, subject_id=subject, extra=extra, next_attempt_at=at
    ).save(force_insert=True)


def enqueue_all(kind: Kind, *, organisation: UUID, addresses: Collection[str], subject: UUID, at: datetime) -> None:
    """Send a mail of this kind to each of these members, as `enqueue` does, in two statements."""
    told = set(_WAITING.rows(kind.value, subject))
    insert(
        Mail(organisation=organisation, kind=kind, address=address, subject_id=subject, next_attempt_at=at)
        for address in dict.fromkeys(addresses)
        if address not in told
    )


def enqueue_to_reporter(*, organisation: UUID, holder: UUID, sealed_address: bytes, at: datetime) -> None:
    """Tell the holder of an access code, who asked for mails, that something waits."""
    if not Mail.objects.filter(holder=holder, state=State.WAITING).exists():
        Mail(
            organisation=organisation,
            kind=Kind.REPORTER_WAITS,
            sealed_address=sealed_address,
            holder=holder,
            next_attempt_at=at,
        ).save(force_insert=True)


def silence(organisation: UUID) -> None:
    """Send no mail of this organisation, whatever is put in the outbox: it is a drill."""
    Silence(organisation=organisation).save(force_insert=True)


def drop_waiting(subject: UUID, *, address: str) -> None:
    """Drop mails about `subject` that did not go out yet, for a member who must not know of it."""
    Mail.objects.filter(subject_id=subject, address=address, state=State.WAITING).delete()


def forget_reporter(holder: UUID) -> None:
    """Drop every mail to this holder: the address is destroyed with the report."""
    Mail.objects.filter(holder=holder).delete()


def seal_address(address: str, *, organisation: UUID, holder: UUID) -> bytes:
    """A reporter's address, readable only with the mail key, which is kept outside the database."""
    return seal_to(_mail_key().public, address.encode(), _about(organisation, holder))


def send_waiting(*, at: datetime, through: BaseEmailBackend | None = None) -> int:
    """Send what is due and say how many went out. Each mail is claimed first, so two workers never send one twice.

    A refused or unreachable server leads to another try, at most five in all. What a drill put in the outbox is
    dropped. `through`: another way out than the one of the settings.
    """
    silent = list(Silence.objects.values_list("organisation", flat=True))
    if silent:
        Mail.objects.filter(organisation__in=silent).delete()
    due = Mail.objects.filter(state__in=(State.WAITING, State.SENDING), next_attempt_at__lte=at)
    due = due.exclude(organisation__in=silent)
    mails = list(due.order_by("next_attempt_at", "id")[:AT_ONCE])
    if not mails:
        return 0
    connection = through or get_connection()
    sent = sum(_send(mail, connection, at=at) for mail in mails if _claim(mail, at=at))
    connection.close()
    return sent


def destroy_due(*, at: datetime) -> int:
    """Remove mails that went out or were given up more than a day ago."""
    done = Mail.objects.filter(state__in=(State.SENT, State.GIVEN_UP), next_attempt_at__lt=at - timedelta(days=1))
    return done.delete()[0]


def _claim(mail: Mail, *, at: datetime) -> bool:
    return bool(
        Mail.objects.filter(pk=mail.pk, state=mail.state, next_attempt_at=mail.next_attempt_at).update(
            state=State.SENDING, attempts=F("attempts") + 1, next_attempt_at=at + CLAIM
        )
    )


def _send(mail: Mail, connection: BaseEmailBackend, *, at: datetime) -> bool:
    try:
        _message(mail, connection).send()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("A mail could not be sent: %s", type(error).__name__)
        _again_or_give_up(mail, at=at)
        return False
    Mail.objects.filter(pk=mail.pk).update(state=State.SENT, address="", sealed_address=None, extra="")
    return True


def _again_or_give_up(mail: Mail, *, at: datetime) -> None:
    if mail.attempts < len(PAUSES):
        Mail.objects.filter(pk=mail.pk).update(state=State.WAITING, next_attempt_at=at + PAUSES[mail.attempts])
    else:
        Mail.objects.filter(pk=mail.pk).update(state=State.GIVEN_UP, address="", sealed_address=None, extra="")


def _message(mail: Mail, connection: BaseEmailBackend) -> EmailMessage:
    text = TEXTS[Kind(mail.kind)]
    address = mail.address
    if mail.sealed_address is not None and mail.holder is not None:
        opened = _mail_key().open_from(bytes(mail.sealed_address), _about(mail.organisation, mail.holder))
        address = opened.decode()
    body = f"{text.body}\n\n{mail.extra}\n" if mail.extra else f"{text.body}\n"
    return EmailMessage(
        text.subject, body, to=[address], headers={"Auto-Submitted": "auto-generated"}, connection=connection
    )


def _mail_key() -> Secret:
    return outside.secret(settings.SECRETS_FOLDER, "mail")


def _about(organisation: UUID, holder: UUID) -> Context:
    return Context(organisation, "notify", holder, "address")
