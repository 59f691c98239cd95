"""The key with which an organisation signs what it hands over, as anybody may know it."""

from uuid import UUID

from rugdekking.keys.letters import is_vouched
from rugdekking.keys.models import Key, KeyKind
from rugdekking.organisations.models import Desk


def signing_keys(desk: Desk) -> list[Key]:
    """Every key that this desk signed or signs with, the newest first: only those that a desk key signed."""
    desk_keys = {row.pk: row for row in Key.objects.filter(subject=desk.pk, kind=KeyKind.DESK)}
    rows = Key.objects.filter(subject=desk.pk, kind=KeyKind.SIGNING).order_by("-generation")
    return [row for row in rows if _is_ours(row, desk_keys)]


def _is_ours(row: Key, desk_keys: dict[UUID, Key]) -> bool:
    voucher = None if row.vouched_by is None else desk_keys.get(row.vouched_by)
    if voucher is None or voucher.signing_public is None or voucher.distrusted_on is not None:
        return False
    return is_vouched(row, signing_public=bytes(voucher.signing_public))
