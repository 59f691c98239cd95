"""What somebody's own secret tells about what is published, so that an intruder in the database is found.

Anybody who can write to the database can publish a key, and wrap it to everybody: a wrap does not say who made it.
But only who holds a desk key can sign the next one, and only a member can seal what that member remembers. That a
member remembers something stands in the log too, so that a memory that somebody erased is missed.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import member
from rugdekking.audit.queries import times
from rugdekking.kernel.time import day_of
from rugdekking.keys.letters import follows, statement
from rugdekking.keys.models import Doubt, Key, KeyKind, LetIn, PersonalKey
from rugdekking.keys.rings import StaffRing
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.operations import enqueue_all
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import READERS, Role
from rugdekking.vault.secrets import CannotOpen, Context, Secret, hashed, verify

REMEMBERED, LOST, DISTRUSTED = "desk.key_known", "desk.key_forgotten", "desk.distrusted"


@dataclass(frozen=True, slots=True)
class Known:
    """A desk key as a member remembers it: which one, and both public halves."""

    key: UUID
    public: bytes
    signing_public: bytes

    @classmethod
    def of(cls, key: UUID, secret: Secret) -> "Known":
        return cls(key, secret.public, secret.signing_public)


@transaction.atomic
def check_desk_key(ring: StaffRing, *, desk: UUID, at: datetime) -> bool:
    """Whether what is published is honest, as far as this member can tell. If not, the form closes, the log says so
    and everybody who can do something about it gets a mail.

    Honest is: the member's own public key is the one they have, and the desk's key is the one they remember, or came
    after it by signatures. Who was let in just now has the word of who let them in. A key that somebody distrusted
    stays so, also when the mark on it was erased.
    """
    published = _published(desk)
    if published is None:
        return True
    doubt = _own_doubt(ring) or _mark_erased(published) or doubt_about(ring, published)
    if doubt is None and published.distrusted_on is None:
        _remember(ring, published, at=at)
        return True
    if doubt is not None and published.distrusted_on is None:
        _distrust(published, doubt, ring=ring, at=at)
    if doubt == Doubt.FORGOTTEN:
        _begin_to_remember_again(ring, at=at)
    return doubt is None and not LetIn.objects.filter(membership=ring.membership).exists()


def doubt_about(ring: StaffRing, published: Key) -> Doubt | None:
    """What this member finds wrong with the published desk key, or nothing."""
    letter = LetIn.objects.filter(membership=ring.membership).first()
    known = remembered(ring, letter)
    if known is None and _should_remember(ring, letter):
        return Doubt.FORGOTTEN
    if letter is None:
        return None
    if known is None:
        return _at_first_use(ring, published, letter)
    return None if _is_known(ring, published, letter, known) else Doubt.OTHER_KEY


def remembered(ring: StaffRing, letter: LetIn | None) -> Known | None:
    """The desk key that this member saw last. Nothing when they saw none, or somebody else wrote there."""
    if letter is None or letter.known is None:
        return None
    try:
        plain = ring.secret.open(bytes(letter.known), _place(letter))
    except CannotOpen:
        return None
    return Known(UUID(bytes=plain[:16]), plain[16:48], plain[48:])


def _published(desk: UUID) -> Key | None:
    return Key.objects.filter(subject=desk, kind=KeyKind.DESK, retired_on=None).first()


def _at_first_use(ring: StaffRing, published: Key, letter: LetIn) -> Doubt | None:
    """Nothing is remembered yet: then the key is the one under which somebody, by their own signature, let me in."""
    opened = ring.open_all([published.pk]).get(published.pk)
    if opened is None:
        return None if letter.desk_key_id != published.pk else Doubt.OTHER_KEY
    words = statement(letter)
    fits = (
        letter.desk_key_id == published.pk
        and _as_published(opened, published)
        and verify(opened.signing_public, words, bytes(letter.proof))
        and verify(_signing_public_of(letter, ring), words, bytes(letter.signature))
    )
    return None if fits else Doubt.OTHER_KEY


def _signing_public_of(letter: LetIn, ring: StaffRing) -> bytes:
    if letter.let_in_by_id == ring.membership.pk:
        return ring.secret.signing_public
    row = PersonalKey.objects.filter(person=letter.let_in_by.person_id).first()
    return b"" if row is None else bytes(row.signing_public)


def _is_known(ring: StaffRing, published: Key, letter: LetIn, known: Known) -> bool:
    opened = ring.open_all([published.pk]).get(published.pk)
    if opened is None:
        # Not let in again yet under a key that a colleague made after a doubt: then its signatures must do.
        came_after = published.pk not in {letter.desk_key_id, known.key}
    else:
        came_after = _as_published(opened, published)
        if known == Known.of(published.pk, opened):
            return came_after
    return came_after and follows(published, after=known.key, signing_public=known.signing_public)


def _as_published(opened: Secret, published: Key) -> bool:
    halves = bytes(published.public), bytes(published.signing_public or b"")
    return (opened.public, opened.signing_public) == halves


def _own_doubt(ring: StaffRing) -> Doubt | None:
    """Whether colleagues wrap to this member's own key. If not, it is put right at once, and the form still closes:
    somebody else may have been given what was meant for this member."""
    row = PersonalKey.objects.filter(person=ring.membership.person_id)
    own = {"public": ring.secret.public, "signing_public": ring.secret.signing_public}
    swapped = row.exclude(**own).update(**own)
    return Doubt.SWAPPED if swapped else None


def _remember(ring: StaffRing, published: Key, *, at: datetime) -> None:
    letter = LetIn.objects.filter(membership=ring.membership).first()
    opened = ring.open_all([published.pk]).get(published.pk)
    if letter is None or opened is None:
        return
    before, now = remembered(ring, letter), Known.of(published.pk, opened)
    if before == now:
        return
    sealed = ring.secret.seal(now.key.bytes + now.public + now.signing_public, _place(letter))
    LetIn.objects.filter(pk=letter.pk).update(known=sealed)
    if before is None:
        _record(REMEMBERED, _memory_of(ring), ring, at)


def _mark_erased(published: Key) -> Doubt | None:
    gone = published.distrusted_on is None and times(DISTRUSTED, published.pk)
    return Doubt.OTHER_KEY if gone else None


def _should_remember(ring: StaffRing, letter: LetIn | None) -> bool:
    """Whether something stood here: an unreadable memory, or more beginnings than losses in the log."""
    unreadable = letter is not None and letter.known is not None
    return unreadable or times(REMEMBERED, _memory_of(ring)) > times(LOST, _memory_of(ring))


def _begin_to_remember_again(ring: StaffRing, *, at: datetime) -> None:
    """Once told, a memory that is gone is gone: the word of who lets this member in again is a new beginning."""
    LetIn.objects.filter(membership=ring.membership).update(known=None)
    if times(REMEMBERED, _memory_of(ring)) > times(LOST, _memory_of(ring)):
        _record(LOST, _memory_of(ring), ring, at)


def _memory_of(ring: StaffRing) -> UUID:
    """What the log calls this member's memory: derived from their secret, so that nobody gives it another name, and
    new for whoever starts over."""
    return UUID(bytes=hashed("remembers", ring.membership.pk.bytes + ring.secret.public)[:16])


def _distrust(published: Key, doubt: Doubt, *, ring: StaffRing, at: datetime) -> None:
    Key.objects.filter(pk=published.pk, distrusted_on=None).update(distrusted_on=day_of(at), doubt=doubt)
    _record(DISTRUSTED, published.pk, ring, at)
    concerned = members(published.organisation_id, READERS | {Role.ADMINISTRATOR, Role.AUDITOR})
    enqueue_all(
        MailKind.SOMETHING_WAITS,
        organisation=published.organisation_id,
        addresses=[one.person.email for one in concerned if one.pk != ring.membership.pk],
        subject=published.pk,
        at=at,
    )


def _record(action: str, subject: UUID, ring: StaffRing, at: datetime) -> None:
    audit.record(action, organisation=ring.organisation, subject=subject, by=member(ring.membership.pk, ""), at=at)


def _place(letter: LetIn) -> Context:
    return Context(letter.organisation_id, "keys", letter.pk, "known")
