"""Signed words between members: who let whom in. A row put into the database by hand carries no such word."""

from rugdekking.keys.models import LetIn, PersonalKey
from rugdekking.organisations.models import Membership
from rugdekking.vault.secrets import verify


def statement(newcomer: Membership, public: bytes) -> bytes:
    """What a holder signs: this member, with this public key, belongs at the desk of this organisation."""
    return b"let-in" + newcomer.organisation_id.bytes + newcomer.pk.bytes + public


def is_let_in(membership: Membership) -> bool:
    """Whether a member was let in by a signature that still holds, for the public key they have now."""
    row = LetIn.objects.filter(membership=membership).select_related("let_in_by").first()
    if row is None:
        return False
    own = PersonalKey.objects.filter(person=membership.person_id).first()
    signer = PersonalKey.objects.filter(person=row.let_in_by.person_id).first()
    if own is None or signer is None or bytes(own.public) != bytes(row.public):
        return False
    return verify(bytes(signer.signing_public), statement(membership, bytes(row.public)), bytes(row.signature))
