"""Who holds which key, who is kept out, and whether the form may open."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.written import Prepared
from rugdekking.keys.holders import Holder
from rugdekking.keys.letters import is_vouched, stands, with_own_key
from rugdekking.keys.models import (
    Bar,
    HeldForm,
    HolderKind,
    Key,
    KeyKind,
    LetIn,
    PersonalKey,
    PersonalWrap,
    Share,
    Wrap,
)
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.queries import members, roles_by_member, roles_of
from rugdekking.organisations.roles import DESK, READERS, Role
from rugdekking.people.models import Person


class NotVouched(Refused):
    """A recovery key stands there that no holder of the desk key signed."""


_PRESENT = Prepared(
    lambda desk, kind: Key.objects.filter(subject=desk, kind=kind, retired_on=None, distrusted_on=None), UUID, str
)


def desk_key(desk: UUID) -> Key | None:
    """The desk's present key, unless somebody found that it is not the one that holders have."""
    return _present(desk, KeyKind.DESK)


def distrusted_key(desk: UUID) -> Key | None:
    """The desk's present key, when somebody found that it is not the one that holders have."""
    return Key.objects.filter(subject=desk, kind=KeyKind.DESK, retired_on=None, distrusted_on__isnull=False).first()


def recovery_key(desk: UUID) -> Key | None:
    """The desk's recovery key, to wrap to. Raises `NotVouched` for one that no holder of the desk key signed."""
    found, vouching = published_recovery_key(desk), desk_key(desk)
    if found is None:
        return None
    signing = None if vouching is None or found.vouched_by != vouching.pk else vouching.signing_public
    if signing is None or not is_vouched(found, signing_public=bytes(signing)):
        raise NotVouched(
            "De herstelsleutel van het steunpunt klopt niet: niemand met de sleutel heeft hem ondertekend. "
            "Maak eerst een nieuwe sleutel en nieuwe delen, bij Inrichten, Sleutels."
        )
    return found


def published_recovery_key(desk: UUID) -> Key | None:
    """The recovery key that stands in the database, whoever put it there: enough to try papers on, not to wrap to."""
    return _present(desk, KeyKind.RECOVERY)


def _present(desk: UUID, kind: KeyKind) -> Key | None:
    return _PRESENT.first(desk, kind.value)


def has_personal_key(person: Person) -> bool:
    return PersonalKey.objects.filter(person=person).exists()


def personal_key(person: Person) -> PersonalKey | None:
    return PersonalKey.objects.filter(person=person).first()


def codes_left(person: Person) -> int:
    return PersonalWrap.objects.filter(person=person, kind="code", used_on=None).count()


def holders(memberships: Iterable[Membership]) -> list[Holder]:
    """Members as holders. Who has no personal key yet has no public half and will wait."""
    listed = list(memberships)
    rows = PersonalKey.objects.filter(person__in=[one.person_id for one in listed])
    publics = {row.person_id: bytes(row.public) for row in rows.only("person_id", "public")}
    return [Holder(HolderKind.MEMBER, one.pk, publics.get(one.person_id)) for one in listed]


def desk_readers(desk: Desk, *, roles: Collection[Role] = READERS) -> list[Membership]:
    """The members who hold the present desk key, by the signature of somebody who had it, and have one of `roles`."""
    letters = _letters(frozenset(roles)).rows(desk.pk, desk.organisation_id)
    return [letter.membership for letter in letters if stands(letter)]


@lru_cache(maxsize=16)
def _letters(roles: frozenset[Role]) -> Prepared[LetIn]:
    """The word on each member who has one of these roles and a wrap of the present desk key, to be checked."""

    def build(desk: UUID, organisation: UUID) -> QuerySet[LetIn]:
        held = Wrap.objects.filter(key=OuterRef("desk_key"), holder=OuterRef("membership"), wrapped__isnull=False)
        present = Q(desk_key__subject=desk, desk_key__kind=KeyKind.DESK, desk_key__retired_on=None)
        may = members(organisation, roles).order_by().values("pk")
        found = LetIn.objects.filter(present, Exists(held), membership__in=may)
        return with_own_key(found).order_by("membership__title", "membership")

    return Prepared(build, UUID, UUID)


def waiting_to_be_let_in(desk: Desk) -> list[Membership]:
    """Members whose role reads and who have a personal key, but whom nobody let in under the present desk key."""
    has_key = PersonalKey.objects.filter(person=OuterRef("person"))
    let_in = {one.pk for one in desk_readers(desk)}
    return [one for one in members(desk.organisation_id, READERS).filter(Exists(has_key)) if one.pk not in let_in]


def who_remember(desk: Desk) -> list[Membership]:
    """The readers who worked with a desk key before: one of them makes a new key when the present one is in doubt."""
    remembering = LetIn.objects.filter(membership=OuterRef("pk"), known__isnull=False)
    return list(members(desk.organisation_id, READERS).filter(Exists(remembering)))


def waiting_wraps(membership: Membership) -> QuerySet[Wrap]:
    """What was assigned to this member and cannot be opened until somebody wraps it."""
    return Wrap.objects.filter(holder=membership.pk, wrapped=None).select_related("key")


def waits_for_key(who: str) -> Q:
    """A condition for querysets: the member in the field `who` waits for the row's `key`, and has a key of their own
    now, so that somebody can give it to them."""
    waiting = Wrap.objects.filter(key=OuterRef("key"), holder=OuterRef(who), wrapped=None)
    own = PersonalKey.objects.filter(person=OuterRef(f"{who}__person"))
    return Q(Exists(waiting)) & Q(Exists(own))


def shares(key: UUID) -> list[Share]:
    return list(Share.objects.filter(key=key).order_by("number"))


_NO_KEY = "Er is nog geen sleutel van het steunpunt. De eerste casusregisseur maakt die."
_IN_DOUBT = "De sleutel van het steunpunt wordt niet meer vertrouwd. Bij ‘Sleutels’ staat wat u nu doet."


@dataclass(frozen=True, slots=True)
class FormState:
    """Whether the form may open, and what is still missing, in sentences for the set-up page."""

    missing: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return not self.missing


def form_state(desk: Desk) -> FormState:
    """The form opens when a desk key exists, two people can open (one from outside the desk) and all three
    shares were shown to be kept (design part 4)."""
    if desk_key(desk.pk) is None:
        return FormState((_IN_DOUBT if distrusted_key(desk.pk) else _NO_KEY,))
    readers = desk_readers(desk)
    roles = roles_by_member(desk.organisation_id)
    missing = []
    if len(readers) < 2:
        missing.append("Er moeten minstens twee mensen zijn die meldingen kunnen openen.")
    if not any(Role.DEPUTY in roles[reader.pk] and not roles[reader.pk] & DESK for reader in readers):
        missing.append("Een van hen moet van buiten het steunpunt zijn: een vervanger met een eigen sleutel.")
    return FormState((*missing, *_missing_recovery(desk)))


def _missing_recovery(desk: Desk) -> Iterable[str]:
    try:
        recovery = recovery_key(desk.pk)
    except NotVouched as refusal:
        yield str(refusal.reason)
        return
    if recovery is None or any(share.confirmed_on is None for share in shares(recovery.pk)):
        yield "Niet elke bewaarder van een hersteldeel heeft laten zien dat het deel bewaard is."


def bars_of(membership: Membership, *, roles: Collection[Role] | None = None) -> Q:
    """The bars that hit this member, by name or by a role they hold now; `roles` when those are known already."""
    return Q(membership=membership) | Q(role__in=roles_of(membership) if roles is None else roles)


def holds_desk_key(membership: Membership, desk: UUID) -> bool:
    """Whether somebody let this member in: the present desk key is wrapped to them."""
    present = Q(key__subject=desk, key__kind=KeyKind.DESK, key__retired_on=None)
    return Wrap.objects.filter(present, holder=membership.pk, wrapped__isnull=False).exists()


def not_barred(membership: Membership, *, subject: str = "pk") -> Q:
    """A condition for querysets: no bar keeps this member from the row's `subject`."""
    return ~Q(Exists(Bar.objects.filter(bars_of(membership), subject=OuterRef(subject))))


def is_barred(membership: Membership, subjects: Collection[UUID]) -> bool:
    return Bar.objects.filter(bars_of(membership), subject__in=subjects).exists()


def barred_members(subjects: Collection[UUID], *, organisation: UUID) -> set[UUID]:
    """Every present member who is kept out of any of `subjects`, by name or by role."""
    roles = roles_by_member(organisation)
    out: set[UUID] = set()
    for membership, role in Bar.objects.filter(subject__in=subjects).values_list("membership", "role"):
        if membership is not None:
            out.add(membership)
        else:
            out |= {member for member, held in roles.items() if role in held}
    return out


def hidden_from(membership: Membership) -> set[UUID]:
    """Everything of which this member may find no trace: what they are barred from, and what lies under its keys."""
    barred = set(Bar.objects.filter(bars_of(membership)).values_list("subject", flat=True))
    shut = Key.objects.filter(subject__in=barred).values("pk")
    below = Wrap.objects.filter(holder_kind=HolderKind.KEY, holder__in=shut).values("key")
    return barred | set(Key.objects.filter(pk__in=below).values_list("subject", flat=True))


def holders_of(key: UUID) -> set[UUID]:
    """The members to whom this key is wrapped or who wait for it."""
    return set(Wrap.objects.filter(key=key, holder_kind=HolderKind.MEMBER).values_list("holder", flat=True))


def held_forms(person: Person, *, since: date) -> list[HeldForm]:
    return list(HeldForm.objects.filter(person=person, held_at__date__gte=since).order_by("held_at", "id"))


def holds_a_desk_key(membership: Membership) -> bool:
    """Whether this member has a present desk key, so that only another holder may let them go."""
    present = Q(key__organisation=membership.organisation_id, key__kind=KeyKind.DESK, key__retired_on=None)
    return Wrap.objects.filter(present, holder=membership.pk, wrapped__isnull=False).exists()
