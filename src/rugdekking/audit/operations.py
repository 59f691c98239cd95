"""Writing the log, and linking it so that a later change shows."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from rugdekking.audit import chain
from rugdekking.audit.actor import Actor, ActorKind
from rugdekking.audit.models import Entry, Segment
from rugdekking.kernel.time import day_of, to_the_hour
from rugdekking.kernel.written import insert
from rugdekking.vault import outside
from rugdekking.vault.secrets import Secret

AT_ONCE = 5000


def record(action: str, *, organisation: UUID, subject: UUID, by: Actor, at: datetime) -> None:
    """Write that `by` did `action` to `subject`. Call it inside the transaction of the act itself.

    A reporter's acts are kept to the hour: an exact moment could tie a visit to a report.
    """
    insert([entry(action, organisation=organisation, subject=subject, by=by, at=at)])


def entry(action: str, *, organisation: UUID, subject: UUID, by: Actor, at: datetime) -> Entry:
    """The row that `record` writes, for a caller that inserts several rows at once."""
    return Entry(
        organisation=organisation,
        action=action,
        subject=subject,
        actor_kind=by.kind,
        actor=by.id,
        role=by.role,
        at=to_the_hour(at) if by.kind == ActorKind.REPORTER else at,
    )


def link_new_entries(*, at: datetime) -> int:
    """Link what was written since last time, per organisation, and sign each head. Says how many rows."""
    waiting = Entry.objects.filter(segment=None).values_list("organisation", flat=True).distinct()
    return sum(_link(organisation, at=at) for organisation in list(waiting))


@transaction.atomic
def _link(organisation: UUID, *, at: datetime) -> int:
    segment = _open_segment(organisation, month=day_of(at).replace(day=1))
    rows = list(Entry.objects.filter(organisation=organisation, segment=None).order_by("at", "id")[:AT_ONCE])
    head, position = bytes(segment.head), segment.length
    for row in rows:
        head = chain.link(head, row)
        row.segment, row.position, row.link = segment.pk, position, head
        position += 1
    Entry.objects.bulk_update(rows, ["segment", "position", "link"], batch_size=200)
    Segment.objects.filter(pk=segment.pk).update(
        head=head, length=position, signature=signing_key().sign(chain.statement(segment, head, position))
    )
    return len(rows)


def _open_segment(organisation: UUID, *, month: date) -> Segment:
    found = Segment.objects.select_for_update().filter(organisation=organisation, month=month).first()
    if found is not None:
        return found
    before = Segment.objects.filter(organisation=organisation).order_by("-month").first()
    first = chain.first_head(organisation) if before is None else bytes(before.head)
    segment = Segment(organisation=organisation, month=month, previous_head=first, head=first)
    segment.signature = signing_key().sign(chain.statement(segment, first, 0))
    segment.save(force_insert=True)
    return segment


def heads_to_send(*, on: date) -> list[Segment]:
    """The newest month of each organisation whose head was not sent in the last seven days, claimed for sending.

    Sent every week, whatever happened in it: the rhythm of the mails tells nothing.
    """
    newest: dict[UUID, Segment] = {}
    for segment in Segment.objects.order_by("organisation", "month"):
        newest[segment.organisation] = segment
    long_ago = Q(sent_on=None) | Q(sent_on__lte=on - timedelta(days=7))
    return [
        segment for segment in newest.values() if Segment.objects.filter(long_ago, pk=segment.pk).update(sent_on=on)
    ]


def signing_key() -> Secret:
    """The key that signs heads. It lives outside the database, so that who holds the rows cannot sign anew."""
    return outside.secret(settings.SECRETS_FOLDER, "audit")
