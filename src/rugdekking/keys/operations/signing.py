"""The key with which an organisation signs what it hands over, such as a file for the police.

It lies under the desk key, so everybody of the desk can sign, and a desk key that is renewed brings another one.
It is made together with the desk key: one that was made at the first file would tell everybody of that file.
"""

from datetime import datetime

from django.db import transaction

from rugdekking.keys.holders import as_holder
from rugdekking.keys.letters import is_vouched, sign_key
from rugdekking.keys.models import Key, KeyKind
from rugdekking.keys.operations.standing import held_key, held_still, record
from rugdekking.keys.operations.wraps import make_key
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk


@transaction.atomic
def signing_key(desk: Desk, *, ring: StaffRing, at: datetime) -> Key:
    """The key to sign with now; made when the present desk key has none yet. `ring` opens it.

    Raises `InDoubt`, and `Refused` for a member without the desk key.
    """
    return signing_key_under(held_key(desk, ring), desk=desk, ring=ring, at=at)


def signing_key_under(voucher: Key, *, desk: Desk, ring: StaffRing, at: datetime) -> Key:
    """The same under the desk key `voucher`, which whoever calls this just made or looked over."""
    held_still(desk)
    known = ring.open(voucher.pk).signing_public
    rows = list(Key.objects.filter(subject=desk.pk, kind=KeyKind.SIGNING).order_by("-generation"))
    for row in rows:
        if row.retired_on is None and row.vouched_by == voucher.pk and _is_whole(row, known, ring):
            return row
    made, secret = make_key(
        KeyKind.SIGNING,
        organisation=desk.organisation_id,
        subject=desk.pk,
        holders=[as_holder(voucher)],
        at=at,
        generation=max((row.generation for row in rows), default=0) + 1,
    )
    made.signing_public = secret.signing_public
    sign_key(made, by=ring.membership, voucher=voucher.pk, secret=ring.open(voucher.pk))
    ring.add(made.pk, secret)
    record("desk.signing_key_made", desk.pk, ring, at)
    return made


def _is_whole(row: Key, known: bytes, ring: StaffRing) -> bool:
    """Whether the desk key signed this row, and what opens under it is the secret behind its public half."""
    if not is_vouched(row, signing_public=known):
        return False
    found = ring.open_all([row.pk]).get(row.pk)
    return found is not None and found.signing_public == bytes(row.signing_public or b"")
