"""Sends the auditor the state of the log, so that a log made anew is found even when the key was stolen too."""

from datetime import datetime

from django.db import transaction

from rugdekking.audit.operations import heads_to_send
from rugdekking.kernel.time import day_of
from rugdekking.notify import operations as notify
from rugdekking.notify.models import Kind
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import Role


@transaction.atomic
def send_log_heads(*, at: datetime) -> int:
    """Mail each organisation's head to its auditors, once a week. Says how many mails were put in the outbox.

    Not how many lines there are: an auditor who must not know of a case could count what the logbook leaves out.
    """
    sent = 0
    for segment in heads_to_send(on=day_of(at)):
        line = f"{segment} {bytes(segment.head).hex()} {bytes(segment.signature).hex()}"
        for auditor in members(segment.organisation, {Role.AUDITOR}):
            notify.enqueue(
                Kind.LOG_HEAD, organisation=segment.organisation, address=auditor.person.email, extra=line, at=at
            )
            sent += 1
    return sent
