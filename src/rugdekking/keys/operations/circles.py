"""Making keys for circles of people, letting somebody into one, and renewing them when somebody leaves."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.kernel.refusal import Refused
from rugdekking.keys.circles import circle_of, keys_of, may_hold, trusted
from rugdekking.keys.letters import sign_key
from rugdekking.keys.models import CIRCLES, Key, KeyKind
from rugdekking.keys.operations.desk import NoPersonalKey
from rugdekking.keys.operations.generations import admit as sign_admission
from rugdekking.keys.operations.standing import held_key, held_still, record
from rugdekking.keys.operations.wraps import fill_waiting, give, make_key
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from rugdekking.vault.secrets import Secret


class NotAtFrontDesk(Refused):
    """This member does not have the role of the front desk."""


@transaction.atomic
def circle_key(
    kind: KeyKind, desk: Desk, *, without: Collection[UUID], ring: StaffRing, at: datetime
) -> tuple[UUID, Secret]:
    """The key of this kind that everybody may hold but the members in `without`; made when there is none yet.

    Never an existing one given to more people: something may lie under it that one of them must not know of. Raises
    `InDoubt`, and `Refused` for a member without the desk key.
    """
    signing = held_key(desk, ring)
    held_still(desk)
    wanted = {pk: one for pk, one in may_hold(kind, desk).items() if pk not in without}
    known = trusted(kind, desk, ring)
    for key, circle in circle_of(list(known)).items():
        if circle == wanted.keys():
            return key, known[key]
    numbers = [row.generation for row in keys_of(kind, desk.pk)]
    made, secret = make_key(
        kind,
        organisation=desk.organisation_id,
        subject=desk.pk,
        holders=holders(wanted.values()),
        at=at,
        generation=max(numbers, default=0) + 1,
    )
    sign_key(made, by=ring.membership, voucher=signing.pk, secret=ring.open(signing.pk))
    ring.add(made.pk, secret)
    return made.pk, secret


@transaction.atomic
def join_circle(key: UUID, *, newcomer: Membership, desk: Desk, ring: StaffRing) -> None:
    """Give a newcomer the key of a circle. Call it only when nothing that lies under it is barred to them."""
    row = Key.objects.get(pk=key, kind__in=CIRCLES)
    if newcomer.pk in may_hold(KeyKind(row.kind), desk):
        give(row, ring.open(key), to=holders([newcomer]))


@transaction.atomic
def admit(newcomer: Membership, *, desk: Desk, ring: StaffRing, at: datetime) -> None:
    """Let somebody look up cards at the front desk, with a signature that says who let them.

    Do this only after speaking to the person. Raises `NotAtFrontDesk` without that role, and `NoPersonalKey`.
    """
    key = held_key(desk, ring)
    if Role.FRONT_DESK not in roles_of(newcomer):
        raise NotAtFrontDesk("Deze persoon heeft de rol ‘balie’ niet. De beheerder kan die geven.")
    (as_holder,) = holders([newcomer])
    if as_holder.public is None:
        raise NoPersonalKey("Deze persoon heeft nog geen wachtzin gekozen en kan dus nog niet worden toegelaten.")
    sign_admission(newcomer, key=key, ring=ring, at=at)
    fill_waiting(ring, holder=as_holder)
    record("desk.admitted", newcomer.pk, ring, at)
