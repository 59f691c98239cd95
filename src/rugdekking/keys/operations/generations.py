"""A generation of keys: a desk key, its recovery key, and three papers, each signed by the one before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count

from django.db.models import Q

from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import as_holder
from rugdekking.keys.letters import sign_key, sign_letter
from rugdekking.keys.models import Admission, Key, KeyKind, LetIn, Share, ShareWrap, Word
from rugdekking.keys.operations.wraps import give, make_key
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk, Membership
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.recovery import share_name, split
from rugdekking.vault.secrets import Context


@dataclass(frozen=True, slots=True)
class Papers:
    """The three shares of a fresh recovery key, to print once and hand to three people outside the desk."""

    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Generation:
    """A desk key that was just made, and its papers."""

    key: Key
    papers: Papers


def new_generation(
    desk: Desk, *, ring: StaffRing, keepers: Iterable[Membership], former: Key | None, at: datetime
) -> Generation:
    """A desk key for `keepers`, who are let in by a signature of this ring, and a recovery key with three shares.

    `former`, which the ring must open, signs the new desk key. Every desk key that the ring opens lies under it.
    """
    listed = list(keepers)
    # Who leaves could sign; so what is signed from now on is signed with another key.
    signing = Q(subject=desk.pk, kind=KeyKind.SIGNING)
    Key.objects.filter(_of_desk(desk) | signing, retired_on=None).update(retired_on=day_of(at))
    make = partial(
        make_key, organisation=desk.organisation_id, subject=desk.pk, at=at, generation=_number(desk, former)
    )
    recovery, recovery_secret = make(KeyKind.RECOVERY, holders=[])
    key, secret = make(KeyKind.DESK, holders=[*holders(listed), as_holder(recovery)])
    ring.add(key.pk, secret)
    key.signing_public = secret.signing_public
    voucher = key if former is None else former
    sign_key(key, by=ring.membership, voucher=voucher.pk, secret=ring.open(voucher.pk))
    sign_key(recovery, by=ring.membership, voucher=key.pk, secret=secret)
    _put_former_keys_under(key, desk, ring)
    for keeper in listed:
        sign_in(keeper, key=key, ring=ring, at=at)
    parts = split(recovery_secret, place(recovery))
    _keep_shares(recovery, parts.shares, parts.wraps)
    return Generation(key, Papers(parts.shares))


def sign_in(newcomer: Membership, *, key: Key, ring: StaffRing, at: datetime) -> None:
    """Write down who let this member in under the desk key `key`, signed. What they remember stays."""
    _give_word(LetIn.objects.filter(membership=newcomer).first() or LetIn(membership=newcomer), key, ring, at)


def admit(newcomer: Membership, *, key: Key, ring: StaffRing, at: datetime) -> None:
    """As `sign_in`, for who looks up cards at the front desk."""
    _give_word(Admission.objects.filter(membership=newcomer).first() or Admission(membership=newcomer), key, ring, at)


def _give_word(letter: Word, key: Key, ring: StaffRing, at: datetime) -> None:
    newcomer = letter.membership
    letter.organisation_id = newcomer.organisation_id
    letter.let_in_by, letter.desk_key, letter.signed_on = ring.membership, key, day_of(at)
    letter.public = holders([newcomer])[0].public or b""
    sign_letter(letter, own=ring.secret, desk=ring.open(key.pk))
    letter.save()


def place(key: Key) -> Context:
    """Where the shares of a recovery key belong."""
    return Context(key.organisation_id, "keys", key.pk, "shares")


def _of_desk(desk: Desk) -> Q:
    return Q(subject=desk.pk, kind__in=(KeyKind.DESK, KeyKind.RECOVERY))


def _number(desk: Desk, former: Key | None) -> int:
    """The next number that is free: an intruder may have taken one."""
    taken = set(Key.objects.filter(_of_desk(desk)).values_list("generation", flat=True))
    return next(one for one in count(1 if former is None else former.generation + 1) if one not in taken)


def _put_former_keys_under(key: Key, desk: Desk, ring: StaffRing) -> None:
    """Every former key, not only the last one: the way back stays two steps however often people leave.

    A wrap that somebody else wrote may hold another secret than the key has; that one is left.
    """
    earlier = {row.pk: row for row in Key.objects.filter(subject=desk.pk, kind=KeyKind.DESK).exclude(pk=key.pk)}
    for pk, secret in ring.open_all(list(earlier)).items():
        if secret.public == bytes(earlier[pk].public):
            give(earlier[pk], secret, to=[as_holder(key)])


def _keep_shares(recovery: Key, shares: tuple[str, ...], wraps: dict[tuple[int, int], bytes]) -> None:
    Share.objects.bulk_create(
        Share(
            organisation_id=recovery.organisation_id,
            key=recovery,
            number=number,
            name=share_name(AccessCode.parse(text)),
        )
        for number, text in enumerate(shares, start=1)
    )
    ShareWrap.objects.bulk_create(
        ShareWrap(organisation_id=recovery.organisation_id, key=recovery, first=low, second=high, wrapped=wrapped)
        for (low, high), wrapped in wraps.items()
    )
