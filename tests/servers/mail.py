"""A real mail server on this machine, which keeps what it is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.ports import free_port

GIVEN = "250 OK"
LATER = "451 Not now"


@dataclass
class Mailbox:
    """What arrived, and what the server answers: set `answer` to `LATER` to refuse for a while."""

    host: str = "127.0.0.1"
    port: int = 0
    answer: str = GIVEN
    arrived: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer == GIVEN:
            content = envelope.original_content or b""
            self.arrived.append(message_from_bytes(content, _class=EmailMessage, policy=policy.default))
            self.recipients.extend(envelope.rcpt_tos)
        return self.answer


@contextmanager
def running() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname=mailbox.host, port=free_port())
    controller.start()
    mailbox.port = controller.port
    try:
        yield mailbox
    finally:
        controller.stop()
