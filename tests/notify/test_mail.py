"""Mail says that something waits, arrives once, and is not lost when the server dies in between."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail

from rugdekking.notify import operations as notify
from rugdekking.notify.models import Kind, Mail, State
from rugdekking.notify.texts import TEXTS
from tests.make import MIDDAY
from tests.servers.ports import free_port

pytestmark = pytest.mark.django_db
HERE = UUID(int=1)


def waiting(kind: Kind = Kind.SOMETHING_WAITS, subject: UUID | None = None) -> None:
    notify.enqueue(kind, organisation=HERE, address="greet@voorbeeld.nl", subject=subject, at=MIDDAY)


def test_a_mail_goes_out_and_its_address_is_forgotten() -> None:
    waiting()

    assert notify.send_waiting(at=MIDDAY) == 1

    assert mail.outbox[0].to == ["greet@voorbeeld.nl"]
    assert Mail.objects.get().state == State.SENT
    assert Mail.objects.get().address == ""


def test_the_same_waiting_thing_is_told_once() -> None:
    subject = uuid4()
    waiting(subject=subject)
    waiting(subject=subject)

    notify.send_waiting(at=MIDDAY)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_every_mail_is_marked_as_automatic_and_carries_no_link_but_an_invitation(kind: Kind) -> None:
    waiting(kind)
    notify.send_waiting(at=MIDDAY)

    message = mail.outbox[0]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "http" not in message.body
    assert message.subject == TEXTS[kind].subject


def test_a_reporter_s_address_is_sealed_until_it_is_used() -> None:
    holder = uuid4()
    sealed = notify.seal_address("melder@prive.nl", organisation=HERE, holder=holder)
    notify.enqueue_to_reporter(organisation=HERE, holder=holder, sealed_address=sealed, at=MIDDAY)

    row = Mail.objects.get()
    assert b"melder@prive" not in bytes(row.sealed_address or b"")
    notify.send_waiting(at=MIDDAY)
    assert mail.outbox[0].to == ["melder@prive.nl"]


def test_a_forgotten_reporter_gets_no_mail() -> None:
    holder = uuid4()
    sealed = notify.seal_address("melder@prive.nl", organisation=HERE, holder=holder)
    notify.enqueue_to_reporter(organisation=HERE, holder=holder, sealed_address=sealed, at=MIDDAY)

    notify.forget_reporter(holder)
    notify.send_waiting(at=MIDDAY)

    assert mail.outbox == []


def test_an_unreachable_server_is_tried_five_times_and_no_more(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()  # type: ignore[attr-defined]
    waiting()

    moment, attempts = MIDDAY, []
    for _ in range(10):
        notify.send_waiting(at=moment)
        attempts.append(Mail.objects.get().attempts)
        moment += timedelta(days=1)

    assert attempts == [1, 2, 3, 4, 5, 5, 5, 5, 5, 5]
    assert Mail.objects.get().state == State.GIVEN_UP


def test_a_mail_that_a_dead_worker_had_claimed_is_sent_later() -> None:
    waiting()
    Mail.objects.update(state=State.SENDING, attempts=1, next_attempt_at=MIDDAY + notify.CLAIM)

    assert notify.send_waiting(at=MIDDAY) == 0
    assert notify.send_waiting(at=MIDDAY + notify.CLAIM) == 1


def test_mails_that_went_out_are_removed_after_a_day() -> None:
    waiting()
    notify.send_waiting(at=MIDDAY)

    notify.destroy_due(at=MIDDAY + timedelta(days=2))

    assert not Mail.objects.exists()
