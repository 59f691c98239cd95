"""What somebody's own secret tells about what is published, so that an intruder in the database is found.

Anybody who can write to the database can publish a key, and wrap it to everybody: a wrap does not say who made it.
But only who holds a desk key can put it under the next one, and only a member can seal what that member remembers.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.kernel.time import day_of
from rugdekking.keys.models import Key, KeyKind, LetIn, PersonalKey
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.vault.secrets import CannotOpen, Context, Secret


@transaction.atomic
def check_desk_key(ring: StaffRing, *, desk: UUID, at: datetime) -> bool:
    """Whether what is published is honest, as far as this member can tell. If not, the form closes.

    Honest is: the member's own public key is the one they have, and the desk's key is the one they remember, or one
    under which a holder put the one they remember. Somebody who was let in just now remembers the present one.
    """
    published = Key.objects.filter(subject=desk, kind=KeyKind.DESK, retired_on=None).first()
    letter = LetIn.objects.filter(membership=ring.membership).first()
    if published is None:
        return True
    if _is_own(ring) and (letter is None or _is_known(ring, published, letter)):
        return True
    Key.objects.filter(pk=published.pk, distrusted_on=None).update(distrusted_on=day_of(at))
    return False


def _is_own(ring: StaffRing) -> bool:
    """Whether colleagues wrap to this member's own key, and check their words with it."""
    row = PersonalKey.objects.filter(person=ring.membership.person_id).first()
    own = ring.secret.public, ring.secret.signing_public
    return row is None or (bytes(row.public), bytes(row.signing_public)) == own


def _is_known(ring: StaffRing, published: Key, letter: LetIn) -> bool:
    opened = ring.open_all([published.pk]).get(published.pk)
    if opened is None or opened.public != bytes(published.public):
        return False
    try:
        known = _remembered(ring, letter)
    except CannotOpen:
        return False
    if known != (published.pk, opened.public):
        if known is not None and not _leads_back(published, opened, *known):
            return False
        sealed = ring.secret.seal(published.pk.bytes + opened.public, _place(letter))
        LetIn.objects.filter(pk=letter.pk).update(known=sealed)
    return True


def _remembered(ring: StaffRing, letter: LetIn) -> tuple[UUID, bytes] | None:
    if letter.known is None:
        return None
    plain = ring.secret.open(bytes(letter.known), _place(letter))
    return UUID(bytes=plain[:16]), plain[16:]


def _leads_back(published: Key, opened: Secret, key: UUID, public: bytes) -> bool:
    """Whether a holder put the remembered key under the published one: nobody else had it to put there."""
    found = Ring(published.organisation_id, published.pk, opened).open_all([key])
    return key in found and found[key].public == public


def _place(letter: LetIn) -> Context:
    return Context(letter.organisation_id, "keys", letter.pk, "known")
