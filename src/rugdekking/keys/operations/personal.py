"""A person's own key: made once, opened with a passphrase, brought back with a code kept on paper."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.models import HolderKind, LetIn, PersonalKey, PersonalWrap, WayIn, Wrap
from rugdekking.keys.queries import desk_readers
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.operations import enqueue_all
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import desk_of
from rugdekking.people.models import Person
from rugdekking.vault.codes import AccessCode, NotACode
from rugdekking.vault.passphrases import new_salt, stretch
from rugdekking.vault.recovery import code_secret, new_codes
from rugdekking.vault.secrets import CannotOpen, Context, Secret, hashed, wrap

# Personal keys belong to a person, not to an organisation: their place names none.
_NOWHERE = UUID(int=0)
SHORTEST = 15


class WrongPassphrase(Refused):
    """The passphrase does not open this person's key."""


class WrongCode(Refused):
    """No unused recovery code of this person reads like this."""


class WeakPassphrase(Refused):
    """The passphrase is too short to protect anything."""


@dataclass(frozen=True, slots=True)
class Made:
    """A fresh personal secret and the recovery codes to print. The codes are shown once."""

    secret: Secret
    codes: tuple[AccessCode, ...]


@transaction.atomic
def set_up_person(person: Person, *, passphrase: str, at: datetime) -> Made:
    """Make this person's key and recovery codes. Raises `JustChanged` when there is one already."""
    check_passphrase(passphrase)
    if PersonalKey.objects.filter(person=person).exists():
        raise JustChanged("U hebt al een sleutel.")
    secret = Secret.new()
    PersonalKey(person=person, public=secret.public, signing_public=secret.signing_public, made_on=day_of(at)).save(
        force_insert=True
    )
    _put_passphrase(person, secret, passphrase)
    return Made(secret, _put_codes(person, secret))


def unlock(person: Person, *, passphrase: str) -> Secret:
    """This person's secret. Raises `WrongPassphrase`. Slow on purpose, and one at a time."""
    row = PersonalWrap.objects.filter(person=person, kind=WayIn.PASSPHRASE).first()
    if row is None or row.salt is None:
        raise WrongPassphrase("U hebt nog geen wachtzin gekozen.")
    try:
        return stretch(passphrase, bytes(row.salt)).unwrap(bytes(row.wrapped), _place(person, "passphrase"))
    except CannotOpen as error:
        raise WrongPassphrase("Deze wachtzin past niet. Probeer het nog eens, of gebruik een herstelcode.") from error


@transaction.atomic
def unlock_with_code(person: Person, *, typed: str, passphrase: str, at: datetime) -> Secret:
    """Come back after a forgotten passphrase: one unused code opens, and a new passphrase is set.

    Raises `WrongCode` or `WeakPassphrase`; then the code stays unused.
    """
    check_passphrase(passphrase)
    row, code = _row_of_code(person, typed)
    used = PersonalWrap.objects.filter(pk=row.pk, used_on=None).update(used_on=day_of(at))
    if not used:
        raise WrongCode("Deze herstelcode is al gebruikt.")
    secret = code_secret(code).unwrap(bytes(row.wrapped), _place(person, "code"))
    _put_passphrase(person, secret, passphrase)
    return secret


@transaction.atomic
def change_passphrase(person: Person, *, old: str, new: str) -> None:
    """Replace the passphrase. Nothing needs to be sealed again. Raises `WrongPassphrase` or `WeakPassphrase`."""
    check_passphrase(new)
    _put_passphrase(person, unlock(person, passphrase=old), new)


@transaction.atomic
def prove_codes_kept(person: Person, *, typed: str, at: datetime) -> None:
    """Show, by typing one code, that the codes were kept. The code stays good. Raises `WrongCode`."""
    _row_of_code(person, typed)
    PersonalKey.objects.filter(person=person).update(codes_kept_on=day_of(at))


@transaction.atomic
def renew_codes(person: Person, *, secret: Secret) -> tuple[AccessCode, ...]:
    """New recovery codes in place of the old ones, which stop working."""
    PersonalKey.objects.filter(person=person).update(codes_kept_on=None)
    return _put_codes(person, secret)


@transaction.atomic
def start_over(person: Person, *, passphrase: str, at: datetime) -> Made:
    """Make a new key after both passphrase and codes are lost.

    Everything that was wrapped to this person waits until a colleague lets them in again; those who can do so get a
    mail. What was sealed to them alone does not come back, and the page says so.
    """
    waited_for = _who_must_act(person)
    PersonalWrap.objects.filter(person=person).delete()
    PersonalKey.objects.filter(person=person).delete()
    own = Membership.objects.filter(person=person).values_list("pk", flat=True)
    Wrap.objects.filter(holder_kind=HolderKind.MEMBER, holder__in=list(own)).update(wrapped=None)
    LetIn.objects.filter(membership__person=person).delete()
    # Who was let in by this person and did not unlock since, has nothing but that word to know the desk key by, and
    # it can no longer be checked. Everybody else remembers the key.
    LetIn.objects.filter(let_in_by__person=person, known=None).delete()
    for membership, concerned in waited_for.items():
        enqueue_all(
            MailKind.SOMETHING_WAITS,
            organisation=membership.organisation_id,
            addresses=[one.person.email for one in concerned],
            subject=membership.pk,
            at=at,
        )
    return set_up_person(person, passphrase=passphrase, at=at)


def _who_must_act(person: Person) -> dict[Membership, list[Membership]]:
    """Who can let this person in again, and who must be let in again with them, for each desk of theirs."""
    found = {}
    for membership in Membership.objects.filter(person=person, left_on=None):
        letters = LetIn.objects.filter(organisation=membership.organisation_id).select_related("membership__person")
        if letters.filter(membership=membership).exists():
            unsure = [row.membership for row in letters.filter(let_in_by=membership, known=None)]
            listed = [*desk_readers(desk_of(membership.organisation_id)), *unsure]
            found[membership] = [one for one in listed if one.pk != membership.pk]
    return found


def check_passphrase(passphrase: str) -> None:
    if len(" ".join(passphrase.split())) < SHORTEST:
        raise WeakPassphrase(f"Kies een zin van minstens {SHORTEST} tekens. Vier of vijf gewone woorden is goed.")


def _put_passphrase(person: Person, secret: Secret, passphrase: str) -> None:
    salt = new_salt()
    wrapped = wrap(secret, to=stretch(passphrase, salt).public, about=_place(person, "passphrase"))
    PersonalWrap.objects.update_or_create(
        person=person, kind=WayIn.PASSPHRASE, defaults={"salt": salt, "wrapped": wrapped}
    )


def _put_codes(person: Person, secret: Secret) -> tuple[AccessCode, ...]:
    PersonalWrap.objects.filter(person=person, kind=WayIn.CODE).delete()
    codes = new_codes()
    PersonalWrap.objects.bulk_create(
        PersonalWrap(
            person=person,
            kind=WayIn.CODE,
            name=_code_name(code),
            wrapped=wrap(secret, to=code_secret(code).public, about=_place(person, "code")),
        )
        for code in codes
    )
    return codes


def _row_of_code(person: Person, typed: str) -> tuple[PersonalWrap, AccessCode]:
    try:
        code = AccessCode.parse(typed)
    except NotACode as error:
        raise WrongCode("Dit is geen herstelcode. Een herstelcode heeft 24 letters en cijfers.") from error
    unused = PersonalWrap.objects.filter(person=person, kind=WayIn.CODE, used_on=None, name=_code_name(code))
    row = unused.first()
    if row is None:
        raise WrongCode("Deze herstelcode hoort niet bij u, of is al gebruikt.")
    return row, code


def _code_name(code: AccessCode) -> bytes:
    return hashed("recovery-name", code.raw)


def _place(person: Person, field: str) -> Context:
    return Context(_NOWHERE, "keys", person.pk, field)
