"""The ways back: the three papers, and a new desk key after somebody found the present one wrong."""

from datetime import datetime

from django.db import transaction

from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.letters import follows
from rugdekking.keys.models import Key, KeyKind, LetIn, Share, ShareWrap
from rugdekking.keys.operations.checks import Known, remembered
from rugdekking.keys.operations.generations import Papers, new_generation, place, sign_in
from rugdekking.keys.operations.signing import signing_key_under
from rugdekking.keys.operations.standing import must_read, record
from rugdekking.keys.operations.wraps import give
from rugdekking.keys.queries import desk_key, distrusted_key, holders, published_recovery_key
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk
from rugdekking.vault.codes import AccessCode, NotACode
from rugdekking.vault.recovery import join, share_name
from rugdekking.vault.secrets import CannotOpen, Secret

Paper = tuple[int, str]


class WrongShare(Refused):
    """What was typed is not the asked share."""


class NothingToGoOn(Refused):
    """This member knew no earlier key of the desk that still opens, so nothing tells which one was honest."""


@transaction.atomic
def confirm_share(desk: Desk, *, number: int, typed: str, at: datetime) -> None:
    """A keeper shows, by typing it, that share `number` was kept. Nothing of it is stored. Raises `WrongShare`."""
    key = published_recovery_key(desk.pk)
    share = None if key is None else Share.objects.filter(key=key, number=number).first()
    if share is None or share_name(_share(typed)) != bytes(share.name):
        raise WrongShare(f"Dit is niet deel {number}. Kijk of u het goede papier hebt.")
    Share.objects.filter(pk=share.pk).update(confirmed_on=day_of(at))


@transaction.atomic
def recover_with_shares(desk: Desk, *, first: Paper, second: Paper, ring: StaffRing, at: datetime) -> None:
    """Give the desk key back to a member, with two of the three shares. Raises `WrongShare`."""
    key = desk_key(desk.pk)
    if key is None:
        raise WrongShare("Het steunpunt heeft geen sleutel die te herstellen is.")
    must_read(ring.membership)
    recovery = open_recovery_key(desk, first=first, second=second)
    ring.add(recovery[0].pk, recovery[1])
    if not _opens_as_published(key, ring):
        raise WrongShare("De sleutel die klaarstaat, hoort niet bij deze delen. Laat een collega eerst ontgrendelen.")
    give(key, ring.open(key.pk), to=holders([ring.membership]))
    sign_in(ring.membership, key=key, ring=ring, at=at)
    record("desk.recovered", ring.membership.pk, ring, at)


@transaction.atomic
def make_anew(desk: Desk, *, ring: StaffRing, at: datetime) -> Papers:
    """A new desk key after the present one was found wrong, by a member who knew an honest one before.

    Only this member has it at first: every colleague is let in again by somebody who speaks to them. What was
    sealed before stays readable; the key in doubt is retired and never trusted again. Raises `JustChanged` when
    no key is in doubt, and `NothingToGoOn`.
    """
    _must_be_in_doubt(desk, ring)
    known = remembered(ring, LetIn.objects.filter(membership=ring.membership).first())
    trusted = None if known is None else _newest_after(known, desk, ring)
    if trusted is None:
        raise NothingToGoOn(
            "U kunt dit niet doen: u had nog niet met een eerdere sleutel gewerkt, of die opent niet meer. "
            "Vraag een collega die langer meedoet, of gebruik twee hersteldelen."
        )
    return _anew(desk, trusted, ring=ring, at=at)


@transaction.atomic
def make_anew_with_shares(desk: Desk, *, first: Paper, second: Paper, ring: StaffRing, at: datetime) -> Papers:
    """As `make_anew`, when nobody knows an earlier key any more: two papers tell which one was honest.

    They may be of the last keys or of earlier ones. Raises `JustChanged` and `WrongShare`.
    """
    _must_be_in_doubt(desk, ring)
    for recovery in Key.objects.filter(subject=desk.pk, kind=KeyKind.RECOVERY).order_by("-generation"):
        secret = _joined(recovery, first, second)
        if secret is None or recovery.vouched_by is None:
            continue
        key = Key.objects.get(pk=recovery.vouched_by)
        ring.add(recovery.pk, secret)
        if key.pk in ring.open_all([key.pk]):
            return _anew(desk, key, ring=ring, at=at)
    raise WrongShare("Deze twee delen passen niet bij elkaar of niet bij dit steunpunt.")


def open_recovery_key(desk: Desk, *, first: Paper, second: Paper) -> tuple[Key, Secret]:
    """The recovery key, from two numbered shares. Raises `WrongShare`."""
    key = published_recovery_key(desk.pk)
    if key is None or first[0] == second[0]:
        raise WrongShare("Vul twee verschillende delen in, elk met het goede nummer.")
    secret = _joined(key, first, second)
    if secret is None:
        raise WrongShare("Deze twee delen passen niet bij elkaar of niet bij dit steunpunt.")
    return key, secret


def _joined(key: Key, first: Paper, second: Paper) -> Secret | None:
    """What two papers open of this recovery key. Raises `WrongShare` for what is no share at all."""
    (low, low_typed), (high, high_typed) = sorted((first, second))
    row = ShareWrap.objects.filter(key=key, first=low, second=high).first()
    shares = _share(low_typed), _share(high_typed)
    if row is None:
        return None
    try:
        return join(*shares, bytes(row.wrapped), place(key))
    except CannotOpen:
        return None


def _must_be_in_doubt(desk: Desk, ring: StaffRing) -> None:
    must_read(ring.membership)
    if distrusted_key(desk.pk) is None:
        raise JustChanged("De sleutel van het steunpunt is in orde, of een collega heeft al een nieuwe gemaakt.")


def _newest_after(known: Known, desk: Desk, ring: StaffRing) -> Key | None:
    """The newest desk key that this ring opens and that came by signatures after the one it knows, or that one."""
    for key in Key.objects.filter(subject=desk.pk, kind=KeyKind.DESK).order_by("-generation"):
        opened = ring.open_all([key.pk]).get(key.pk)
        if opened is None:
            continue
        if key.pk == known.key:
            return key if Known.of(key.pk, opened) == known else None
        if _opens_as_published(key, ring) and follows(key, after=known.key, signing_public=known.signing_public):
            return key
    return None


def _opens_as_published(key: Key, ring: StaffRing) -> bool:
    opened = ring.open_all([key.pk]).get(key.pk)
    published = bytes(key.public), bytes(key.signing_public or b"")
    return opened is not None and (opened.public, opened.signing_public) == published


def _anew(desk: Desk, trusted: Key, *, ring: StaffRing, at: datetime) -> Papers:
    secret = ring.open(trusted.pk)
    # An intruder may have put another public half there: colleagues check the next key by this one.
    trusted.public, trusted.signing_public = secret.public, secret.signing_public
    trusted.save(update_fields=["public", "signing_public"])
    made = new_generation(desk, ring=ring, keepers=[ring.membership], former=trusted, at=at)
    record("desk.key_made_anew", made.key.pk, ring, at)
    signing_key_under(made.key, desk=desk, ring=ring, at=at)
    return made.papers


def _share(typed: str) -> AccessCode:
    try:
        return AccessCode.parse(typed)
    except NotACode as error:
        raise WrongShare("Dit is geen hersteldeel. Een deel heeft 24 letters en cijfers.") from error
