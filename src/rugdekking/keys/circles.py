"""Keys of a desk that people hold one by one: the index keys that recognise, the card keys of the front desk.

Whoever must not know of a thing holds no key that it lies under. So there are as many keys of a kind as there are
circles of people: usually one, and one more for each case that somebody must not know of.
"""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rugdekking.keys.letters import follows, is_vouched, stands, with_own_key
from rugdekking.keys.models import Admission, Bar, HolderKind, Key, KeyKind, PersonalKey, Wrap
from rugdekking.keys.queries import desk_key, desk_readers
from rugdekking.keys.rings import Ring
from rugdekking.organisations.models import Desk, Membership, MembershipRole
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import Role
from rugdekking.vault.secrets import Secret


def front_desk(desk: Desk) -> list[Membership]:
    """The members with that role whom a holder of the present desk key admitted, by a signature that still holds."""
    serving = members(desk.organisation_id, {Role.FRONT_DESK}).order_by().values("pk")
    letters = with_own_key(Admission.objects.filter(membership__in=serving)).order_by("membership__title", "pk")
    return [letter.membership for letter in letters if stands(letter) and letter.desk_key.subject == desk.pk]


def waiting_at_front_desk(desk: Desk) -> list[Membership]:
    """Members with that role and a key of their own, whom nobody admitted under the present desk key."""
    own = PersonalKey.objects.filter(person=OuterRef("person"))
    admitted = {one.pk for one in front_desk(desk)}
    listed = members(desk.organisation_id, {Role.FRONT_DESK}).filter(Exists(own))
    return [one for one in listed if one.pk not in admitted]


def may_hold(kind: KeyKind, desk: Desk) -> dict[UUID, Membership]:
    """Everybody who may hold a key of this kind, when nothing bars them: who reads, and for cards the front desk."""
    listed = desk_readers(desk)
    if kind == KeyKind.CARD:
        listed += front_desk(desk)
    return {one.pk: one for one in listed}


def keys_of(kind: KeyKind, desk: UUID) -> list[Key]:
    """Every key of this kind, the newest first; also those that are renewed, as long as something lies under them."""
    return list(Key.objects.filter(subject=desk, kind=kind).order_by("-generation"))


def opened(kind: KeyKind, desk: UUID, ring: Ring) -> dict[UUID, Secret]:
    """The keys of this kind that this ring opens: to look something up, not to put anything under."""
    return ring.open_all([key.pk for key in keys_of(kind, desk)])


def trusted(kind: KeyKind, desk: Desk, ring: Ring) -> dict[UUID, Secret]:
    """Those under which something may be put: still in use, and signed by a desk key that this ring knows."""
    present = desk_key(desk.pk)
    listed = [key for key in keys_of(kind, desk.pk) if key.retired_on is None and key.vouched_by is not None]
    secrets = ring.open_all([key.pk for key in listed] + [key.vouched_by for key in listed if key.vouched_by])
    if present is None:
        return {}
    return {key.pk: secrets[key.pk] for key in listed if key.pk in secrets and _is_ours(key, present, secrets)}


def circle_of(keys: Collection[UUID]) -> Mapping[UUID, set[UUID]]:
    """The members to whom each of these keys is wrapped, or who wait for it."""
    found: dict[UUID, set[UUID]] = {key: set() for key in keys}
    rows = Wrap.objects.filter(key__in=keys, holder_kind=HolderKind.MEMBER)
    for key, holder in rows.values_list("key", "holder"):
        found[key].add(holder)
    return found


def held_astray(subject: UUID, *keys: QuerySet[Any]) -> bool:
    """Whether somebody who is kept out of `subject`, by name or by a role they have now, holds one of `keys`."""
    has_role = MembershipRole.objects.filter(membership=OuterRef(OuterRef("holder")), role=OuterRef("role"))
    out = Bar.objects.filter(Q(membership=OuterRef("holder")) | Q(Exists(has_role)), subject=subject)
    below = reduce(or_, (Q(key__in=each) for each in keys))
    return Wrap.objects.filter(below, Exists(out), holder_kind=HolderKind.MEMBER).exists()


def _is_ours(key: Key, present: Key, secrets: Mapping[UUID, Secret]) -> bool:
    """Anybody can publish a key and wrap it to everybody. Only who holds a desk key could sign it."""
    voucher = None if key.vouched_by is None else secrets.get(key.vouched_by)
    if voucher is None or key.vouched_by is None or secrets[key.pk].public != bytes(key.public):
        return False
    signed = is_vouched(key, signing_public=voucher.signing_public)
    return signed and follows(present, after=key.vouched_by, signing_public=voucher.signing_public)
