"""Signed words: who let whom in, and which desk key comes after which. A row put in by hand carries no such word."""

from typing import TypeVar
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from rugdekking.keys.models import Admission, Key, KeyKind, LetIn, PersonalKey, Word
from rugdekking.organisations.models import Membership
from rugdekking.vault.secrets import Secret, verify

# Longer than any desk renews its key; it only keeps a circle in the rows from being walked for ever.
_LONGEST = 1000
# What each kind of word says first: one can never pass for the other.
_SAYS: dict[type[Word], bytes] = {LetIn: b"let-in", Admission: b"admitted"}
W = TypeVar("W", LetIn, Admission)


def statement(letter: Word) -> bytes:
    """What a holder signs: this member, with this public key, was let in by me on this day under this desk key."""
    ids = letter.organisation_id, letter.membership_id, letter.let_in_by_id, letter.desk_key_id
    return (
        _SAYS[type(letter)]
        + b"".join(one.bytes for one in ids)
        + _day(letter.signed_on.toordinal())
        + bytes(letter.public)
    )


def sign_letter(letter: Word, *, own: Secret, desk: Secret) -> None:
    words = statement(letter)
    letter.signature, letter.proof = own.sign(words), desk.sign(words)


def with_own_key(letters: QuerySet[W]) -> QuerySet[W]:
    """Letters with what `stands` needs: the desk key, and the public key that the member has now as `own`."""
    own = PersonalKey.objects.filter(person=OuterRef("membership__person")).values("public")
    return letters.select_related("membership__person", "desk_key").annotate(own=Subquery(own[:1]))


def stands(letter: Word) -> bool:
    """Whether a holder of the present desk key let this member in, with the public key that they have now.

    For rows of `with_own_key`. Only a signature by the desk key itself counts: that of a person says whose word it
    is, and anybody can have a key of their own.
    """
    key: Key = letter.desk_key
    own: bytes | None = getattr(letter, "own", None)
    if key.kind != KeyKind.DESK or key.retired_on is not None or key.signing_public is None or own is None:
        return False
    if bytes(own) != bytes(letter.public):
        return False
    return verify(bytes(key.signing_public), statement(letter), bytes(letter.proof))


def is_let_in(membership: Membership) -> bool:
    """Whether a holder let this member in, by a signature that still holds."""
    row = with_own_key(LetIn.objects.filter(membership=membership)).first()
    return row is not None and stands(row)


def words_on(key: Key) -> bytes:
    """What is signed of a desk or recovery key: whose it is, both public halves, who made it, when, after which."""
    ids = key.organisation_id, key.subject, key.pk, key.made_by_id, key.vouched_by
    named = b"".join((UUID(int=0) if one is None else one).bytes for one in ids)
    halves = bytes(key.public) + bytes(key.signing_public or bytes(32))
    return b"key" + key.kind.encode().ljust(8) + named + _day(key.made_on.toordinal()) + halves


def sign_key(key: Key, *, by: Membership, voucher: UUID, secret: Secret) -> None:
    """Put the signature of the desk key `voucher`, with this `secret`, on a key and save it."""
    key.made_by, key.vouched_by = by, voucher
    key.signature = secret.sign(words_on(key))
    key.save(update_fields=["signing_public", "made_by", "vouched_by", "signature"])


def is_vouched(key: Key, *, signing_public: bytes) -> bool:
    """Whether the desk key with this public half signed `key` as it is now."""
    return key.signature is not None and verify(signing_public, words_on(key), bytes(key.signature))


def follows(key: Key, *, after: UUID, signing_public: bytes) -> bool:
    """Whether each desk key from `after`, whose public half is known for sure, up to `key` was signed by its former.

    Only who held that former one could sign.
    """
    path: list[Key] = []
    rows = {row.pk: row for row in Key.objects.filter(subject=key.subject, kind=KeyKind.DESK)}
    step: Key | None = key
    while step is not None and step.pk != after and len(path) < _LONGEST:
        path.append(step)
        step = None if step.vouched_by is None else rows.get(step.vouched_by)
    if step is None or step.pk != after:
        return False
    trusted = signing_public
    for one in reversed(path):
        if not is_vouched(one, signing_public=trusted):
            return False
        trusted = bytes(one.signing_public or b"")
    return True


def _day(ordinal: int) -> bytes:
    return ordinal.to_bytes(4)
