"""The desk's key: made by the first handler, passed on by signature, renewed when somebody leaves."""

from datetime import datetime

from django.db import transaction

from rugdekking.audit.actor import Actor, member
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.circles import front_desk
from rugdekking.keys.letters import is_let_in
from rugdekking.keys.models import CIRCLES, Admission, HolderKind, Key, KeyKind, LetIn, Wrap
from rugdekking.keys.operations.generations import Papers, admit, new_generation, sign_in
from rugdekking.keys.operations.signing import signing_key
from rugdekking.keys.operations.standing import held_key, held_still, must_read, record
from rugdekking.keys.operations.wraps import fill_waiting, give
from rugdekking.keys.queries import holders, holds_a_desk_key
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.operations import end_membership
from rugdekking.organisations.queries import desk_of, members
from rugdekking.organisations.roles import READERS


class NoPersonalKey(Refused):
    """This member chose no vault passphrase yet, so nothing can be wrapped to them."""


@transaction.atomic
def make_desk_key(desk: Desk, *, ring: StaffRing, at: datetime) -> Papers:
    """Make the first key of the desk and its recovery key. Raises `JustChanged` when there is one already."""
    if Key.objects.filter(subject=desk.pk, kind=KeyKind.DESK).exists():
        raise JustChanged("Het steunpunt heeft al een sleutel.")
    must_read(ring.membership)
    made = new_generation(desk, ring=ring, keepers=[ring.membership], former=None, at=at)
    record("desk.key_made", desk.pk, ring, at)
    signing_key(desk, ring=ring, at=at)
    return made.papers


@transaction.atomic
def let_in(newcomer: Membership, *, desk: Desk, ring: StaffRing, at: datetime) -> None:
    """Give a newcomer the desk key, with a signature that says who let them in.

    Also hands over what waited for them. Do this only after speaking to the person: an administrator can
    invite anybody, but only a holder can let somebody in.
    """
    must_read(newcomer)
    key = held_key(desk, ring)
    newcomer_as_holder = holders([newcomer])
    if newcomer_as_holder[0].public is None:
        raise NoPersonalKey("Deze persoon heeft nog geen wachtzin gekozen en kan dus nog niet worden toegelaten.")
    give(key, ring.open(key.pk), to=newcomer_as_holder)
    sign_in(newcomer, key=key, ring=ring, at=at)
    fill_waiting(ring, holder=newcomer_as_holder[0])
    record("desk.let_in", newcomer.pk, ring, at)


@transaction.atomic
def remove(leaver: Membership, *, desk: Desk, ring: StaffRing, at: datetime) -> Papers:
    """End a membership, take every key from the leaver, and renew desk and recovery key.

    The new keys go only to members who were let in by a signature.
    """
    held_still(desk)
    held_key(desk, ring)
    end_membership(leaver, by=member(ring.membership.pk, ""), at=at)
    _take_everything(leaver, at=at)
    papers = rotate(desk, ring=ring, at=at)
    record("desk.removed", leaver.pk, ring, at)
    return papers


@transaction.atomic
def end_without_key(leaver: Membership, *, by: Actor, at: datetime) -> None:
    """End the membership of somebody who does not hold the desk key, with every other key they have.

    Raises `Refused` for a holder: then the desk key must be renewed, and only another holder can do that.
    """
    held_still(desk_of(leaver.organisation_id))
    if holds_a_desk_key(leaver):
        raise Refused("Deze persoon heeft de sleutel. Alleen iemand die de sleutel ook heeft, kan dit doen.")
    _take_everything(leaver, at=at)
    end_membership(leaver, by=by, at=at)


@transaction.atomic
def rotate(desk: Desk, *, ring: StaffRing, at: datetime) -> Papers:
    """A new generation of desk and recovery key. Former reports stay readable through the new key.

    Who does not get it, such as somebody who has no role that reads any more, must be let in again.
    """
    former = held_key(desk, ring)
    readers = members(desk.organisation_id, READERS)
    keepers = [one for one in readers if one.pk == ring.membership.pk or is_let_in(one)]
    admitted = front_desk(desk)
    made = new_generation(desk, ring=ring, keepers=keepers, former=former, at=at)
    for one in admitted:
        admit(one, key=made.key, ring=ring, at=at)
    record("desk.rotated", desk.pk, ring, at)
    signing_key(desk, ring=ring, at=at)
    return made.papers


def _take_everything(leaver: Membership, *, at: datetime) -> None:
    """Nothing is put any more under the key of a circle that this member was in: what lies there moves as people
    open it."""
    held = Wrap.objects.filter(holder_kind=HolderKind.MEMBER, holder=leaver.pk)
    circles = Key.objects.filter(pk__in=held.values("key"), kind__in=CIRCLES, retired_on=None)
    circles.update(retired_on=day_of(at))
    held.delete()
    LetIn.objects.filter(membership=leaver).delete()
    Admission.objects.filter(membership=leaver).delete()
