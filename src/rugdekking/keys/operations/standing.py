"""What every step with the desk key needs: who may take it, with which key, and the entry in the log."""

from datetime import datetime
from uuid import UUID

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import member
from rugdekking.kernel.refusal import Refused
from rugdekking.keys.models import Key
from rugdekking.keys.operations.checks import doubt_about
from rugdekking.keys.queries import desk_key, distrusted_key
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import READERS


class NotAReader(Refused):
    """This member has no role in which one opens reports."""


class InDoubt(Refused):
    """The published desk key is not one that this member can trust."""


def held_key(desk: Desk, ring: StaffRing) -> Key:
    """The desk key, for a member who holds it. Raises `InDoubt` when it is not the one they know.

    Asked at every step, not only at unlocking: a step hands on what it finds.
    """
    key = desk_key(desk.pk)
    if key is None and distrusted_key(desk.pk) is not None:
        raise InDoubt("De sleutel van het steunpunt wordt niet meer vertrouwd. Maak eerst een nieuwe sleutel.")
    if key is None or key.pk not in ring.open_all([key.pk]):
        raise Refused("Alleen wie de sleutel van het steunpunt heeft, kan dit doen.")
    if doubt_about(ring, key) is not None:
        raise InDoubt("Deze sleutel is niet de sleutel die u kent. Vergrendel uw scherm en ontgrendel opnieuw.")
    return key


def must_read(membership: Membership) -> None:
    """Raises `NotAReader`."""
    if not roles_of(membership) & READERS:
        raise NotAReader("Deze persoon heeft geen rol waarin men meldingen opent.")


def record(action: str, subject: UUID, ring: StaffRing, at: datetime) -> None:
    by = member(ring.membership.pk, "")
    audit.record(action, organisation=ring.organisation, subject=subject, by=by, at=at)


def held_still(desk: Desk) -> None:
    """Nobody else changes who is in which circle of this desk until the transaction ends. Whoever holds a case still
    as well does that first."""
    Desk.objects.select_for_update().only("pk").get(pk=desk.pk)
