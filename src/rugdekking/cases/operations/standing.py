"""What every step needs: who may take it, the row held still while it is taken, and the entry in the log."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor
from rugdekking.cases.models import Case, Handler
from rugdekking.cases.queries.access import is_handler, sees
from rugdekking.cases.urgency import urgency
from rugdekking.clocks.queries import nearest_due
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import Holder, as_holder
from rugdekking.keys.letters import is_let_in
from rugdekking.keys.queries import NotVouched, holders, recovery_key
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.operations import enqueue_all
from rugdekking.organisations.models import Desk, Membership
from rugdekking.reports.actors import actor_of
from rugdekking.vault.secrets import Secret


class NotYourCase(Refused):
    """Only who handles this case does this."""


class KeyStillToCome(Refused):
    """The case was assigned to this member, but nobody wrapped its key to them yet."""


def held_still(case: Case) -> Case:
    """The case as it is now, while nobody else changes who sees it. Call it inside a transaction."""
    # Locked first and read after: a joined row that changed while waiting for the lock would hide the case.
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    return Case.objects.select_related("desk", "key", "organisation").get(pk=case.pk)


def case_secret(case: Case, ring: Ring) -> Secret:
    """The secret of the case. Raises `KeyStillToCome`."""
    opened = ring.open_all([case.key_id])
    if case.key_id not in opened:
        raise KeyStillToCome(
            "U kunt deze zaak nog niet openen. Een collega die dat wel kan, moet u eerst toegang geven."
        )
    return opened[case.key_id]


def recovery(desk: Desk) -> list[Holder]:
    """The desk's recovery key as a holder: it opens cases when nobody of the desk can any more.

    One that nobody of the desk signed gets nothing. The work goes on, the page of the keys says what is wrong, and
    whoever looks at the case after it was put right gives the key to the new one.
    """
    try:
        key = recovery_key(desk.pk)
    except NotVouched:
        return []
    return [] if key is None else [as_holder(key)]


def must_see(case: Case, ring: StaffRing) -> None:
    """Raises `NotYourCase` for a member who may not know of the case."""
    if not sees(ring.membership, case):
        raise NotYourCase("Deze zaak is niet bij u in behandeling.")


def must_handle(case: Case, ring: StaffRing) -> None:
    """Raises `NotYourCase` for a member who does not handle the case, or who is kept out of it."""
    if not is_handler(case, ring.membership) or not sees(ring.membership, case):
        raise NotYourCase("Dit kan alleen wie deze zaak behandelt.")


def record(action: str, case: Case, *, by: Actor | Ring, at: datetime) -> None:
    """Write in the log what was done to the case."""
    who = actor_of(by) if isinstance(by, Ring) else by
    audit.record(action, organisation=case.organisation_id, subject=case.pk, by=who, at=at)


def as_holders(listed: Iterable[Membership], *, ring: StaffRing) -> list[Holder]:
    """Members as holders of a case key. Who was not let in by a signature waits, whatever the rows here say.

    Somebody who can write to the database could make themselves a handler or a coordinator; that alone may never
    bring them a key.
    """
    found = list(listed)
    known = {one.pk for one in found if one.pk == ring.membership.pk or is_let_in(one)}
    return [one if one.id in known else replace(one, public=None) for one in holders(found)]


def begin(case: Case, membership: Membership, *, at: datetime) -> None:
    """A turn as a handler starts, in the place of the queue where the case stands."""
    Handler(
        organisation_id=case.organisation_id,
        case=case,
        membership=membership,
        since=day_of(at),
        urgent_at=case.urgent_at,
        waiting=case.waiting,
    ).save(force_insert=True)


def tell(case: Case, listeners: Iterable[Membership], *, at: datetime) -> None:
    """Mail members that something waits for them; once, until they looked."""
    addresses = [one.person.email for one in listeners]
    kind = MailKind.SOMETHING_WAITS
    enqueue_all(kind, organisation=case.organisation_id, addresses=addresses, subject=case.pk, at=at)


def refresh_due(cases: Collection[UUID]) -> None:
    """Put cases in their place in the queue, after a clock in them was started, moved or ended."""
    nearest = nearest_due(cases)
    for case in Case.objects.filter(pk__in=cases):
        case.urgent_at = urgency(case, nearest.get(case.pk))
        place = {"urgent_at": case.urgent_at, "waiting": case.waiting}
        Case.objects.filter(pk=case.pk).exclude(urgent_at=case.urgent_at).update(urgent_at=case.urgent_at)
        Handler.objects.filter(case=case.pk, until=None).update(**place)
