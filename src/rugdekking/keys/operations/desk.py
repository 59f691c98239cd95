"""The desk's key: made by the first handler, passed on by signature, renewed when somebody leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor, member
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import as_holder
from rugdekking.keys.letters import is_let_in, statement
from rugdekking.keys.models import HolderKind, Key, KeyKind, LetIn, Share, ShareWrap, Wrap
from rugdekking.keys.operations.wraps import fill_waiting, give, make_key
from rugdekking.keys.queries import desk_key, holders, recovery_key
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.operations import end_membership
from rugdekking.organisations.queries import members, roles_of
from rugdekking.organisations.roles import READERS
from rugdekking.vault.codes import AccessCode, NotACode
from rugdekking.vault.recovery import join, share_name, split
from rugdekking.vault.secrets import CannotOpen, Context, Secret


class NotAReader(Refused):
    """This member has no role in which one opens reports."""


class NoPersonalKey(Refused):
    """This member chose no vault passphrase yet, so nothing can be wrapped to them."""


class WrongShare(Refused):
    """What was typed is not the asked share."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The three shares of a fresh recovery key, to print once and hand to three people outside the desk."""

    shares: tuple[str, ...]


@transaction.atomic
def make_desk_key(desk: Desk, *, ring: StaffRing, at: datetime) -> Papers:
    """Make the first key of the desk and its recovery key. Raises `JustChanged` when there is one already."""
    if Key.objects.filter(subject=desk.pk, kind=KeyKind.DESK).exists():
        raise JustChanged("Het steunpunt heeft al een sleutel.")
    _must_read(ring.membership)
    papers = _new_generation(desk, ring=ring, keepers=[ring.membership], former=None, at=at)
    _sign_in(ring.membership, ring=ring, at=at)
    _record("desk.key_made", desk.pk, ring, at)
    return papers


@transaction.atomic
def let_in(newcomer: Membership, *, desk: Desk, ring: StaffRing, at: datetime) -> None:
    """Give a newcomer the desk key, with a signature that says who let them in.

    Also hands over what waited for them. Do this only after speaking to the person: an administrator can
    invite anybody, but only a holder can let somebody in.
    """
    _must_read(newcomer)
    key = _held_key(desk, ring)
    newcomer_as_holder = holders([newcomer])
    if newcomer_as_holder[0].public is None:
        raise NoPersonalKey("Deze persoon heeft nog geen wachtzin gekozen en kan dus nog niet worden toegelaten.")
    give(key, ring.open(key.pk), to=newcomer_as_holder)
    _sign_in(newcomer, ring=ring, at=at)
    fill_waiting(ring, holder=newcomer_as_holder[0])
    _record("desk.let_in", newcomer.pk, ring, at)


@transaction.atomic
def remove(leaver: Membership, *, desk: Desk, ring: StaffRing, at: datetime) -> Papers:
    """End a membership, take every key from the leaver, and renew desk and recovery key.

    The new keys go only to members who were let in by a signature.
    """
    _held_key(desk, ring)
    end_membership(leaver, by=member(ring.membership.pk, ""), at=at)
    Wrap.objects.filter(holder_kind=HolderKind.MEMBER, holder=leaver.pk).delete()
    LetIn.objects.filter(membership=leaver).delete()
    papers = rotate(desk, ring=ring, at=at)
    _record("desk.removed", leaver.pk, ring, at)
    return papers


@transaction.atomic
def end_without_key(leaver: Membership, *, by: Actor, at: datetime) -> None:
    """End the membership of somebody who does not hold the desk key, with every other key they have.

    Raises `Refused` for a holder: then the desk key must be renewed, and only another holder can do that.
    """
    if LetIn.objects.filter(membership=leaver).exists():
        raise Refused("Deze persoon heeft de sleutel. Alleen iemand die de sleutel ook heeft, kan dit doen.")
    Wrap.objects.filter(holder_kind=HolderKind.MEMBER, holder=leaver.pk).delete()
    end_membership(leaver, by=by, at=at)


@transaction.atomic
def rotate(desk: Desk, *, ring: StaffRing, at: datetime) -> Papers:
    """A new generation of desk and recovery key. Former reports stay readable through the new key."""
    former = _held_key(desk, ring)
    readers = members(desk.organisation_id, READERS)
    keepers = [one for one in readers if one.pk == ring.membership.pk or is_let_in(one)]
    papers = _new_generation(desk, ring=ring, keepers=keepers, former=former, at=at)
    for keeper in keepers:
        _sign_in(keeper, ring=ring, at=at)
    # Who does not get the new key, such as somebody who has no role that reads any more, must be let in again.
    LetIn.objects.filter(organisation=desk.organisation_id).exclude(membership__in=keepers).delete()
    _record("desk.rotated", desk.pk, ring, at)
    return papers


@transaction.atomic
def confirm_share(desk: Desk, *, number: int, typed: str, at: datetime) -> None:
    """A keeper shows, by typing it, that share `number` was kept. Nothing of it is stored. Raises `WrongShare`."""
    key = recovery_key(desk.pk)
    share = None if key is None else Share.objects.filter(key=key, number=number).first()
    if share is None or share_name(_share(typed)) != bytes(share.name):
        raise WrongShare(f"Dit is niet deel {number}. Kijk of u het goede papier hebt.")
    Share.objects.filter(pk=share.pk).update(confirmed_on=day_of(at))


@transaction.atomic
def recover_with_shares(
    desk: Desk, *, first: tuple[int, str], second: tuple[int, str], ring: StaffRing, at: datetime
) -> None:
    """Give the desk key back to a member, with two of the three shares. Raises `WrongShare`."""
    key = desk_key(desk.pk)
    if key is None:
        raise WrongShare("Het steunpunt heeft geen sleutel die te herstellen is.")
    _must_read(ring.membership)
    recovery = open_recovery_key(desk, first=first, second=second)
    ring.add(recovery[0].pk, recovery[1])
    give(key, ring.open(key.pk), to=holders([ring.membership]))
    _sign_in(ring.membership, ring=ring, at=at)
    _record("desk.recovered", ring.membership.pk, ring, at)


def open_recovery_key(desk: Desk, *, first: tuple[int, str], second: tuple[int, str]) -> tuple[Key, Secret]:
    """The recovery key, from two numbered shares. Raises `WrongShare`."""
    (low, low_typed), (high, high_typed) = sorted((first, second))
    key = recovery_key(desk.pk)
    row = None if key is None else ShareWrap.objects.filter(key=key, first=low, second=high).first()
    if key is None or row is None:
        raise WrongShare("Vul twee verschillende delen in, elk met het goede nummer.")
    try:
        return key, join(_share(low_typed), _share(high_typed), bytes(row.wrapped), _place(key))
    except CannotOpen as error:
        raise WrongShare("Deze twee delen passen niet bij elkaar of niet bij dit steunpunt.") from error


def _new_generation(
    desk: Desk, *, ring: StaffRing, keepers: list[Membership], former: Key | None, at: datetime
) -> Papers:
    Key.objects.filter(subject=desk.pk, retired_on=None).update(retired_on=day_of(at))
    generation = 1 if former is None else former.generation + 1
    make = partial(make_key, organisation=desk.organisation_id, subject=desk.pk, at=at, generation=generation)
    recovery, recovery_secret = make(KeyKind.RECOVERY, holders=[])
    key, secret = make(KeyKind.DESK, holders=[*holders(keepers), as_holder(recovery)])
    ring.add(key.pk, secret)
    # Every former key, not only the last one: the way back stays two steps however often people leave.
    earlier = Key.objects.filter(subject=desk.pk, kind=KeyKind.DESK).exclude(pk=key.pk)
    for old, old_secret in _opened(ring, earlier):
        give(old, old_secret, to=[as_holder(key)])
    parts = split(recovery_secret, _place(recovery))
    _keep_shares(recovery, parts.shares, parts.wraps)
    return Papers(parts.shares)


def _opened(ring: StaffRing, keys: Iterable[Key]) -> list[tuple[Key, Secret]]:
    found = {key.pk: key for key in keys}
    return [(found[pk], secret) for pk, secret in ring.open_all(list(found)).items()]


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


def _sign_in(newcomer: Membership, *, ring: StaffRing, at: datetime) -> None:
    public = holders([newcomer])[0].public or b""
    LetIn.objects.update_or_create(
        membership=newcomer,
        defaults={
            "organisation_id": newcomer.organisation_id,
            "let_in_by": ring.membership,
            "public": public,
            "signature": ring.secret.sign(statement(newcomer, public)),
            "signed_on": day_of(at),
        },
    )


def _held_key(desk: Desk, ring: StaffRing) -> Key:
    key = desk_key(desk.pk)
    if key is None or key.pk not in ring.open_all([key.pk]):
        raise Refused("Alleen wie de sleutel van het steunpunt heeft, kan dit doen.")
    return key


def _must_read(membership: Membership) -> None:
    if not roles_of(membership) & READERS:
        raise NotAReader("Deze persoon heeft geen rol waarin men meldingen opent.")


def _share(typed: str) -> AccessCode:
    try:
        return AccessCode.parse(typed)
    except NotACode as error:
        raise WrongShare("Dit is geen hersteldeel. Een deel heeft 24 letters en cijfers.") from error


def _record(action: str, subject: UUID, ring: StaffRing, at: datetime) -> None:
    by = member(ring.membership.pk, "")
    audit.record(action, organisation=ring.organisation, subject=subject, by=by, at=at)


def _place(key: Key) -> Context:
    return Context(key.organisation_id, "keys", key.pk, "shares")
